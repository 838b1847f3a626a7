package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What came of a request head.
sealed interface HeadOutcome {
    /// A head, and how many bytes it had.
    record Parsed(RequestHead head, int consumed) implements HeadOutcome {}

    /// A refusal.
    record Refused(Rejection rejection) implements HeadOutcome {}

    /// More bytes are needed.
    record Incomplete() implements HeadOutcome {}

    /// The outcome for a text, one octet per character, that arrives in one piece.
    static HeadOutcome of(String text) {
        return of(Http1Limits.defaults(), text);
    }

    static HeadOutcome of(Http1Limits limits, String text) {
        byte[] octets = octets(text);
        return of(limits, octets, octets.length);
    }

    /// The outcome for bytes that arrive in pieces, of which these are the lengths up to the last.
    /// Each time the pieces lie somewhere else in memory, and nothing is shown beyond them.
    static HeadOutcome of(Http1Limits limits, byte[] octets, int... cuts) {
        RequestHeadParser parser = new RequestHeadParser(limits);
        byte[] arrived = octets.clone();
        for (int i = 0; i <= cuts.length; i++) {
            int length = i < cuts.length ? cuts[i] : arrived.length;
            int from = 3 * i;
            byte[] memory = new byte[from + length];
            System.arraycopy(arrived, 0, memory, from, length);
            try {
                RequestHead head = parser.parse(memory, from, memory.length);
                if (head != null) {
                    requireSame(octets, memory, from, parser.consumed());
                    return new Parsed(head, parser.consumed());
                }
            } catch (RejectedException refused) {
                return new Refused(refused.rejection());
            }
            requireSame(octets, memory, from, length);
            System.arraycopy(memory, from, arrived, 0, length);
        }
        return new Incomplete();
    }

    /// A parser may put names into lower case where they are, and that is all; behind the head it
    /// touches nothing.
    private static void requireSame(byte[] octets, byte[] memory, int from, int head) {
        String before = new String(octets, 0, head, StandardCharsets.ISO_8859_1);
        String after = new String(memory, from, head, StandardCharsets.ISO_8859_1);
        int end = memory.length - from;
        if (!before.equalsIgnoreCase(after)
                || !Arrays.equals(octets, head, end, memory, from + head, memory.length)) {
            throw new AssertionError("the parser changed its input");
        }
    }

    /// The head of a text that is one complete head.
    static RequestHead head(String text) {
        return assertInstanceOf(Parsed.class, of(text), text).head();
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
