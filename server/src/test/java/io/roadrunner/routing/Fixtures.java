package io.roadrunner.routing;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.TestRequests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Requests, handlers and middlewares that the tests of this package share.
final class Fixtures {
    private Fixtures() {}

    /// A handler that answers with a text.
    static Handler says(String text) {
        return request -> text(text);
    }

    static Response text(String text) {
        return new Response.Buffered(
                200, Headers.empty(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String bodyOf(Response response) {
        return switch (response) {
            case Response.Buffered buffered ->
                    StandardCharsets.UTF_8.decode(buffered.body().duplicate()).toString();
            case Response.Streaming _,
                    Response.Loop<?> _,
                    Response.SendFile _,
                    Response.Upgrade _ ->
                    throw new AssertionError("not buffered: " + response);
        };
    }

    static Request request(String method, String path) {
        return TestRequests.of(method, path);
    }

    /// The answer of a router to a request.
    static Response answer(Router router, String method, String path) throws Exception {
        return router.match(method, path).handle(request(method, path));
    }

    static Router router(Routes.Builder routes) {
        return Router.compile(routes.build(), List.of());
    }

    static RouteMatch.Found found(Router router, String method, String path) {
        return switch (router.match(method, path)) {
            case RouteMatch.Found found -> found;
            case RouteMatch.MethodNotAllowed refused ->
                    throw new AssertionError(
                            method + " " + path + ": allowed " + refused.allowed());
            case RouteMatch.NotFound _ ->
                    throw new AssertionError(method + " " + path + ": not found");
        };
    }

    /// A middleware that adds its name to the `trace` field of what comes out of it.
    static Middleware tracing(String name) {
        return (request, next) -> next.handle(request).withHeader("trace", name);
    }

    /// The names of the tracing middlewares that a response came through, outermost first.
    static List<String> trace(Response response) {
        return response.headers().all("trace").reversed();
    }
}
