package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 0 0 1",
                "gzip | 0 0 1000 1",
                "gzip, deflate, br, zstd | 1000 1000 1000 1",
                "GZIP;Q=0.5 | 0 0 500 1",
                "x-gzip | 0 0 1000 1",
                "br;q=0.123, gzip ; q=1.000 | 123 0 1000 1",
                "br;q=0 | 0 0 0 1",
                "* | 1000 1000 1000 1000",
                "*;q=0.2, br | 1000 200 200 200",
                "*;q=0 | 0 0 0 0",
                "*;q=0, identity | 0 0 0 1000",
                "identity;q=0, gzip | 0 0 1000 0",
                "identity;q=0.5, gzip;q=0.4 | 0 0 400 500",
                "br;q=1. | 1000 0 0 1",
                "br;q=0. | 0 0 0 1",
            })
    void readsWeights(String field, String expected) {
        assertEquals(expected, text(AcceptEncoding.parse(List.of(field))));
    }

    @ParameterizedTest
    @CsvSource({
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
        assertTrue(accepted.brotli() == 0, accepted::toString);
    }

    @Test
    void severalFieldsAreOneList() {
        assertEquals("500 0 1000 1", text(AcceptEncoding.parse(List.of("br;q=0.5", "gzip"))));
    }

    @Test
    void withoutAFieldNothingIsCoded() {
        assertEquals("0 0 0 1000", text(AcceptEncoding.NONE));
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
            AcceptEncoding accepted = AcceptEncoding.parse(List.of(field.toString()));
            for (int weight :
                    new int[] {
                        accepted.brotli(),
                        accepted.zstandard(),
                        accepted.gzip(),
                        accepted.identity()
                    }) {
                assertTrue(weight >= 0 && weight <= 1000, "seed " + seed + ": " + field);
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
                + accepted.identity();
    }
}
