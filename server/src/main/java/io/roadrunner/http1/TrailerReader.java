package io.roadrunner.http1;

import io.roadrunner.http.Headers;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import java.util.Arrays;

/// Gathers a trailer section (RFC 9112 §7.1.2) and parses it line by line by the rules and limits
/// of a header section. Owned by one connection thread; it holds at most
/// [Http1Limits#maxHeaderBlock()] bytes and an empty line.
final class TrailerReader {
    private static final int FIRST_CAPACITY = 256;
    private static final int LINE_END = 2;

    private final FieldSectionParser fields;
    private final int capacity;
    private final int maxLine;
    private int lineStart;
    private byte[] octets;
    private int size;

    TrailerReader(Http1Limits limits) {
        fields = new FieldSectionParser(limits, FieldSection.TRAILER);
        capacity = limits.maxHeaderBlock() + LINE_END;
        maxLine = limits.maxHeaderLine();
        octets = new byte[Math.min(FIRST_CAPACITY, capacity)];
    }

    /// Reads the next byte.
    ///
    /// @return whether the section is complete
    boolean read(byte octet) throws RejectedException {
        if (size == octets.length) {
            octets = Arrays.copyOf(octets, Math.min(size * 2, capacity));
        }
        octets[size++] = octet;
        boolean lineEnds = octet == '\n';
        // A line that has filled its bound, or a section its capacity, may be over a limit.
        boolean full = size - lineStart > maxLine || size == capacity;
        if (lineEnds) {
            lineStart = size;
        }
        return (lineEnds || full) && fields.parse(octets, 0, size);
    }

    /// The fields of a complete section.
    Headers trailers() throws RejectedException {
        Headers trailers = Headers.of(fields.toBlock(octets, 0));
        if (TrailerFields.forbidden(trailers) != null) {
            throw new RejectedException(Rejection.BAD_TRAILER);
        }
        return trailers;
    }
}
