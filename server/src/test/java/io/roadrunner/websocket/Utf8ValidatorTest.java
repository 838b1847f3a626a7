package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ValidatorTest {
    private final CharsetDecoder jdk =
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(1000);

    private static byte[] hex(String octets) {
        return HexFormat.of().parseHex(octets.replace(" ", ""));
    }

    /// The index of the first octet that cannot be, or the length; found octet by octet.
    private static int accepted(byte[] octets) {
        Utf8Validator validator = new Utf8Validator();
        for (int i = 0; i < octets.length; i++) {
            if (!validator.accepts(octets, i, i + 1)) {
                return i;
            }
        }
        return octets.length;
    }

    private static boolean isText(byte[] octets, int cut) {
        Utf8Validator validator = new Utf8Validator();
        return validator.accepts(octets, 0, cut)
                && validator.accepts(octets, cut, octets.length)
                && validator.isComplete();
    }

    private boolean isTextForTheJdk(byte[] octets) {
        chars.clear();
        jdk.reset();
        CoderResult result = jdk.decode(ByteBuffer.wrap(octets), chars, true);
        assertFalse(result.isOverflow());
        return !result.isError();
    }

    /// How many octets the JDK takes for whole characters.
    private int wholeForTheJdk(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        chars.clear();
        jdk.reset();
        jdk.decode(in, chars, true);
        return in.position();
    }

    @Test
    void acceptsEveryCharacterThereIs() {
        Utf8Validator validator = new Utf8Validator();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                byte[] octets = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                assertTrue(validator.accepts(octets, 0, octets.length));
                assertTrue(validator.isComplete());
            }
        }
    }

    /// No third octet may be what the first two do not allow, and no fourth.
    @Test
    void agreesWithTheJdkOnAllShortSequences() {
        for (int first = 0; first < 256; first++) {
            assertSame(first);
            for (int second = 0; second < 256; second++) {
                assertSame(first, second);
                for (int third = 0x7f; third <= 0xc0; third += third == 0x80 ? 0x3f : 1) {
                    assertSame(first, second, third);
                    assertSame(first, second, third, 0x80);
                    assertSame(first, second, third, 0xc0);
                }
            }
        }
    }

    /// The sequence at the end of a text, and with more behind it.
    private void assertSame(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        byte[] longer = Arrays.copyOf(octets, octets.length + 4);
        assertEquals(
                isTextForTheJdk(octets), isText(octets, 0), () -> HexFormat.of().formatHex(octets));
        assertEquals(
                isTextForTheJdk(longer), isText(longer, 0), () -> HexFormat.of().formatHex(longer));
    }

    @ParameterizedTest(name = "{0} cannot be at {1}")
    @CsvSource({
        "80, 0",
        "bf, 0",
        "61 80, 1",
        "c0 80, 0",
        "c1 bf, 0",
        "c2 7f, 1",
        "c2 c0, 1",
        "c2 c2 80, 1",
        "df 61, 1",
        "e0 80 80, 1",
        "e0 9f bf, 1",
        "e0 a0 7f, 2",
        "e1 80 c0, 2",
        "ed a0 80, 1",
        "ed bf bf, 1",
        "ed a0 80 ed b0 80, 1",
        "ef bf 61, 2",
        "f0 80 80 80, 1",
        "f0 8f bf bf, 1",
        "f0 90 80 7f, 3",
        "f1 80 c0, 2",
        "f4 90 80 80, 1",
        "f4 bf bf bf, 1",
        "f5 80 80 80, 0",
        "f8 88 80 80 80, 0",
        "fc 84 80 80 80 80, 0",
        "fe, 0",
        "ff, 0",
        "ce ba e1 bd b9 cf 83 ce bc ce b5 f4 90 80 80 65 64 69 74 65 64, 12"
    })
    void refusesAtTheFirstOctetThatCannotBe(String octets, int index) {
        assertEquals(index, accepted(hex(octets)));
        for (int cut = 0; cut <= hex(octets).length; cut++) {
            assertFalse(isText(hex(octets), cut));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2", "e0", "e0 a0", "ef bf", "f0", "f0 90", "f4 8f bf", "61 62 c3"})
    void isNotCompleteWithinACharacter(String octets) {
        Utf8Validator validator = new Utf8Validator();
        byte[] start = hex(octets);
        assertTrue(validator.isComplete());
        assertTrue(validator.accepts(start, 0, start.length));
        assertFalse(validator.isComplete());
    }

    @Test
    void looksAtNothingOutsideItsPart() {
        byte[] octets = new byte[40];
        for (int from = 0; from < 20; from++) {
            for (int to = from; to <= 40; to++) {
                Arrays.fill(octets, (byte) 0xff);
                Arrays.fill(octets, from, to, (byte) 'a');
                assertTrue(new Utf8Validator().accepts(octets, from, to));
                for (int bad = from; bad < to; bad++) {
                    octets[bad] = (byte) 0xff;
                    assertFalse(new Utf8Validator().accepts(octets, from, to));
                    octets[bad] = 'a';
                }
            }
        }
    }

    @Test
    void agreesWithTheJdkOnRandomTextHoweverItIsCut() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int texts = 0;
        for (int run = 0; run < 3_000; run++) {
            byte[] octets = text(random);
            if (random.nextBoolean()) {
                mutate(random, octets);
            }
            boolean text = isTextForTheJdk(octets);
            texts += text ? 1 : 0;
            for (int cut = 0; cut <= octets.length; cut++) {
                assertEquals(text, isText(octets, cut), "seed " + seed + " run " + run);
            }
            int accepted = accepted(octets);
            int whole = wholeForTheJdk(octets);
            assertTrue(
                    text ? accepted == octets.length : accepted >= whole && accepted <= whole + 4,
                    "seed " + seed + " run " + run);
        }
        assertTrue(texts > 1_000 && texts < 2_900, texts + " texts with seed " + seed);
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length >= 0; length--) {
            int bound = new int[] {0x80, 0x80, 0x800, 0xd800, 0x110000}[random.nextInt(5)];
            int point = random.nextInt(bound);
            boolean surrogate = point >= 0xd800 && point < 0xe000;
            text.appendCodePoint(surrogate ? point + 0x2000 : point);
            text.append("ascii ".repeat(random.nextInt(4) / 3 * random.nextInt(4)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void mutate(Random random, byte[] octets) {
        int index = random.nextInt(octets.length);
        octets[index] =
                (byte)
                        (random.nextBoolean()
                                ? random.nextInt(256)
                                : octets[index] ^ (1 << random.nextInt(8)));
    }
}
