package io.roadrunner.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All routes of a table, by the segments of their patterns. Filled by its constructor, only read
/// afterwards; any thread.
///
/// A path that is spelled like a literal pattern is the common case and is answered by one lookup:
/// which of all routes match it is worked out when the tree is made, so that a `:parameter` or
/// `*wildcard` declared earlier keeps its precedence.
final class RouteTree {
    private final RouteNode root = new RouteNode("");
    private final Map<String, MethodTable> literals = new HashMap<>();

    /// @param routes in the order of their declaration
    RouteTree(List<CompiledRoute> routes) {
        for (CompiledRoute route : routes) {
            insert(route);
        }
        for (CompiledRoute route : routes) {
            if (route.path().isLiteral()) {
                literals.computeIfAbsent(
                        route.pattern(),
                        path -> MethodTable.merged(new RouteSearch(root, path).matches()));
            }
        }
    }

    private void insert(CompiledRoute route) {
        RouteNode node = root;
        for (PathPattern.Segment segment : route.path().segments()) {
            switch (segment.kind()) {
                case LITERAL -> node = node.literalChild(segment.text());
                case PARAMETER -> node = node.parameterChild();
                case WILDCARD -> {}
            }
        }
        MethodTable table =
                route.path().endsInWildcard() ? node.wildcardRoutes() : node.endingRoutes();
        table.add(route);
    }

    /// The first route that matches path and method, or null.
    @Nullable CompiledRoute first(String method, String path) {
        MethodTable literal = literals.get(path);
        return literal != null ? literal.first(method) : walk(method, path);
    }

    /// Walks down the tree as long as there is one way to go, without making anything; where a
    /// literal and a parameter compete, it leaves the whole path to a [RouteSearch].
    private @Nullable CompiledRoute walk(String method, String path) {
        RouteNode node = root;
        CompiledRoute first = null;
        int start = PathSegments.start(path, 0);
        while (start < path.length()) {
            first = CompiledRoute.earlier(first, MethodTable.firstOf(node.wildcard(), method));
            int end = PathSegments.end(path, start);
            int hash = PathSegments.hash(path, start, end);
            RouteNode literal = node.literal(path, start, end, hash);
            RouteNode parameter = node.parameter();
            if (literal != null && parameter != null) {
                return search(path).first(method);
            }
            node = literal != null ? literal : parameter;
            if (node == null) {
                return first;
            }
            start = PathSegments.start(path, end);
        }
        first = CompiledRoute.earlier(first, MethodTable.firstOf(node.wildcard(), method));
        return CompiledRoute.earlier(first, MethodTable.firstOf(node.ending(), method));
    }

    /// The tables of all routes that match the path.
    RouteSearch search(String path) {
        return new RouteSearch(root, path);
    }
}
