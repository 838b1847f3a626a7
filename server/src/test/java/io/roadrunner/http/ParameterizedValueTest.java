package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParameterizedValueTest {
    @Test
    @DisplayName("RFC 9110 §5.6.6: parameters follow a value, names in any case")
    void readsValuesAndParameters() {
        assertParsed("text/html", "text/html", Map.of());
        assertParsed(" Text/HTML ; Charset=\"utf-8\"", "text/html", Map.of("charset", "utf-8"));
        assertParsed("a;b=C;d=e", "a", Map.of("b", "C", "d", "e"));
        assertParsed("a;", "a", Map.of());
        assertParsed("a ; ;\t; b=c ; ", "a", Map.of("b", "c"));
        assertParsed("a;b=\"\"", "a", Map.of("b", ""));
    }

    @Test
    void semicolonsAndEscapesInQuotesBelongToTheValue() {
        assertParsed("a;b=\"x;y=z\";c=d", "a", Map.of("b", "x;y=z", "c", "d"));
        assertParsed("a;b=\"x\\\"y\\\\z\"", "a", Map.of("b", "x\"y\\z"));
        assertParsed("a;b=\"C:\\dir\\x\"", "a", Map.of("b", "C:\\dir\\x"));
    }

    @Test
    void unquotedValuesMayHoldMoreThanATokenDoes() {
        assertParsed("a;b=--=_x/1:2?", "a", Map.of("b", "--=_x/1:2?"));
    }

    @Test
    void refusesMalformedValues() {
        String[] texts = {
            "",
            " ",
            ";b=c",
            "a;b",
            "a;b;c=d",
            "a;=c",
            "a;b=",
            "a;b=;c=d",
            "a;b =c",
            "a;b= c",
            "a;b=\"c",
            "a;b=\"c\\\"",
            "a;b=\"c\"d",
            "a;b=c\"d\"",
            "a;b=c d",
            "a;b=c;B=d",
            "a;b=\"c\" d=e"
        };
        for (String text : texts) {
            assertNull(ParameterizedValue.parse(text), text);
        }
    }

    @Test
    void anyParametersAreReadAsTheyWereWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "ab;=,:/ \t\"\\\u00e9";
        for (int round = 0; round < 20_000; round++) {
            Map<String, String> parameters = new HashMap<>();
            StringBuilder text = new StringBuilder("Form-Data");
            for (int n = random.nextInt(4); n > 0; n--) {
                String value = text(random, alphabet);
                parameters.put("p" + n, value);
                String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
                text.append(" ;\tP").append(n).append("=\"").append(quoted).append('"');
            }
            ParameterizedValue read = ParameterizedValue.parse(text.toString());
            assertEquals(
                    new ParameterizedValue("form-data", parameters), read, "seed " + seed + text);
        }
    }

    @Test
    void randomTextIsReadOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            String text = text(random, "aB;;==\"\"\\ \t,");
            try {
                ParameterizedValue read = ParameterizedValue.parse(text);
                assertTrue(read == null || !read.value().isEmpty(), "seed " + seed + ": " + text);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(16); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static void assertParsed(String text, String value, Map<String, String> parameters) {
        assertEquals(
                new ParameterizedValue(value, parameters), ParameterizedValue.parse(text), text);
    }
}
