package io.roadrunner.routing;

import org.jspecify.annotations.Nullable;

/// A route, or a table of routes, that cannot be served. Thrown in the thread that declares or
/// compiles it, so that a running listener keeps the table it has.
public final class InvalidRouteException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String pattern;
    private final String reason;

    InvalidRouteException(String pattern, String reason) {
        this(pattern, reason, null);
    }

    InvalidRouteException(String pattern, String reason, @Nullable Throwable cause) {
        super("route \"" + pattern + "\": " + reason, cause);
        this.pattern = pattern;
        this.reason = reason;
    }

    /// The pattern at fault as it was given; `/*` when every route is concerned.
    public String pattern() {
        return pattern;
    }

    /// What is wrong, in a few words.
    public String reason() {
        return reason;
    }
}
