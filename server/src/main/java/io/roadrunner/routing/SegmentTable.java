package io.roadrunner.routing;

import org.jspecify.annotations.Nullable;

/// The literal children of a node by their segment: a hash table that is asked with a part of a
/// path, so that no string is made for it. Filled while a table is compiled, only read afterwards.
/// Its keys come from the application and fill at most half of its places, so that no path makes a
/// lookup long.
final class SegmentTable {
    private static final int INITIAL_PLACES = 4;

    private @Nullable RouteNode[] places = new @Nullable RouteNode[INITIAL_PLACES];
    private int size;

    /// The child for a segment that stands alone in its text; made if there is none.
    RouteNode child(String segment) {
        RouteNode known = find(segment, 0, segment.length(), segment.hashCode());
        if (known != null) {
            return known;
        }
        if (++size * 2 > places.length) {
            grow();
        }
        RouteNode added = new RouteNode(segment);
        insert(added);
        return added;
    }

    /// The child for the segment between two indices of a path, or null.
    ///
    /// @param hash the [PathSegments#hash(String, int, int)] of the segment
    @Nullable RouteNode find(String path, int from, int to, int hash) {
        int mask = places.length - 1;
        int at = spread(hash) & mask;
        RouteNode node = places[at];
        while (node != null && !matches(node.segment(), path, from, to)) {
            at = (at + 1) & mask;
            node = places[at];
        }
        return node;
    }

    private static boolean matches(String segment, String path, int from, int to) {
        return segment.length() == to - from && path.startsWith(segment, from);
    }

    private void grow() {
        @Nullable RouteNode[] old = places;
        places = new @Nullable RouteNode[old.length * 2];
        for (RouteNode node : old) {
            if (node != null) {
                insert(node);
            }
        }
    }

    private void insert(RouteNode node) {
        int mask = places.length - 1;
        int at = spread(node.segment().hashCode()) & mask;
        while (places[at] != null) {
            at = (at + 1) & mask;
        }
        places[at] = node;
    }

    /// Lets all bits of a hash have a say: those of numbered segments differ in the lowest only.
    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ (mixed >>> 16);
    }
}
