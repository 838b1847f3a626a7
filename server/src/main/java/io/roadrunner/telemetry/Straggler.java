package io.roadrunner.telemetry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection or request that was still there at the deadline of a drain, taken before it was
/// cut.
///
/// @param protocol what is spoken with the peer, such as `h1`
/// @param peer the address of the peer, null on a unix-domain socket
/// @param route the pattern of the route that runs, null when no request runs or none matched
/// @param age how long the request has been running, or the connection has been open when no
///   request runs
/// @param stack where its thread was, innermost frame first; empty when it had none
public record Straggler(
        String protocol,
        @Nullable InetSocketAddress peer,
        @Nullable String route,
        Duration age,
        List<StackTraceElement> stack) {
    /// Copies the stack.
    public Straggler {
        stack = List.copyOf(stack);
    }
}
