package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {
    private static final String HUGE = "99999999999999999999999999";

    private static String parsed(String field, long size) {
        return switch (ByteRanges.parse(field, size)) {
            case ByteRanges.Ignored _ -> "ignored";
            case ByteRanges.Unsatisfiable _ -> "unsatisfiable";
            case ByteRanges.Satisfiable(List<ByteRange> ranges) -> {
                StringJoiner text = new StringJoiner(" ");
                ranges.forEach(range -> text.add(range.first() + "-" + range.last()));
                yield text.toString();
            }
        };
    }

    @ParameterizedTest
    @DisplayName("RFC 9110 §14.1.2: first-last, first- and -suffix within 100 bytes")
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0 | 0-0",
                "bytes=0-99 | 0-99",
                "bytes=0-100 | 0-99",
                "bytes=99-99 | 99-99",
                "bytes=10- | 10-99",
                "bytes=0- | 0-99",
                "bytes=-1 | 99-99",
                "bytes=-100 | 0-99",
                "bytes=-101 | 0-99",
                "BYTES=1-2 | 1-2",
                "bytes=007-0010 | 7-10",
                "bytes=5-" + HUGE + " | 5-99",
                "bytes=-" + HUGE + " | 0-99",
            })
    void aRangeIsCutToTheSize(String field, String expected) {
        assertEquals(expected, parsed(field, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-1,5-6 | 0-1 5-6",
                "bytes=5-6,0-1 | 5-6 0-1",
                "bytes=0-1, 5-6 | 0-1 5-6",
                "bytes= 0-1 \t,\t5-6 | 0-1 5-6",
                "bytes=,,0-1,,5-6, | 0-1 5-6",
                "bytes=0-1,2-3 | 0-3",
                "bytes=2-3,0-1 | 0-3",
                "bytes=0-5,3-9 | 0-9",
                "bytes=0-9,3-5 | 0-9",
                "bytes=3-5,0-9 | 0-9",
                "bytes=0-0,0-0,0-0 | 0-0",
                "bytes=0-1,10-11,2-9 | 0-11",
                "bytes=20-21,0-1,10-11,2-9 | 20-21 0-11",
                "bytes=0-1,-2,50-51 | 0-1 98-99 50-51",
                "bytes=0-1,200-300 | 0-1",
                "bytes=-0,3-3 | 3-3",
                "bytes=0-,-5 | 0-99",
            })
    void severalRangesAreJoinedWhereTheyTouch(String field, String expected) {
        assertEquals(expected, parsed(field, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes= ",
                "bytes=-",
                "bytes=--1",
                "bytes=a-b",
                "bytes=1",
                "bytes=1-2-3",
                "bytes=1-a",
                "bytes=1 -2",
                "bytes=1- 2",
                "bytes=2-1",
                "bytes=0-1,2-1",
                "bytes=0-1;5-6",
                "bytes=0-1 5-6",
                "bytes=0-1,x",
                "bytes=+1-2",
                "bytes=1.0-2",
                "bytes=0x1-2",
                "bytes =0-1",
                " bytes=0-1",
                "bytes:0-1",
                "items=0-1",
                "bytes=\u0661-\u0662",
                "bytes=" + HUGE + "-5",
            })
    void aMalformedFieldIsIgnored(String field) {
        assertEquals("ignored", parsed(field, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=100-",
                "bytes=100-200",
                "bytes=-0",
                "bytes=200-,-0",
                "bytes=" + HUGE + "-"
            })
    void whatIsBehindTheEndIsUnsatisfiable(String field) {
        assertEquals("unsatisfiable", parsed(field, 100));
    }

    @Test
    void anEmptyRepresentationHasNoPart() {
        assertEquals("unsatisfiable", parsed("bytes=0-", 0));
        assertEquals("unsatisfiable", parsed("bytes=-0", 0));
        assertEquals("ignored", parsed("bytes=-5", 0));
    }

    @Test
    void sixteenRangesAreReadAndOneMoreIsIgnored() {
        StringJoiner field = new StringJoiner(",", "bytes=", "");
        for (int i = 0; i < ByteRanges.MAX_RANGES; i++) {
            field.add(i * 3 + "-" + i * 3);
        }
        assertEquals(ByteRanges.MAX_RANGES, parsed(field.toString(), 1000).split(" ").length);
        assertEquals("ignored", parsed(field + ",900-901", 1000));
        assertEquals("ignored", parsed(field + ",5000-", 1000));
    }

    @Test
    void aSizeBeyondTwoGigabytesIsNoLimit() {
        assertEquals("5000000000-5999999999", parsed("bytes=5000000000-", 6_000_000_000L));
        assertEquals("0-9223372036854775806", parsed("bytes=0-", Long.MAX_VALUE));
    }

    @Test
    void valuesOfContentRange() {
        assertEquals("bytes 0-1/100", new ByteRange(0, 1).contentRange(100));
        assertEquals("bytes */100", ByteRanges.unsatisfiedRange(100));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ByteRanges.Satisfiable(List.of()));
    }

    /// Random lists cover exactly the bytes that they name, each once, whatever the order.
    @Test
    void randomRangesCoverWhatTheyNameOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            int size = 1 + random.nextInt(60);
            int count = 1 + random.nextInt(ByteRanges.MAX_RANGES);
            BitSet named = new BitSet();
            StringJoiner field = new StringJoiner(",", "bytes=", "");
            for (int i = 0; i < count; i++) {
                int first = random.nextInt(70);
                int last = first + random.nextInt(10);
                field.add(first + "-" + last);
                named.set(Math.min(first, size), Math.min(last + 1, size));
            }
            String context = "seed " + seed + ": " + field + " of " + size;
            if (ByteRanges.parse(field.toString(), size)
                    instanceof ByteRanges.Satisfiable(List<ByteRange> ranges)) {
                BitSet covered = new BitSet();
                for (ByteRange range : ranges) {
                    int first = (int) range.first();
                    int end = (int) range.last() + 1;
                    // The byte on either side must be free too, or the two would have been joined.
                    assertTrue(covered.get(Math.max(0, first - 1), end + 1).isEmpty(), context);
                    covered.set(first, end);
                }
                assertEquals(named, covered, context);
            } else {
                assertTrue(named.isEmpty(), context);
            }
        }
    }

    @Test
    void randomTextNeverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789-,, \t=bytes;\u00ff";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder field = new StringBuilder(random.nextBoolean() ? "bytes=" : "");
            for (int i = random.nextInt(30); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            long size = random.nextInt(50);
            try {
                if (ByteRanges.parse(field.toString(), size)
                        instanceof ByteRanges.Satisfiable(List<ByteRange> ranges)) {
                    long sum = ranges.stream().mapToLong(ByteRange::length).sum();
                    assertTrue(sum <= size, "seed " + seed + ": " + field);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + field, e);
            }
        }
    }
}
