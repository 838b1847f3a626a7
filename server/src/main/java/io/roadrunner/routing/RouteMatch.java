package io.roadrunner.routing;

import io.roadrunner.http.Bindings;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.util.List;

/// What a [Router] has for a method and a path. Each variant answers the request itself, inside of
/// the listener's middlewares. Immutable; any thread.
public sealed interface RouteMatch extends Handler {
    /// A route matches.
    ///
    /// @param route the first that does
    /// @param bindings the values of its parameters
    record Found(CompiledRoute route, Bindings bindings) implements RouteMatch {
        /// Puts bindings and state on the request, then runs the outermost middleware. The request
        /// must not have been routed before.
        @Override
        public Response handle(Request request) throws Exception {
            Object state = route.state();
            return state == null && bindings == Bindings.empty()
                    ? route.handler().handle(request)
                    : route.handler().handle(request.withRoute(bindings, state));
        }
    }

    /// The path is known, but not with this method: 405 with `allow` (RFC 9110 §15.5.6).
    ///
    /// @param allowed the methods of all routes that match the path, sorted; `HEAD` wherever `GET`
    /// @param handler answers with an empty body, inside of the listener's middlewares
    record MethodNotAllowed(List<String> allowed, Handler handler) implements RouteMatch {
        /// Copies the list.
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }

        @Override
        public Response handle(Request request) throws Exception {
            return handler.handle(request);
        }
    }

    /// No route matches the path: 404 (RFC 9110 §15.5.5).
    ///
    /// @param handler answers with an empty body, inside of the listener's middlewares
    record NotFound(Handler handler) implements RouteMatch {
        @Override
        public Response handle(Request request) throws Exception {
            return handler.handle(request);
        }
    }
}
