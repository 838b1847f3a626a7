package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which codings a client likes, and how much.
class AcceptEncodingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 0 0 0 1",
                "gzip | 0 0 1000 0 1",
                "gzip, deflate, br, zstd | 1000 1000 1000 1000 1",
                "GZIP;Q=0.5 | 0 0 500 0 1",
                "X-GZip | 0 0 1000 0 1",
                "br;q=0.123, gzip ; q=1.000 | 123 0 1000 0 1",
                "deflate;q=0.5,gzip;q=0.501 | 0 0 501 500 1",
                "deflate;q=0.001 | 0 0 0 1 1",
                "br;q=0 | 0 0 0 0 1",
                "gzip;q=0.000 | 0 0 0 0 1",
                "* | 1000 1000 1000 1000 1000",
                "*;q=0.2, br | 1000 200 200 200 200",
                "gzip;q=0, * | 1000 1000 0 1000 1000",
                "*;q=0 | 0 0 0 0 0",
                "*;q=0, identity | 0 0 0 0 1000",
                "identity;q=0, gzip | 0 0 1000 0 0",
                "identity;q=0.5, gzip;q=0.4 | 0 0 400 0 500",
                "br;q=1. | 1000 0 0 0 1",
                "br;q=0. | 0 0 0 0 1",
                "gzip;q=0, gzip | 0 0 0 0 1",
                "gzip;q=0.5, x-gzip | 0 0 500 0 1",
                "\t,,gzip\t,, | 0 0 1000 0 1",
                "gzip;q=nonsense, deflate | 0 0 0 1000 1",
                "gzip;q=2, gzip;q=0.5 | 0 0 500 0 1",
            })
    void readsWeights(String field, String expected) {
        assertEquals(expected, text(AcceptEncoding.parse(List.of(field))));
    }

    @ParameterizedTest
    @CsvSource({
        "br;",
        "br;q",
        "br;q= 1",
        "br;q=01",
        "br;q=0.5x",
        "br;q=1;q=1",
        "br br",
        "'\"br\"'",
        "br\u00a0",
        "br;q=\u0661",
        "br;q=1.001",
        "br;q=2",
        "br;q=-1",
        "br;q=",
        "br;q=.5",
        "br;q=0.1234",
        "br;q=0,5",
        "br;q=0.5.5",
        "br;q=a",
        "br;q=0.a",
        "br;q=/",
        "br;level=9",
        "br;q=1;x=2",
        "br x",
    })
    void aMalformedElementDoesNotCount(String field) {
        AcceptEncoding accepted = AcceptEncoding.parse(List.of(field));
        assertEquals("0 0 0 0 1", text(accepted));
    }

    @Test
    void severalFieldsAreOneList() {
        assertEquals("500 0 1000 0 1", text(AcceptEncoding.parse(List.of("br;q=0.5", "gzip"))));
    }

    @Test
    void withoutAFieldNothingIsCoded() {
        assertEquals("0 0 0 0 1000", text(AcceptEncoding.of(Headers.empty())));
        assertEquals("0 0 0 0 1", text(AcceptEncoding.of(Headers.of("accept-encoding", ""))));
    }

    @Test
    void aWeightIsAtMostAThousand() {
        assertEquals(1000, new AcceptEncoding(1000, 0, 0, 0, 0).brotli());
        assertThrows(IllegalArgumentException.class, () -> new AcceptEncoding(0, 1001, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AcceptEncoding(0, 0, 0, 0, -1));
    }

    @Test
    void randomTextNeverThrowsAndWeightsStayInRange() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "brgzip*;;q==01.5,, \t";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder field = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                // Weights out of their range are refused by the record itself.
                AcceptEncoding accepted = AcceptEncoding.parse(List.of(field.toString()));
                boolean named = field.indexOf("*") >= 0 || field.indexOf("gzip") >= 0;
                assertTrue(named || accepted.gzip() == 0, "seed " + seed + ": " + field);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + field, e);
            }
        }
    }

    private static String text(AcceptEncoding accepted) {
        return accepted.brotli()
                + " "
                + accepted.zstandard()
                + " "
                + accepted.gzip()
                + " "
                + accepted.deflate()
                + " "
                + accepted.identity();
    }
}
