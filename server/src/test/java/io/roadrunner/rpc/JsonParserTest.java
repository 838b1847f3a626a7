package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON texts (RFC 8259), and what is merely like one.
class JsonParserTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("{}", Map.of()),
                Arguments.of("[]", List.of()),
                Arguments.of(
                        " \t\r\n{ \"a\" : [ 1 , true ] } \n", Map.of("a", List.of(one(), true))),
                Arguments.of("null", Optional.empty()),
                Arguments.of("false", false),
                Arguments.of("\"\"", ""),
                Arguments.of("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"),
                Arguments.of("\"\\u0041\\u00e4\\uFB01\"", "A\u00e4\ufb01"),
                Arguments.of("\"\\ud83d\\ude00\"", "\ud83d\ude00"),
                Arguments.of("\"\ud83d\ude00\"", "\ud83d\ude00"),
                Arguments.of("\"\u007f\u0080\"", "\u007f\u0080"),
                Arguments.of("0", new BigDecimal("0")),
                Arguments.of("-0", new BigDecimal("0")),
                Arguments.of("-12.5e+3", new BigDecimal("-12.5e3")),
                Arguments.of("{\"\":{\"\":[]}}", Map.of("", Map.of("", List.of()))));
    }

    private static BigDecimal one() {
        return BigDecimal.ONE;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsRead(String text, Object value) throws MalformedMessageException {
        assertEquals(value, parse(text));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "cut off, at character 0"),
                Arguments.of("  ", "cut off, at character 2"),
                Arguments.of("{", "cut off, at character 1"),
                Arguments.of("[1,", "cut off, at character 3"),
                Arguments.of("[1,]", "no value, at character 3"),
                Arguments.of("[,1]", "no value, at character 1"),
                Arguments.of("[1 2]", "no ',', at character 4"),
                Arguments.of("{\"a\"}", "no ':', at character 5"),
                Arguments.of("{\"a\":1,}", "no name of a member, at character 7"),
                Arguments.of("{a:1}", "no name of a member, at character 1"),
                Arguments.of("{'a':1}", "no name of a member, at character 1"),
                Arguments.of("{\"a\":1,\"a\":2}", "a member twice, at character 12"),
                Arguments.of("{\"a\":null,\"\\u0061\":2}", "a member twice, at character 20"),
                Arguments.of("{} {}", "something behind the value, at character 3"),
                Arguments.of("1//", "something behind the value, at character 1"),
                Arguments.of("\ufeff{}", "no value, at character 0"),
                Arguments.of("tru", "cut off, at character 3"),
                Arguments.of("True", "no value, at character 0"),
                Arguments.of("nul1", "no 'l', at character 4"),
                Arguments.of("NaN", "no value, at character 0"),
                Arguments.of("01", "something behind the value, at character 1"),
                Arguments.of("+1", "no value, at character 0"),
                Arguments.of(".5", "no value, at character 0"),
                Arguments.of("5.", "no value, at character 2"),
                Arguments.of("5.e1", "no value, at character 2"),
                Arguments.of("5e", "no value, at character 2"),
                Arguments.of("5e+", "no value, at character 3"),
                Arguments.of("-", "no value, at character 1"),
                Arguments.of("0x10", "something behind the value, at character 1"),
                Arguments.of("\u0661", "no value, at character 0"),
                Arguments.of("1e99999999999999999999", "a number out of range, at character 22"),
                Arguments.of("\"a", "cut off, at character 2"),
                Arguments.of("\"\n\"", "a control character in a string, at character 2"),
                Arguments.of("\"\\x\"", "an unknown escape, at character 3"),
                Arguments.of(
                        "\"\\u12g4\"", "an escape without four hexadecimal digits, at character 6"),
                Arguments.of(
                        "\"\\u\uff11\uff11\uff11\uff11\"",
                        "an escape without four hexadecimal digits, at character 4"),
                Arguments.of("\"\\ud83d\"", "half of a surrogate pair, at character 8"),
                Arguments.of("\"\\ud83dx\"", "half of a surrogate pair, at character 8"),
                Arguments.of("\"\\ude00\"", "half of a surrogate pair, at character 7"),
                Arguments.of("\"\\ude00\\ud83d\"", "half of a surrogate pair, at character 7"),
                Arguments.of(
                        "\"\\ud83d\\ud83d\\ude00\"", "half of a surrogate pair, at character 13"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoTextIsSaidToBeNone(String text, String message) {
        assertEquals("JSON: " + message, complaint(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u00c0\u0080",
                "\u00ed\u00a0\u0080",
                "\"\u00c3\"",
                "\u00f4\u0090\u0080\u0080"
            })
    void aTextIsInUtf8(String latin1) {
        MalformedMessageException problem =
                assertThrows(
                        MalformedMessageException.class,
                        () -> JsonParser.parse(GoldenFrames.latin1(latin1)));
        assertEquals("JSON: not UTF-8", problem.getMessage());
    }

    @Test
    void arraysAreNested32Deep() throws MalformedMessageException {
        assertNotNull(parse("[".repeat(32) + "]".repeat(32)));
        assertEquals(
                "JSON: nested deeper than 32, at character 32",
                complaint("[".repeat(33) + "]".repeat(33)));
        assertEquals(
                "JSON: nested deeper than 32, at character 160",
                complaint("{\"a\":".repeat(100_000)));
    }

    @Test
    void aTextHas65536Values() throws MalformedMessageException {
        assertNotNull(parse("[" + "0,".repeat(65_534) + "0]"));
        assertEquals(
                "JSON: more than 65536 values, at character 131071",
                complaint("[" + "0,".repeat(65_535) + "0]"));
    }

    @Test
    void aNumberHas64Characters() throws MalformedMessageException {
        assertNotNull(parse("1".repeat(64)));
        assertEquals(
                "JSON: a number of more than 64 characters, at character 65",
                complaint("1".repeat(65)));
    }

    @Test
    void randomTextsAreReadOrMalformed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "{}[]\":,\\u0dde8train-+.eE null \n";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertNotNull(parse(text.toString()));
            } catch (MalformedMessageException e) {
                assertNotNull(e.getMessage(), () -> "seed " + seed);
            }
        }
    }

    private static Object parse(String text) throws MalformedMessageException {
        return JsonParser.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String complaint(String text) {
        return String.valueOf(
                assertThrows(MalformedMessageException.class, () -> parse(text)).getMessage());
    }
}
