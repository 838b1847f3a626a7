package io.roadrunner.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which coding a peer gets for what it accepts.
class AcceptEncodingParserTest {
    private static String choice(String... values) {
        return String.valueOf(AcceptEncodingParser.choose(List.of(values)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|GZIP",
                "X-GZip|GZIP",
                "deflate|DEFLATE",
                "gzip, deflate, br, zstd|GZIP",
                "deflate, gzip|GZIP",
                "deflate;q=1, gzip;q=0.9|DEFLATE",
                "deflate;q=0.5,gzip;q=0.501|GZIP",
                "deflate;q=0.001|DEFLATE",
                "*|GZIP",
                "*;q=0.1|GZIP",
                "gzip;q=0, *|DEFLATE",
                "gzip;q=0, deflate;q=0, *|null",
                "*;q=0|null",
                "*;q=0, deflate|DEFLATE",
                "gzip;q=0|null",
                "gzip;q=0.000|null",
                "identity|null",
                "identity;q=1, gzip;q=0.5|null",
                "identity;q=0.5, gzip;q=0.5|GZIP",
                "identity;q=0, br|null",
                "br, zstd|null",
                "gzip ; q=0.5|GZIP",
                "gzip;Q=1.000|GZIP",
                "gzip;q=0, gzip|null"
            })
    void wellFormed(String value, String coding) {
        assertEquals(coding, choice(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|null",
                "','|null",
                "gzip;|null",
                "gzip;q|null",
                "gzip;q=|null",
                "gzip;q=2|null",
                "gzip;q=1.001|null",
                "gzip;q=-1|null",
                "gzip;q=.5|null",
                "gzip;q=0.1234|null",
                "gzip;q=01|null",
                "gzip;q=0.5x|null",
                "gzip;q= 1|null",
                "gzip;q=1;q=1|null",
                "gzip;level=1|null",
                "gzip gzip|null",
                "\"gzip\"|null",
                "gzip;q=nonsense, deflate|DEFLATE",
                ",,gzip,,|GZIP"
            })
    void anElementThatBreaksTheGrammarWasNotSent(String value, String coding) {
        assertEquals(coding, choice(value));
    }

    @Test
    void severalFieldsAreOneList() {
        assertEquals("DEFLATE", choice("gzip;q=0.1", "deflate"));
        assertNull(AcceptEncodingParser.choose(List.of()));
    }

    @Test
    void whateverComesIsAnswered() {
        long seed = 31;
        Random random = new Random(seed);
        String alphabet = "gzipdeflat*;q=01.,5 \t";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String choice = choice(value.toString());
            String lower = value.toString();
            boolean named = lower.contains("*") || lower.contains("gzip");
            if (choice.equals("GZIP") && !named) {
                throw new AssertionError("seed " + seed + ": gzip for \"" + value + '"');
            }
        }
    }
}
