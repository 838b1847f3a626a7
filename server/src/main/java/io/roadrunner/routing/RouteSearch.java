package io.roadrunner.routing;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk of a path down a tree of routes, which finds every table whose patterns match. Owned by
/// the thread that makes it, used once.
///
/// A segment may lead to two children of a node, the literal one and the parameter. Both are
/// followed, level by level, because either may hold the route that was declared first:
///
/// ```
/// level     0        1              2                     3
/// /a/b/c    root ──► a ───────────► b ──────────────────► c
///             └────► :parameter ──► b, :parameter ──────► …
/// ```
///
/// What bounds it: a node of a tree has one parent, so that the walk meets each node at most once
/// and ends below the deepest pattern, however long the path is; each character of the path is
/// looked at a fixed number of times, because the segments of a level are the same for all of its
/// nodes. A table where no literal competes with a parameter has one node per level.
final class RouteSearch {
    private static final int USUAL_WIDTH = 2;

    private final String path;
    private RouteNode[] level = new RouteNode[USUAL_WIDTH];
    private RouteNode[] nextLevel = new RouteNode[USUAL_WIDTH];
    private int width;
    private int nextWidth;
    private int visited;
    private MethodTable[] matches = new MethodTable[USUAL_WIDTH];
    private int matchCount;

    /// Walks at once.
    RouteSearch(RouteNode root, String path) {
        this.path = path;
        add(root);
        advance();
        int start = PathSegments.start(path, 0);
        while (width > 0) {
            boolean atEnd = start == path.length();
            collect(atEnd);
            if (atEnd) {
                return;
            }
            int end = PathSegments.end(path, start);
            descend(start, end);
            advance();
            start = PathSegments.start(path, end);
        }
    }

    private void collect(boolean atEnd) {
        for (int i = 0; i < width; i++) {
            match(level[i].wildcard());
            if (atEnd) {
                match(level[i].ending());
            }
        }
    }

    private void match(@Nullable MethodTable table) {
        if (table == null) {
            return;
        }
        if (matchCount == matches.length) {
            matches = Arrays.copyOf(matches, matchCount * 2);
        }
        matches[matchCount++] = table;
    }

    private void descend(int start, int end) {
        int hash = PathSegments.hash(path, start, end);
        for (int i = 0; i < width; i++) {
            add(level[i].literal(path, start, end, hash));
            add(level[i].parameter());
        }
    }

    private void add(@Nullable RouteNode node) {
        if (node == null) {
            return;
        }
        if (nextWidth == nextLevel.length) {
            nextLevel = Arrays.copyOf(nextLevel, nextWidth * 2);
        }
        nextLevel[nextWidth++] = node;
    }

    private void advance() {
        RouteNode[] passed = level;
        level = nextLevel;
        width = nextWidth;
        nextLevel = passed;
        nextWidth = 0;
        visited += width;
    }

    /// The route for a method that was declared first, or null.
    @Nullable CompiledRoute first(String method) {
        CompiledRoute first = null;
        for (int i = 0; i < matchCount; i++) {
            first = CompiledRoute.earlier(first, matches[i].first(method));
        }
        return first;
    }

    /// The tables that match, in no particular order.
    List<MethodTable> matches() {
        return List.of(Arrays.copyOf(matches, matchCount));
    }

    /// How many nodes the walk has met: what it cost beside the length of the path.
    int visited() {
        return visited;
    }
}
