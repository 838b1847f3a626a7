package io.roadrunner.routing;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A table of routes, ready to serve: a tree of segments whose routes are composed with their
/// middlewares. Made by [#compile(Routes, List)] when a listener starts or reloads, immutable
/// afterwards and read by every request thread.
///
/// **Order.** The first declared route that matches path and method wins, as if the list were
/// scanned, whatever mix of literals, parameters and wildcards the patterns have. A route without
/// methods answers all of them and so hides later routes on its paths.
///
/// **HEAD** goes to the first route for it if that one lists `HEAD`; otherwise to the route that
/// `GET` would reach, whose body the server leaves out (RFC 9110 §9.3.2). `OPTIONS` has no such
/// rule.
///
/// **Cost.** A literal route is one hash lookup without allocation, for any number of routes. Other
/// paths are walked segment by segment, one node for each segment of the pattern, as long as no
/// literal competes with a parameter; only the bindings are allocated. Where they do compete, both
/// ways are followed side by side, not one after the other: a path, however long or odd, costs at
/// most a few passes over its characters and one visit of each node of the tree.
public final class Router {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final List<CompiledRoute> routes;
    private final Map<String, CompiledRoute> byName;
    private final RouteTree tree;
    private final List<Middleware> listenerMiddlewares;
    private final RouteMatch.NotFound notFound;

    /// The match with every path when there is a single handler.
    private final RouteMatch.@Nullable Found everything;

    private Router(
            List<CompiledRoute> routes,
            Map<String, CompiledRoute> byName,
            List<Middleware> listenerMiddlewares,
            boolean singleHandler) {
        this.routes = routes;
        this.byName = byName;
        this.listenerMiddlewares = listenerMiddlewares;
        this.tree = new RouteTree(routes);
        this.notFound = new RouteMatch.NotFound(wrap(answer(404, Headers.empty())));
        this.everything = singleHandler ? routes.getFirst().found("/") : null;
    }

    /// Composes every route with the middlewares around it (the listener's outside, then those of
    /// its groups, then its own) and calls [Middleware#init()] once on each distinct middleware:
    /// first the listener's, then those of the routes in order. Nothing is initialised when the
    /// routes themselves are at fault.
    ///
    /// @param listenerMiddlewares what runs around every answer, the first outermost
    /// @throws InvalidRouteException when two routes have the same name, or a middleware throws an
    ///   exception, which is the cause
    public static Router compile(Routes routes, List<Middleware> listenerMiddlewares) {
        return compile(routes, listenerMiddlewares, UnaryOperator.identity());
    }

    /// The same with something that each route's handler runs in, inside of all middlewares.
    ///
    /// @param innermost makes it of the handler
    /// @throws InvalidRouteException as [#compile(Routes, List)]
    public static Router compile(
            Routes routes, List<Middleware> listenerMiddlewares, UnaryOperator<Handler> innermost) {
        checkNames(routes.routes());
        List<Middleware> outer = List.copyOf(listenerMiddlewares);
        Composition composition = new Composition();
        composition.initialise(outer, PathPattern.EVERYTHING.text());
        List<CompiledRoute> compiled = new ArrayList<>(routes.routes().size());
        Map<String, CompiledRoute> byName = new HashMap<>();
        for (Route route : routes.routes()) {
            composition.initialise(route.middlewares(), route.pattern());
            Handler inner =
                    Composition.around(innermost.apply(route.handler()), route.middlewares());
            CompiledRoute ready =
                    new CompiledRoute(route, compiled.size(), Composition.around(inner, outer));
            compiled.add(ready);
            route.name().ifPresent(name -> byName.put(name, ready));
        }
        return new Router(List.copyOf(compiled), byName, outer, routes.isSingleHandler());
    }

    private static void checkNames(List<Route> routes) {
        Map<String, Route> named = new HashMap<>();
        for (Route route : routes) {
            String name = route.name().orElse(null);
            Route other = name == null ? null : named.put(name, route);
            if (other != null) {
                throw new InvalidRouteException(
                        route.pattern(),
                        "the name " + name + " belongs to \"" + other.pattern() + "\" already");
            }
        }
    }

    /// What answers a request: called once for each.
    ///
    /// @param method the method token, case-sensitive
    /// @param path the path without the query, not percent-decoded. Empty segments do not count and
    ///   the first slash may be missing, so that the empty path is `/`. The `*` of `OPTIONS *`
    ///   would be taken for a segment.
    public RouteMatch match(String method, String path) {
        if (everything != null) {
            return everything;
        }
        CompiledRoute route = tree.first(method, path);
        if (method.equals(HEAD) && (route == null || !route.methods().contains(HEAD))) {
            route = tree.first(GET, path);
        }
        return route != null ? route.found(path) : refusal(path);
    }

    private RouteMatch refusal(String path) {
        TreeSet<String> allowed = new TreeSet<>();
        for (MethodTable table : tree.search(path).matches()) {
            allowed.addAll(table.methods());
        }
        if (allowed.isEmpty()) {
            return notFound;
        }
        if (allowed.contains(GET)) {
            allowed.add(HEAD);
        }
        // "The origin server MUST generate an Allow header field in a 405 response containing a
        // list of the target resource's currently supported methods." RFC 9110 §15.5.6
        Headers headers = Headers.of("allow", String.join(", ", allowed));
        return new RouteMatch.MethodNotAllowed(List.copyOf(allowed), wrap(answer(405, headers)));
    }

    private static Handler answer(int status, Headers headers) {
        Response response = new Response.Buffered(status, headers, ByteBuffer.allocate(0));
        return request -> response;
    }

    /// The handler inside of the listener's middlewares alone, which are initialised already: for
    /// answers that belong to no route.
    public Handler wrap(Handler handler) {
        return Composition.around(handler, listenerMiddlewares);
    }

    /// The path of a named route, with values for its parameters. They are text, not raw path: each
    /// is percent-encoded where RFC 3986 §3.3 asks for it, and so is `%`. A `*wildcard` may be
    /// empty and keeps its slashes.
    ///
    /// @param name the name of the route
    /// @param bindings a value for each parameter of its pattern and nothing else
    /// @throws IllegalArgumentException when there is no such route, a binding is missing or too
    ///   many, or a value cannot stand in a path: empty for a `:parameter`, a segment `.` or `..`,
    ///   which clients remove, or text that is no Unicode
    public String url(String name, Map<String, String> bindings) {
        CompiledRoute route = byName.get(name);
        if (route == null) {
            throw new IllegalArgumentException("no route is named " + name);
        }
        return PathEncoder.encode(route.path(), bindings);
    }

    /// The routes in the order of their declaration; of a single handler one.
    public List<CompiledRoute> routes() {
        return routes;
    }

    /// How many nodes of the tree a path meets.
    int visitedNodes(String path) {
        return tree.search(path).visited();
    }
}
