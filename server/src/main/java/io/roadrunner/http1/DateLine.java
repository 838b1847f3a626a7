package io.roadrunner.http1;

import io.roadrunner.connection.Clock;
import io.roadrunner.http.HttpDate;
import java.nio.charset.StandardCharsets;

/// The `date` field line (RFC 9110 §6.6.1), encoded about once a second for all connections of a
/// listener. Any thread; two that renew it at the same moment do the same.
final class DateLine {
    private static final long HALF_SECOND = 500_000_000L;

    private final Clock clock;
    private volatile Line current;

    private record Line(long untilNanos, EncodedLine encoded) {}

    /// Bytes that nobody changes.
    private static final class EncodedLine {
        private final byte[] octets;

        private EncodedLine(byte[] octets) {
            this.octets = octets;
        }
    }

    DateLine(Clock clock) {
        this.clock = clock;
        this.current = encode(clock.coarseNanoTime());
    }

    /// The line with its CRLF; not to be changed.
    byte[] octets() {
        Line line = current;
        long now = clock.coarseNanoTime();
        if (now - line.untilNanos >= 0) {
            line = encode(now);
            current = line;
        }
        return line.encoded.octets;
    }

    private Line encode(long now) {
        String line = "date: " + HttpDate.format(clock.now()) + "\r\n";
        byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
        return new Line(now + HALF_SECOND, new EncodedLine(octets));
    }
}
