package io.roadrunner;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.util.Map;

/// Gives every request what belongs to its service.
///
/// @param attributes immutable; any thread
record ServiceAttributes(Map<String, Object> attributes) implements Middleware {
    @Override
    public Response call(Request request, Handler next) throws Exception {
        request.attributes().putAll(attributes);
        return next.handle(request);
    }
}
