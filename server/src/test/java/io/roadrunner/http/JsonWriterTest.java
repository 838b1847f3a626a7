package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    record Point(int x, @Nullable String label) {}

    record Empty() {}

    record Broken() {
        static final String TEXT = "no";
    }

    record Failing(int value) {
        @Override
        public int value() {
            throw new IllegalStateException("on purpose");
        }
    }

    private enum Shape {
        ROUND {
            @Override
            public String toString() {
                return "not the name";
            }
        }
    }

    @Test
    void writesScalars() {
        assertEquals("null", json(null));
        assertEquals("true", json(true));
        assertEquals("false", json(false));
        assertEquals("\"x\"", json('x'));
        assertEquals("\"text\"", json("text"));
        assertEquals("\"built\"", json(new StringBuilder("built")));
        assertEquals("\"SECONDS\"", json(TimeUnit.SECONDS));
        assertEquals("\"ROUND\"", json(Shape.ROUND));
    }

    @Test
    @DisplayName("RFC 8259 §6: numbers are written within the grammar")
    void writesNumbers() {
        assertEquals("-128", json(Byte.MIN_VALUE));
        assertEquals("-9223372036854775808", json(Long.MIN_VALUE));
        assertEquals("0.1", json(0.1));
        assertEquals("-0.0", json(-0.0));
        assertEquals("1.7976931348623157E308", json(Double.MAX_VALUE));
        assertEquals("1.5", json(1.5f));
        assertEquals("18446744073709551616", json(BigInteger.TWO.pow(64)));
        assertEquals("1E+3", json(new BigDecimal("1e3")));
        assertEquals("7", json(new AtomicLong(7)));
    }

    @Test
    @DisplayName("RFC 8259 §6: NaN and the infinities are not permitted")
    void refusesNumbersOutsideOfTheGrammar() {
        Number fraction =
                new Number() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public int intValue() {
                        return 0;
                    }

                    @Override
                    public long longValue() {
                        return 0;
                    }

                    @Override
                    public float floatValue() {
                        return 0;
                    }

                    @Override
                    public double doubleValue() {
                        return 0;
                    }

                    @Override
                    public String toString() {
                        return "1/2";
                    }
                };
        Object[] refused = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.NaN, fraction
        };
        for (Object number : refused) {
            assertThrows(InvalidJsonException.class, () -> json(number), number.toString());
            assertThrows(InvalidJsonException.class, () -> json(List.of(number)));
        }
    }

    @Test
    @DisplayName("RFC 8259 §6: the grammar of a number")
    void knowsTheGrammarOfNumbers() {
        for (String text :
                new String[] {"0", "-0", "10", "1.0", "-1.50", "1e5", "1E+5", "0.1e-05"}) {
            assertTrue(JsonNumbers.isNumber(text), text);
        }
        String[] refused = {
            "",
            "-",
            "+1",
            "01",
            "-01",
            ".5",
            "1.",
            "1.e5",
            "1e",
            "1e+",
            "1x",
            "0x1",
            "1 ",
            " 1",
            "1e5.0",
            "Infinity",
            "1/2",
            "--1"
        };
        for (String text : refused) {
            assertEquals(false, JsonNumbers.isNumber(text), text);
        }
    }

    @Test
    @DisplayName("RFC 8259 §7: quote, backslash and control characters are escaped")
    void escapesStrings() {
        assertEquals("\"\\\"\\\\/\"", json("\"\\/"));
        assertEquals("\"\\b\\f\\n\\r\\t\"", json("\b\f\n\r\t"));
        assertEquals("\"\\u0000\\u0001\\u001f\u007f\"", json("\0\u0001\u001f\u007f"));
        assertEquals(
                "\"plain\\nthen \\\" and <html> & ' é\"", json("plain\nthen \" and <html> & ' é"));
        assertEquals("\"é€😀\u2028\"", json("é€😀\u2028"));
        assertEquals("\"\"", json(""));
    }

    @Test
    @DisplayName("RFC 8259 §8.2: a lone surrogate never leaves")
    void replacesLoneSurrogates() {
        assertEquals("\"a\ufffdb\"", json("a\ud83db"));
        assertEquals("\"\ufffd\ufffd\"", json("\ude00\ud83d"));
        assertEquals("\"\ufffd😀\"", json("\ud83d😀"));
        assertEquals("\"\ufffd\"", json('\ud800'));
    }

    @Test
    void writesMapsInTheirOrder() {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put(2, null);
        map.put(Shape.ROUND, List.of());
        map.put('c', Map.of());
        map.put(true, "");
        map.put(new UUID(0, 1), 0);
        map.put(LocalDate.EPOCH, 0);
        map.put("q\"", 0);
        assertEquals(
                "{\"b\":1,\"2\":null,\"ROUND\":[],\"c\":{},\"true\":\"\","
                        + "\"00000000-0000-0000-0000-000000000001\":0,\"1970-01-01\":0,"
                        + "\"q\\\"\":0}",
                json(map));
    }

    @Test
    void refusesKeysWithoutAName() {
        Map<@Nullable Object, Object> map = new LinkedHashMap<>();
        map.put(null, 1);
        assertThrows(InvalidJsonException.class, () -> json(map));
        assertThrows(InvalidJsonException.class, () -> json(Map.of(List.of(), 1)));
    }

    @Test
    void writesIterablesAndArrays() {
        assertEquals("[1,null,\"a\"]", json(Arrays.asList(1, null, "a")));
        assertEquals("[1,2]", json(new ArrayDeque<>(List.of(1, 2))));
        assertEquals("[[],[[]]]", json(List.of(List.of(), List.of(List.of()))));
        assertEquals("[\"a\",null]", json(new @Nullable String[] {"a", null}));
        assertEquals("[1,-2]", json(new byte[] {1, -2}));
        assertEquals("[1,2]", json(new int[] {1, 2}));
        assertEquals("[]", json(new long[0]));
        assertEquals("[1.5]", json(new double[] {1.5}));
        assertEquals("[true]", json(new boolean[] {true}));
        assertEquals("[\"x\"]", json(new char[] {'x'}));
        assertEquals("[[1],[]]", json(new int[][] {{1}, {}}));
    }

    @Test
    void writesRecordsByTheirComponents() {
        assertEquals("{\"x\":1,\"label\":\"a\"}", json(new Point(1, "a")));
        assertEquals("[{\"x\":1,\"label\":null}]", json(List.of(new Point(1, null))));
        assertEquals("{}", json(new Empty()));
        assertEquals("{}", json(new Broken()), "a constant is no component");
        record Local(Optional<Point> point) {}
        assertEquals(
                "{\"point\":{\"x\":2,\"label\":null}}",
                json(new Local(Optional.of(new Point(2, null)))));
    }

    @Test
    void saysWhichAccessorFailed() {
        InvalidJsonException failure =
                assertThrows(InvalidJsonException.class, () -> json(new Failing(1)));
        assertTrue(String.valueOf(failure.getMessage()).contains("accessor value"));
        Throwable cause = failure.getCause();
        assertInstanceOf(IllegalStateException.class, cause == null ? null : cause.getCause());
    }

    @Test
    void writesOptionalsAsTheirValueOrNull() {
        assertEquals("1", json(Optional.of(1)));
        assertEquals("null", json(Optional.empty()));
        assertEquals("[1,null]", json(List.of(OptionalInt.of(1), OptionalInt.empty())));
        assertEquals("[2,null]", json(List.of(OptionalLong.of(2), OptionalLong.empty())));
        assertEquals("[0.5,null]", json(List.of(OptionalDouble.of(0.5), OptionalDouble.empty())));
    }

    @Test
    void writesTimesAndIdentifiersAsTexts() {
        assertEquals("\"1970-01-01T00:00:00Z\"", json(Instant.EPOCH));
        assertEquals("\"1970-01-01\"", json(LocalDate.EPOCH));
        assertEquals("\"PT1M\"", json(Duration.ofMinutes(1)));
        assertEquals("\"00000000-0000-0000-0000-000000000001\"", json(new UUID(0, 1)));
        assertEquals("\"https://example.org/a\"", json(URI.create("https://example.org/a")));
        assertEquals("\"a\"", json(Path.of("a")));
    }

    @Test
    void refusesTypesWithoutAForm() {
        assertThrows(InvalidJsonException.class, () -> json(new Object()));
        assertThrows(InvalidJsonException.class, () -> json(List.of(Thread.currentThread())));
    }

    @Test
    void writesUpToItsDepthAndRefusesOneMore() {
        String deepest = "[".repeat(JsonWriter.MAX_DEPTH) + "]".repeat(JsonWriter.MAX_DEPTH);
        assertEquals(deepest, json(nested(JsonWriter.MAX_DEPTH)));
        Object tooDeep = nested(JsonWriter.MAX_DEPTH + 1);
        assertThrows(InvalidJsonException.class, () -> json(tooDeep));
    }

    @Test
    void depthIsNestingNotLength() {
        List<Object> wide = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            wide.add(Map.of("a", Optional.of(new Empty())));
        }
        assertEquals(wide.size() * 9 + 1, json(wide).length());
    }

    @Test
    void refusesAValueThatContainsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThrows(InvalidJsonException.class, () -> json(list));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("self", Optional.of(map));
        assertThrows(InvalidJsonException.class, () -> json(map));
    }

    @Test
    void aCodecReplacesTheWriter() {
        JsonCodec codec = value -> ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
        assertEquals("<null>", StandardCharsets.UTF_8.decode(Json.encode(null, codec)).toString());
        assertEquals("null", StandardCharsets.UTF_8.decode(Json.encode(null, null)).toString());
    }

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static String json(@Nullable Object value) {
        return StandardCharsets.UTF_8.decode(JsonWriter.write(value)).toString();
    }
}
