package io.roadrunner.exchange;

import io.roadrunner.http.BufferedBody;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;

/// The handler of a route that finds its whole body read. Inside of all middlewares, so that they
/// decide by the head, before the body is read. Immutable.
///
/// @param handler the application's
record BufferingHandler(Handler handler) implements Handler {
    @Override
    public Response handle(Request request) throws Exception {
        if (!request.hasBody()) {
            return handler.handle(request);
        }
        return handler.handle(request.withBody(BufferedBody.read(request.unreadBody())));
    }
}
