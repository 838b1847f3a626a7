package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `openssl s_time` prints: an asterisk for each full handshake, an `r` for each one
/// that went on with a session, and the number of both at the end. Stateless.
final class HandshakeReportParser {
    private static final char FULL = '*';
    private static final char RESUMED = 'r';
    private static final Pattern HANDSHAKES = Pattern.compile("(?m)^[r*]+$");
    private static final Pattern CONNECTIONS =
            Pattern.compile(
                    "(?m)^(\\d+) connections in \\d+ real seconds,"
                            + " (\\d+) bytes read per connection");

    private HandshakeReportParser() {}

    /// Reads it. A handshake of another kind than was asked for is a failure, and so is a
    /// connection without an answer.
    ///
    /// @param output all that the tool has printed
    /// @param resumed whether sessions were to be resumed
    /// @param time how long it ran
    /// @return empty when something is missing; percentiles are never there
    static Optional<LoadReport> parse(String output, boolean resumed, Duration time) {
        Matcher handshakes = HANDSHAKES.matcher(output);
        Matcher connections = CONNECTIONS.matcher(output);
        if (!handshakes.find() || !connections.find()) {
            return Optional.empty();
        }
        long count = Long.parseLong(connections.group(1));
        boolean answered = Long.parseLong(connections.group(2)) > 0;
        char asked = resumed ? RESUMED : FULL;
        long done = handshakes.group().chars().filter(kind -> kind == asked).count();
        long failures = answered ? Math.max(0, count - done) : count;
        return Optional.of(new LoadReport(count, count, time, 0, failures, Latency.NONE, 0));
    }
}
