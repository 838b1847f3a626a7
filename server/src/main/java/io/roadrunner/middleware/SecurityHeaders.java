package io.roadrunner.middleware;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Header;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;

/// Adds the fields that tell browsers to be careful. A field that a handler has set stays as it is.
/// Immutable; any thread.
public final class SecurityHeaders implements Middleware {
    private final Headers plain;
    private final Headers secure;

    private SecurityHeaders(SecurityHeadersOptions options) {
        this.plain = options.fields(false);
        this.secure = options.fields(true);
    }

    /// With the defaults.
    public static SecurityHeaders standard() {
        return of(SecurityHeadersOptions.standard());
    }

    /// As the options say.
    public static SecurityHeaders of(SecurityHeadersOptions options) {
        return new SecurityHeaders(options);
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        Headers.Builder fields = response.headers().toBuilder();
        for (Header field : request.scheme().equals("https") ? secure : plain) {
            fields.addIfAbsent(field.name(), field.value());
        }
        return response.withHeaders(fields.build());
    }
}
