package io.roadrunner.http1;

import io.roadrunner.http.Header;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What came of a chunked body.
sealed interface ChunkedOutcome {
    /// A whole body; the rest stands behind it.
    record Decoded(String data, List<Header> trailers, String rest) implements ChunkedOutcome {}

    /// A refusal, and the data that had been decoded before it.
    record Refused(Rejection rejection, String data) implements ChunkedOutcome {}

    /// More bytes are needed.
    record Incomplete(String data) implements ChunkedOutcome {}

    /// The outcome for a text, one octet per character, that arrives in one piece.
    static ChunkedOutcome of(String text) {
        return of(Http1Limits.defaults(), text);
    }

    static ChunkedOutcome of(Http1Limits limits, String text) {
        return of(limits, HeadOutcome.octets(text), 1 << 20);
    }

    /// The outcome for input that comes in pieces, cut at these indices, while the output takes no
    /// more than `room` bytes at once.
    static ChunkedOutcome of(Http1Limits limits, byte[] octets, int room, int... cuts) {
        ChunkedDecoder decoder = new ChunkedDecoder(limits);
        ByteBuffer data = ByteBuffer.allocate(octets.length);
        int at = 0;
        try {
            for (int i = 0; i <= cuts.length; i++) {
                int to = i < cuts.length ? cuts[i] : octets.length;
                at += feed(decoder, Arrays.copyOfRange(octets, at, Math.max(at, to)), room, data);
            }
        } catch (RejectedException refused) {
            return new Refused(refused.rejection(), text(data));
        }
        if (!decoder.isFinished()) {
            return new Incomplete(text(data));
        }
        String rest = new String(octets, at, octets.length - at, StandardCharsets.ISO_8859_1);
        return new Decoded(text(data), decoder.trailers().toList(), rest);
    }

    private static int feed(ChunkedDecoder decoder, byte[] piece, int room, ByteBuffer data)
            throws RejectedException {
        int from = 0;
        while (from < piece.length && !decoder.isFinished()) {
            data.limit(Math.min(data.capacity(), data.position() + room));
            int consumed = decoder.decode(piece, from, piece.length, data);
            if (consumed == 0) {
                throw new AssertionError("no progress at " + from);
            }
            from += consumed;
        }
        return from;
    }

    private static String text(ByteBuffer data) {
        return new String(data.array(), 0, data.position(), StandardCharsets.ISO_8859_1);
    }
}
