package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsParserTest {
    @ParameterizedTest
    @DisplayName("RFC 6455 §9.1: lists of extensions with parameters")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "foo | foo",
                "bar; baz=2 | bar;baz=2",
                "foo, bar; baz=2 | foo bar;baz=2",
                "deflate-stream | deflate-stream",
                "mux; max-channels=4; flow-control, deflate-stream"
                        + " | mux;max-channels=4;flow-control deflate-stream",
                "private-extension | private-extension",
                "a;b;b=1;b=2 | a;b;b=1;b=2",
                "a;b=\"c\" | a;b=c",
                "a;b=\"\\c\\1\" | a;b=c1",
                "\t a \t;\t b \t=\t \"c\" \t,\t d | a;b=c d",
                ",, a ,\t, b , | a b",
                "A;B=C | A;B=C",
            })
    void readsLists(String line, String expected) {
        assertEquals(expected, written(ExtensionOffer.parse(List.of(line))));
    }

    @Test
    void everyTokenCharacterMayStandInATokenAndNoOther() {
        for (char c = 0; c < 0x180; c++) {
            String token = "x" + c;
            boolean allowed =
                    (c < 0x80 && Character.isLetterOrDigit(c)) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
            List<ExtensionOffer> name = ExtensionOffer.parse(List.of("y;z=\"" + token + "y\""));
            assertEquals(
                    allowed, name != null && written(name).equals("y;z=" + token + "y"), token);
        }
    }

    @Test
    @DisplayName("RFC 6455 §9.1: the field may be split across lines")
    void severalLinesAreOneList() {
        assertEquals("a;b c", written(ExtensionOffer.parse(List.of("a;b", "c"))));
        assertEquals("", written(ExtensionOffer.parse(List.of())));
        assertEquals("", written(ExtensionOffer.parse(List.of("", " ,\t"))));
        assertNull(ExtensionOffer.parse(List.of("a", "b;")));
        assertNull(ExtensionOffer.parse(List.of("a;", "b")), "a line ends its element");
    }

    @ParameterizedTest
    @DisplayName("RFC 6455 §9.1: a value that does not conform fails the connection")
    @ValueSource(
            strings = {
                ";",
                "a;",
                "a; ;b",
                "a;=1",
                "a;b=",
                "a;b= ;c",
                "a;b=c d",
                "a b",
                "a=1",
                "\"a\"",
                "a;\"b\"",
                "a;b=\"\"",
                "a;b=\"",
                "a;b=\"c",
                "a;b=\"c\\",
                "a;b=\"c\\\"",
                "a;b=\"c d\"",
                "a;b=\"c,d\"",
                "a;b=\"c\"d",
                "a;b=\"c\"\"d\"",
                "a;b=c=d",
                "a,b;",
                "a/b",
                "a;b=(c)",
                "\u00e9",
                "a;\u00e9",
                "a;b=\u00e9",
                "a\u0100",
                "a\0",
                "a\nb",
            })
    void aMalformedLineIsNoList(String line) {
        assertNull(ExtensionOffer.parse(List.of(line)));
        assertNull(ExtensionOffer.parse(List.of("good, " + line)));
        assertNull(ExtensionOffer.parse(List.of("good", line)));
    }

    @Test
    void randomLinesNeverThrowAndSurviveTheRoundTrip() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "ab1;;;,,==\"\"\\ \t\u00e9";
        for (int round = 0; round < 100_000; round++) {
            StringBuilder line = new StringBuilder();
            for (int i = random.nextInt(16); i > 0; i--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                List<ExtensionOffer> offers = ExtensionOffer.parse(List.of(line.toString()));
                if (offers != null) {
                    List<String> again = List.of(written(offers).replace(' ', ','));
                    assertEquals(offers, ExtensionOffer.parse(again));
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + line, e);
            }
        }
    }

    private static String written(List<ExtensionOffer> offers) {
        assertNotNull(offers);
        StringBuilder text = new StringBuilder();
        for (ExtensionOffer offer : offers) {
            text.append(text.isEmpty() ? "" : " ").append(offer.name());
            for (ExtensionOffer.Parameter parameter : offer.parameters()) {
                text.append(';').append(parameter.name());
                text.append(parameter.value().isEmpty() ? "" : "=").append(parameter.value());
            }
        }
        return text.toString();
    }
}
