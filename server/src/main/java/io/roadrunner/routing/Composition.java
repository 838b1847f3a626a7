package io.roadrunner.routing;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Makes one handler of a handler and the middlewares around it, and has each distinct middleware
/// of a table initialised once. Owned by the compilation of one table.
final class Composition {
    private final Set<Middleware> initialised = Collections.newSetFromMap(new IdentityHashMap<>());

    /// A middleware and what it calls next.
    private record Link(Middleware middleware, Handler next) implements Handler {
        @Override
        public Response handle(Request request) throws Exception {
            return middleware.call(request, next);
        }
    }

    /// Initialises those of the middlewares that have not been seen yet.
    ///
    /// @param pattern what an [InvalidRouteException] names when one of them refuses
    void initialise(List<Middleware> middlewares, String pattern) {
        for (Middleware middleware : middlewares) {
            if (initialised.add(middleware)) {
                initialise(middleware, pattern);
            }
        }
    }

    private static void initialise(Middleware middleware, String pattern) {
        try {
            middleware.init();
        } catch (RuntimeException | LinkageError e) {
            // A class that the application's jar lacks refuses the table as well.
            throw new InvalidRouteException(
                    pattern, "middleware " + middleware.getClass().getName() + " failed: " + e, e);
        }
    }

    /// The handler inside of the middlewares, the first of which is the outermost.
    static Handler around(Handler handler, List<Middleware> middlewares) {
        Handler composed = handler;
        for (Middleware middleware : middlewares.reversed()) {
            composed = new Link(middleware, composed);
        }
        return composed;
    }
}
