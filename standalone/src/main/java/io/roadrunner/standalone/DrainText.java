package io.roadrunner.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the user reads of a drain, in the process that drains and in one that asks it. Stateless.
final class DrainText {
    private static final int FRAMES = 8;

    private DrainText() {}

    /// A drain that goes on.
    ///
    /// @param deadline null for none
    static String draining(
            long connections, long requests, @Nullable Instant deadline, Instant now) {
        String left = "no deadline";
        if (deadline != null) {
            Duration duration = Duration.between(now, deadline);
            left = Math.max(0, duration.plusMillis(999).toSeconds()) + " s left";
        }
        return "draining: " + remaining(connections, requests) + ", " + left;
    }

    /// A drain that has ended by itself.
    static String drained(Duration elapsed) {
        return "drained in " + seconds(elapsed);
    }

    /// A drain at whose deadline something was left.
    static String cut(Duration elapsed, long connections, long requests) {
        return "cut after " + seconds(elapsed) + ": " + remaining(connections, requests);
    }

    private static String remaining(long connections, long requests) {
        return Plural.of(connections, "connection") + ", " + Plural.of(requests, "request");
    }

    /// One of those that were cut.
    ///
    /// @param peer empty on a unix-domain socket
    /// @param route empty for none
    static String straggler(String protocol, String peer, String route, Duration age) {
        return "  %s %s %s for %s"
                .formatted(
                        protocol,
                        peer.isEmpty() ? "unix" : peer,
                        route.isEmpty() ? "(no route)" : route,
                        seconds(age));
    }

    /// The innermost frames of its thread, each in a line of its own that begins with a line feed.
    static String frames(Stream<String> innermostFirst) {
        return innermostFirst
                .limit(FRAMES)
                .map(frame -> "\n      at " + frame)
                .collect(Collectors.joining());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
