package io.roadrunner.routing;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a listener serves: routes in the order of their declaration, or one handler for everything.
/// Immutable. The first route that matches path and method wins.
public final class Routes {
    private final List<Route> routes;
    private final boolean singleHandler;

    private Routes(List<Route> routes, boolean singleHandler) {
        this.routes = List.copyOf(routes);
        this.singleHandler = singleHandler;
    }

    /// A builder without a route.
    public static Builder builder() {
        return new Builder("", List.of());
    }

    /// One handler for every path and method. A listener of such routes cannot be reloaded.
    public static Routes handler(Handler handler) {
        return handler(handler, null);
    }

    /// One handler for every path and method. A listener of such routes cannot be reloaded.
    ///
    /// @param state what each request carries as its state, or null
    /// @param middlewares what runs around the handler, the first outermost
    public static Routes handler(
            Handler handler, @Nullable Object state, Middleware... middlewares) {
        Route route = Route.of(PathPattern.EVERYTHING, handler).withMiddleware(middlewares);
        return new Routes(List.of(state == null ? route : route.withState(state)), true);
    }

    /// Whether this is one handler for everything rather than a table.
    public boolean isSingleHandler() {
        return singleHandler;
    }

    /// The routes in the order of their declaration, those of groups with the group's prefix and
    /// middlewares; of a single handler one with the pattern `/*`.
    public List<Route> routes() {
        return routes;
    }

    @Override
    public String toString() {
        return routes.toString();
    }

    /// Gathers routes; each is checked when it is added. Not for use by several threads at once.
    /// Every method that takes a pattern throws [InvalidRouteException] as [Route#of(String,
    /// Handler)] does, also when the pattern and a group's prefix do not go together.
    public static final class Builder {
        private final String prefix;
        private final List<Middleware> middlewares;
        private final List<Route> routes = new ArrayList<>();

        private Builder(String prefix, List<Middleware> middlewares) {
            this.prefix = prefix;
            this.middlewares = middlewares;
        }

        /// Adds a route for `GET`, and for `HEAD` unless another route lists that.
        public Builder get(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("GET"));
        }

        /// Adds a route for `POST`.
        public Builder post(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("POST"));
        }

        /// Adds a route for `PUT`.
        public Builder put(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("PUT"));
        }

        /// Adds a route for `PATCH`.
        public Builder patch(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("PATCH"));
        }

        /// Adds a route for `DELETE`.
        public Builder delete(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("DELETE"));
        }

        /// Adds a route for `HEAD`.
        public Builder head(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("HEAD"));
        }

        /// Adds a route for `OPTIONS`, which nothing else answers.
        public Builder options(String pattern, Handler handler) {
            return route(Route.of(pattern, handler).withMethods("OPTIONS"));
        }

        /// Adds a route for all methods, so that later routes do not see its paths.
        public Builder any(String pattern, Handler handler) {
            return route(Route.of(pattern, handler));
        }

        /// Adds a route.
        public Builder route(Route route) {
            routes.add(route.within(prefix, middlewares));
            return this;
        }

        /// Adds routes that share the start of their path and some middlewares. Groups nest: the
        /// middlewares of the outer group run around those of the inner one, and both around those
        /// of the route.
        ///
        /// @param prefix a pattern without a wildcard that is put before those of the group
        /// @param middlewares what runs around each handler of the group, the first outermost
        /// @param group declares the routes of the group, before this call returns
        /// @throws InvalidRouteException also when the prefix is not a pattern or has a wildcard
        public Builder group(String prefix, List<Middleware> middlewares, Consumer<Builder> group) {
            if (PathPattern.parse(prefix).endsInWildcard()) {
                throw new InvalidRouteException(prefix, "the prefix of a group has a wildcard");
            }
            List<Middleware> around = new ArrayList<>(this.middlewares);
            around.addAll(middlewares);
            Builder inner = new Builder(this.prefix + prefix, List.copyOf(around));
            group.accept(inner);
            routes.addAll(inner.routes);
            return this;
        }

        /// The routes gathered so far; the builder can go on.
        public Routes build() {
            return new Routes(routes, false);
        }
    }
}
