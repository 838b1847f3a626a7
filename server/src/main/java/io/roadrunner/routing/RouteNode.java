package io.roadrunner.routing;

import org.jspecify.annotations.Nullable;

/// A node of a [RouteTree]: all patterns whose first segments are the same, names of parameters
/// aside. Filled while a table is compiled, only read afterwards.
final class RouteNode {
    private final String segment;
    private @Nullable SegmentTable literals;
    private @Nullable RouteNode parameter;
    private @Nullable MethodTable ending;
    private @Nullable MethodTable wildcard;

    /// @param segment the literal that leads here, of no importance below a parameter
    RouteNode(String segment) {
        this.segment = segment;
    }

    /// The literal that leads here.
    String segment() {
        return segment;
    }

    /// The child for a literal; made if there is none.
    RouteNode literalChild(String text) {
        SegmentTable table = literals;
        if (table == null) {
            table = new SegmentTable();
            literals = table;
        }
        return table.child(text);
    }

    /// The child for a parameter; made if there is none.
    RouteNode parameterChild() {
        RouteNode child = parameter;
        if (child == null) {
            child = new RouteNode("");
            parameter = child;
        }
        return child;
    }

    /// The routes whose pattern ends at this node; made if there is none.
    MethodTable endingRoutes() {
        MethodTable table = ending;
        if (table == null) {
            table = new MethodTable();
            ending = table;
        }
        return table;
    }

    /// The routes whose pattern has its wildcard at this node; made if there is none.
    MethodTable wildcardRoutes() {
        MethodTable table = wildcard;
        if (table == null) {
            table = new MethodTable();
            wildcard = table;
        }
        return table;
    }

    /// The child for the literal between two indices of a path, or null.
    @Nullable RouteNode literal(String path, int from, int to, int hash) {
        return literals == null ? null : literals.find(path, from, to, hash);
    }

    /// The child for a parameter, or null.
    @Nullable RouteNode parameter() {
        return parameter;
    }

    /// The routes whose pattern ends here, or null.
    @Nullable MethodTable ending() {
        return ending;
    }

    /// The routes whose pattern has its wildcard here, or null.
    @Nullable MethodTable wildcard() {
        return wildcard;
    }
}
