package io.roadrunner.routing;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A handler with the paths and methods it answers, its middlewares and its settings. Immutable:
/// each `with…` returns another route. Every mistake is reported by an [InvalidRouteException]
/// where the route is made.
///
/// A pattern starts with `/` and has literal segments, `:name` for exactly one segment and, at its
/// end, `*name` for all segments that are left, possibly none. Patterns and paths are compared
/// segment by segment, case-sensitively and without percent-decoding; empty segments do not count
/// on either side, so that `//` is `/` and a slash at the end makes no difference.
public final class Route {
    private final PathPattern pattern;
    private final Handler handler;
    private final List<String> methods;
    private final List<Middleware> middlewares;
    private final Settings settings;

    /// What a route says beside what it matches and runs.
    private record Settings(
            @Nullable Object state,
            @Nullable String name,
            @Nullable DrainPolicy drainPolicy,
            boolean minimumRateEnforced) {
        private static final Settings NONE = new Settings(null, null, null, true);
    }

    private Route(
            PathPattern pattern,
            Handler handler,
            List<String> methods,
            List<Middleware> middlewares,
            Settings settings) {
        this.pattern = pattern;
        this.handler = handler;
        this.methods = methods;
        this.middlewares = middlewares;
        this.settings = settings;
    }

    /// A route that answers all methods.
    ///
    /// @throws InvalidRouteException when the pattern does not start with a slash, has a wildcard
    ///   before its end, an empty or repeated parameter name, or a character that no path has
    public static Route of(String pattern, Handler handler) {
        return of(PathPattern.parse(pattern), handler);
    }

    static Route of(PathPattern pattern, Handler handler) {
        return new Route(pattern, handler, List.of(), List.of(), Settings.NONE);
    }

    /// This route for these methods only, compared case-sensitively (RFC 9110 §9.1). One that lists
    /// `GET` answers `HEAD` too, unless another route lists it: see [Router].
    ///
    /// @throws InvalidRouteException for an empty list or a method that is not a token
    public Route withMethods(String... methods) {
        if (methods.length == 0) {
            throw new InvalidRouteException(pattern(), "the list of methods is empty");
        }
        List<String> distinct = new ArrayList<>(methods.length);
        for (String method : methods) {
            if (!Ascii.isToken(method)) {
                throw new InvalidRouteException(pattern(), "a method is not a token");
            }
            if (!distinct.contains(method)) {
                distinct.add(method);
            }
        }
        return new Route(pattern, handler, List.copyOf(distinct), middlewares, settings);
    }

    /// This route with a value that its requests carry as [io.roadrunner.http.Request#state()],
    /// from the first middleware on.
    public Route withState(Object state) {
        return with(
                new Settings(
                        state, settings.name, settings.drainPolicy, settings.minimumRateEnforced));
    }

    /// This route with further middlewares inside of those it has; the first is the outermost.
    public Route withMiddleware(Middleware... middlewares) {
        return new Route(
                pattern,
                handler,
                methods,
                joined(this.middlewares, List.of(middlewares)),
                settings);
    }

    /// This route with a name for [Router#url(String, java.util.Map)]; unique within a table.
    ///
    /// @throws InvalidRouteException for an empty name
    public Route named(String name) {
        if (name.isEmpty()) {
            throw new InvalidRouteException(pattern(), "the name is empty");
        }
        return with(
                new Settings(
                        settings.state, name, settings.drainPolicy, settings.minimumRateEnforced));
    }

    /// This route with its own answer to a drain instead of the listener's.
    public Route withDrainPolicy(DrainPolicy policy) {
        return with(
                new Settings(settings.state, settings.name, policy, settings.minimumRateEnforced));
    }

    /// This route without the listener's minimum rate for request bodies, for clients that are slow
    /// by nature. Timeouts stay.
    public Route withoutMinimumRate() {
        return with(new Settings(settings.state, settings.name, settings.drainPolicy, false));
    }

    private Route with(Settings settings) {
        return new Route(pattern, handler, methods, middlewares, settings);
    }

    /// This route below a prefix and inside of a group's middlewares.
    Route within(String prefix, List<Middleware> outer) {
        return new Route(
                prefix.isEmpty() ? pattern : PathPattern.parse(prefix + pattern.text()),
                handler,
                methods,
                joined(outer, middlewares),
                settings);
    }

    private static List<Middleware> joined(List<Middleware> outer, List<Middleware> inner) {
        List<Middleware> joined = new ArrayList<>(outer);
        joined.addAll(inner);
        return List.copyOf(joined);
    }

    /// The pattern without empty segments and without a slash at the end.
    public String pattern() {
        return pattern.text();
    }

    /// The pattern in its parts.
    PathPattern path() {
        return pattern;
    }

    /// The handler without its middlewares.
    public Handler handler() {
        return handler;
    }

    /// The methods in the order given, without repetitions; empty when all are answered.
    public List<String> methods() {
        return methods;
    }

    /// The middlewares of its groups and its own, outermost first.
    public List<Middleware> middlewares() {
        return middlewares;
    }

    /// The value that its requests carry, or null.
    public @Nullable Object state() {
        return settings.state;
    }

    /// The name for reverse URLs, if it has one.
    public Optional<String> name() {
        return Optional.ofNullable(settings.name);
    }

    /// What its long-lived exchanges do at a drain; empty: what the listener says.
    public Optional<DrainPolicy> drainPolicy() {
        return Optional.ofNullable(settings.drainPolicy);
    }

    /// Whether the listener's minimum rate holds for its request bodies.
    public boolean minimumRateEnforced() {
        return settings.minimumRateEnforced;
    }

    @Override
    public String toString() {
        return methods.isEmpty() ? pattern() : String.join(",", methods) + " " + pattern();
    }
}
