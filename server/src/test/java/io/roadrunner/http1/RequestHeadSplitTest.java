package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a head is cut into pieces, and whatever is done to it, the outcome is the same.
class RequestHeadSplitTest {
    private static final Http1Limits SMALL = new Http1Limits(40, 30, 60, 4, 9, 9);
    private static final String VALID =
            "POST /a?b HTTP/1.1\r\nHost: a:1\r\nContent-Length: 3\r\nX:  y \r\n\r\nabc";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://a/b?c HTTP/1.1\r\nhOST:a\r\nX:\r\n\r\nGET / HTTP/1.1\r\n",
                VALID,
                "OPTIONS * HTTP/1.0\r\n\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET /\u0080 HTTP/1.1\r\n\r\n",
                "GET /a#b HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nX: y\r\n\r\n",
                "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaa\r\n"
                        + "X: bbbbbbbbbbbbbbbbbbbbbbbb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaa\r\n"
                        + "X: bbbbbbbbbbbbbbbbbbbbbbbbb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\nC:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\nC:\r\nD:\r\n\r\n"
            })
    void doesNotDependOnTheSplit(String text) {
        byte[] octets = HeadOutcome.octets(text);
        HeadOutcome whole = HeadOutcome.of(SMALL, text);
        for (int cut = 0; cut <= octets.length; cut++) {
            assertEquals(whole, HeadOutcome.of(SMALL, octets, cut), "cut at " + cut);
        }
        int[] everywhere = IntStream.range(0, octets.length).toArray();
        assertEquals(whole, HeadOutcome.of(SMALL, octets, everywhere), "byte by byte");
    }

    @Test
    void doesNotDependOnTheSplitOfMutatedHeads() {
        long seed = 9112;
        Random random = new Random(seed);
        int parsed = 0;
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] octets = mutate(random, HeadOutcome.octets(VALID));
            HeadOutcome whole = HeadOutcome.of(SMALL, octets);
            int[] cuts = random.ints(4, 0, octets.length + 1).sorted().toArray();
            assertEquals(
                    whole, HeadOutcome.of(SMALL, octets, cuts), "seed " + seed + " run " + run);
            parsed += whole instanceof HeadOutcome.Parsed ? 1 : 0;
            refused += whole instanceof HeadOutcome.Refused ? 1 : 0;
        }
        assertTrue(parsed > 500 && refused > 500, parsed + " parsed, " + refused + " refused");
    }

    /// Any exception but a refusal leaves [HeadOutcome#of].
    @Test
    void refusesRandomBytesWithNothingButARejection() {
        long seed = 2025;
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            HeadOutcome outcome = HeadOutcome.of(SMALL, octets);
            if (octets.length > 42) {
                assertInstanceOf(
                        HeadOutcome.Refused.class, outcome, "seed " + seed + " run " + run);
            }
        }
    }

    private static byte[] mutate(Random random, byte[] valid) {
        String interesting = "\r\n\t :#/*?,\u0000\u007f\u0080\u00ffA0@[]%";
        StringBuilder text = new StringBuilder(new String(valid, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            char c = interesting.charAt(random.nextInt(interesting.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                case 2 -> text.deleteCharAt(at);
                default -> text.insert(at, text.substring(0, random.nextInt(text.length())));
            }
        }
        return HeadOutcome.octets(text.toString());
    }
}
