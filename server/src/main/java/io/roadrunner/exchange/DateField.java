package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.http.HttpDate;
import java.util.function.Function;

/// The `date` field (RFC 9110 §6.6.1), encoded about once a second for all connections of a
/// listener in the way of its protocol. Any thread; two that renew it at the same moment do the
/// same.
public final class DateField {
    private static final long HALF_SECOND = 500_000_000L;

    private final Clock clock;
    private final Function<String, byte[]> encoding;
    private volatile Field current;

    private record Field(long untilNanos, EncodedField encoded) {}

    /// Bytes that nobody changes.
    private static final class EncodedField {
        private final byte[] octets;

        private EncodedField(byte[] octets) {
            this.octets = octets;
        }
    }

    /// @param clock what time it is
    /// @param encoding makes a field of its value
    public DateField(Clock clock, Function<String, byte[]> encoding) {
        this.clock = clock;
        this.encoding = encoding;
        this.current = encode(clock.coarseNanoTime());
    }

    /// The whole field as it goes on the wire; not to be changed.
    public byte[] octets() {
        Field field = current;
        long now = clock.coarseNanoTime();
        if (now - field.untilNanos >= 0) {
            field = encode(now);
            current = field;
        }
        return field.encoded.octets;
    }

    private Field encode(long now) {
        byte[] octets = encoding.apply(HttpDate.format(clock.now()));
        return new Field(now + HALF_SECOND, new EncodedField(octets));
    }
}
