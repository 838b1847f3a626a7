package io.roadrunner.routing;

import io.roadrunner.http.Bindings;
import io.roadrunner.http.Handler;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A route in a [Router]: its handler is composed with all middlewares that run around it.
/// Immutable; any thread.
public final class CompiledRoute {
    private final Route route;
    private final int index;
    private final Handler handler;
    private final RouteMatch.Found withoutBindings;

    /// @param index the place of the route in its table, from 0
    CompiledRoute(Route route, int index, Handler handler) {
        this.route = route;
        this.index = index;
        this.handler = handler;
        this.withoutBindings = new RouteMatch.Found(this, Bindings.empty());
    }

    /// The match with a path that this route is known to match.
    RouteMatch.Found found(String path) {
        PathPattern pattern = route.path();
        return pattern.names().isEmpty()
                ? withoutBindings
                : new RouteMatch.Found(this, pattern.bindings(path));
    }

    /// The route that was declared first; null stands for none.
    static @Nullable CompiledRoute earlier(
            @Nullable CompiledRoute one, @Nullable CompiledRoute other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.index < other.index ? one : other;
    }

    /// The place of the route in its table, from 0.
    int index() {
        return index;
    }

    /// The pattern in its parts.
    PathPattern path() {
        return route.path();
    }

    /// The handler inside of the middlewares of listener, groups and route. It expects a request
    /// that carries the bindings and the state already: call it through
    /// [RouteMatch.Found#handle(io.roadrunner.http.Request)].
    public Handler handler() {
        return handler;
    }

    /// The pattern without empty segments and without a slash at the end; `/*` for a single
    /// handler.
    public String pattern() {
        return route.pattern();
    }

    /// The methods in the order of the route; empty when all are answered.
    public List<String> methods() {
        return route.methods();
    }

    /// The value that its requests carry, or null.
    public @Nullable Object state() {
        return route.state();
    }

    /// What its long-lived exchanges do at a drain; empty: what the listener says.
    public Optional<DrainPolicy> drainPolicy() {
        return route.drainPolicy();
    }

    /// Whether the listener's minimum rate holds for its request bodies.
    public boolean minimumRateEnforced() {
        return route.minimumRateEnforced();
    }

    /// The name for reverse URLs, if it has one.
    public Optional<String> name() {
        return route.name();
    }

    @Override
    public String toString() {
        return route.toString();
    }
}
