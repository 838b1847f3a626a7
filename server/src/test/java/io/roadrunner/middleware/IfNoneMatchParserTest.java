package io.roadrunner.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Entity tags in lists, well-formed and not.
class IfNoneMatchParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"a\"|true",
                "W/\"a\"|true",
                "\"b\", W/\"a\"|true",
                "\"b\",\"a\"|true",
                "*|true",
                ", ,\"a\",|true",
                "\"b,\\\"\"|false",
                "\"x, \"a\"|false",
                "\"b\"|false",
                "\"A\"|false",
                "w/\"a\"|false",
                "a|false",
                "\"a|false",
                "x, \"a\"|false",
                "\"b\" *|false",
                "W/ \"a\"|false",
                "~~|false"
            })
    void looksForTheTag(String value, boolean matches) {
        assertEquals(matches, IfNoneMatchParser.matches(List.of(value), "\"a\""), value);
        assertEquals(matches, IfNoneMatchParser.matches(List.of(value), "W/\"a\""), value);
    }

    @Test
    void everyFieldIsLookedAt() {
        assertTrue(IfNoneMatchParser.matches(List.of("\"b\"", "\"a\""), "\"a\""));
        assertFalse(IfNoneMatchParser.matches(List.of(), "\"a\""));
    }

    @Test
    void whateverComesIsAnswered() {
        long seed = 304;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(16); n > 0; n--) {
                value.append("\"W/ab,* ".charAt(random.nextInt(8)));
            }
            boolean matches = IfNoneMatchParser.matches(List.of(value.toString()), "\"a\"");
            boolean possible = value.indexOf("\"a\"") >= 0 || value.toString().strip().equals("*");
            assertTrue(possible || !matches, "seed " + seed + ": " + value);
        }
    }
}
