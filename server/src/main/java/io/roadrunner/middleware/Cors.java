package io.roadrunner.middleware;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets scripts of other origins read answers (the CORS protocol of the Fetch standard). Immutable;
/// any thread.
///
/// A preflight (OPTIONS with `origin` and `access-control-request-method`) is answered 204 without
/// the handler. Other requests go on whoever asks: a browser keeps the answer from a script of an
/// origin that is not allowed, and nobody else asks. It is no protection against requests. Fields
/// of the protocol that a handler sets are replaced; every answer says `vary: origin`.
public final class Cors implements Middleware {
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";
    private static final String ALLOW_CREDENTIALS = "access-control-allow-credentials";
    private static final String EXPOSE = "access-control-expose-headers";
    private static final String REQUEST_METHOD = "access-control-request-method";
    private static final String REQUEST_HEADERS = "access-control-request-headers";

    private final CorsOptions options;
    private final String methods;
    private final @Nullable String headers;
    private final String expose;

    private Cors(CorsOptions options) {
        this.options = options;
        List<String> names = options.headers();
        this.methods = String.join(", ", options.methods());
        this.headers = names == null ? null : String.join(", ", names);
        this.expose = String.join(", ", options.expose());
    }

    /// Pages of any origin may read, without credentials.
    public static Cors standard() {
        return of(CorsOptions.any());
    }

    /// Pages of these origins may, such as `https://app.example.org`.
    public static Cors of(String... origins) {
        return of(CorsOptions.of(origins));
    }

    /// As the options say.
    public static Cors of(CorsOptions options) {
        return new Cors(options);
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        String origin = request.header("origin");
        String allowed = origin != null && options.allows(origin) ? origin : null;
        boolean preflight =
                origin != null && request.methodIs("OPTIONS") && request.hasHeader(REQUEST_METHOD);
        if (preflight) {
            return Responses.noContent(preflight(request, allowed));
        }
        Response response = next.handle(request);
        return response.withHeaders(answered(response.headers(), allowed));
    }

    private Headers preflight(Request request, @Nullable String origin) {
        Headers.Builder fields = Headers.builder();
        if (origin != null) {
            allow(fields, origin);
            fields.add("access-control-allow-methods", methods);
            String asked = String.join(", ", request.headers().all(REQUEST_HEADERS));
            String names = headers == null ? asked : headers;
            if (!names.isEmpty()) {
                fields.add("access-control-allow-headers", names);
            }
            if (options.maxAge() != null) {
                fields.add("access-control-max-age", options.maxAge().toSeconds() + "");
            }
        }
        return fields.add("vary", "origin, " + REQUEST_METHOD + ", " + REQUEST_HEADERS).build();
    }

    private Headers answered(Headers before, @Nullable String origin) {
        Headers.Builder fields =
                VaryField.with(before, "origin").toBuilder()
                        .remove(ALLOW_ORIGIN)
                        .remove(ALLOW_CREDENTIALS)
                        .remove(EXPOSE);
        if (origin != null) {
            allow(fields, origin);
            if (!expose.isEmpty()) {
                fields.add(EXPOSE, expose);
            }
        }
        return fields.build();
    }

    private void allow(Headers.Builder fields, String origin) {
        boolean any = options.origins() instanceof CorsOptions.Origins.Any;
        fields.add(ALLOW_ORIGIN, any ? "*" : origin);
        if (options.credentials()) {
            fields.add(ALLOW_CREDENTIALS, "true");
        }
    }
}
