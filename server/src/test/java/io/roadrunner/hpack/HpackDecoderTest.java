package io.roadrunner.hpack;

import static io.roadrunner.hpack.Blocks.decode;
import static io.roadrunner.hpack.Blocks.fields;
import static io.roadrunner.hpack.Blocks.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpackDecoderTest {
    private final HpackDecoder decoder = new HpackDecoder(4096, 65_536);

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a block that is none is refused, and the refusal says why")
    @CsvSource(
            textBlock =
                    """
                    80,                      index 0
                    be,                      index 62 where 61 is the last
                    ff00,                    index 127 where 61 is the last
                    7e0161,                  index 62 where 61 is the last
                    0f2f0161,                index 62 where 61 is the last
                    1f2f0161,                index 62 where 61 is the last
                    ff,                      a block that ends within a field
                    ff80,                    a block that ends within a field
                    ff80808080,              a block that ends within a field
                    ff81ffffff07,            an integer above 2147483647
                    ffffffffff7f,            an integer above 2147483647
                    ff808080800f,            an integer above 2147483647
                    ff808080808000,          an integer of more than 6 octets
                    ff808080808080808001,    an integer of more than 6 octets
                    04,                      a block that ends within a field
                    40,                      a block that ends within a field
                    4001,                    a string of 1 octets where 0 are left
                    400161,                  a block that ends within a field
                    40016102,                a string of 2 octets where 0 are left
                    4001610262,              a string of 2 octets where 1 are left
                    047fffffff07,            a string of 16777342 octets where 0 are left
                    047f80ffffff07,          a string of 2147483647 octets where 0 are left
                    047f81ffffff07,          an integer above 2147483647
                    047f,                    a block that ends within a field
                    0481ff,                  a string with 8 bits of padding
                    04821fff,                a string with 11 bits of padding
                    0483ffffff,              a string with 24 bits of padding
                    048100,                  a string that ends within a code
                    04811e,                  a string that ends within a code
                    0481fe,                  a string that ends within a code
                    0482fffe,                a string that ends within a code
                    0484ffffffff,            the end-of-string symbol in a string
                    0484fffffffc,            the end-of-string symbol in a string
                    04851fffffffff,          the end-of-string symbol in a string
                    3fe21f,                  a table size of 4097 where 4096 is allowed
                    3fe0ffffff07,            a table size of 2147483647 where 4096 is allowed
                    3fe1ffffff07,            an integer above 2147483647
                    3f,                      a block that ends within a field
                    202020,                  more than 2 table size updates
                    8220,                    a table size update behind a field
                    208220,                  a table size update behind a field
                    """)
    void refuses(String hex, String reason) {
        assertEquals(reason, refusal(decoder, hex));
    }

    @Test
    void carriesNoStack() {
        HpackException refusal = assertThrows(HpackException.class, () -> decode(decoder, "80"));
        assertEquals(0, refusal.getStackTrace().length);
    }

    @Test
    void anEmptyBlockIsAnEmptyList() throws HpackException {
        assertEquals(List.of(), decode(decoder, ""));
        assertEquals(List.of(), decode(decoder, "20"));
        assertEquals(List.of(), decode(decoder, "203fe11f"));
    }

    @Test
    void readsOnlyItsPartOfTheArray() throws HpackException {
        byte[] octets = Blocks.octets("80 82 86 80");
        assertEquals(
                fields(":method", "GET", ":scheme", "http"),
                Blocks.list(decoder.decode(octets, 1, 3)));
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(octets, 3, 5));
    }

    @Test
    @DisplayName("any octet may be in a string (RFC 7541 §5.2)")
    void readsEveryOctet() throws HpackException {
        assertEquals(fields("\0\r\n", "\u00ff "), decode(decoder, "00 03000d0a 02ff20"));
        assertEquals(fields("", ""), decode(decoder, "00 00 00"));
        assertEquals(fields("", ""), decode(decoder, "00 80 80"));
    }

    @Test
    @DisplayName("integers may have zeros behind them (RFC 7541 §5.1)")
    void readsAnIntegerThatIsLongerThanItNeedsToBe() {
        assertEquals("index 127 where 61 is the last", refusal(decoder, "ff8080808000"));
    }

    @Test
    void paddingMayBeAnythingFromNoneToSevenBits() throws HpackException {
        // 'a' has 5 bits: eight of them fill five octets.
        assertEquals(fields("", "aaaaaaaa"), decode(decoder, "00 00 85 18c6318c63"));
        assertEquals(fields("", "a"), decode(decoder, "00 00 81 1f"));
        // '!' has 10 bits
        assertEquals(fields("", "!"), decode(decoder, "00 00 82 fe3f"));
        // five 5-bit codes leave seven bits of the fourth octet
        assertEquals(fields("", "aaaaa"), decode(decoder, "00 00 84 18c631ff"));
    }

    @Test
    void stringsOfAnEntryAreThoseOfTheTable() throws HpackException {
        HpackFields first = decoder.decode(Blocks.octets("40 0161 0162"), 0, 5);
        String name = first.name(0);
        String value = first.value(0);
        HpackFields second = decoder.decode(Blocks.octets("be 82"), 0, 2);
        assertSame(name, second.name(0));
        assertSame(value, second.value(0));
        assertSame(StaticTable.get(2).value(), second.value(1));
    }

    @Test
    @DisplayName("the oldest entries make room (RFC 7541 §4.4)")
    void evictsTheOldest() throws HpackException {
        HpackDecoder small = new HpackDecoder(3 * 34, 65_536);
        decode(small, "40 0161 0131 40 0162 0132 40 0163 0133");
        assertEquals(fields("c", "3", "b", "2", "a", "1"), decode(small, "be bf c0"));
        decode(small, "40 0164 0134");
        assertEquals(fields("d", "4", "c", "3", "b", "2"), decode(small, "be bf c0"));
        // one octet more than the others: two of them go
        decode(small, "40 0165 023535");
        assertEquals(fields("e", "55", "d", "4"), decode(small, "be bf"));
        assertEquals("index 64 where 63 is the last", refusal(small, "c0"));
    }

    @Test
    @DisplayName("an entry as large as the table stays, a larger one empties it (RFC 7541 §4.4)")
    void anEntryLargerThanTheTableEmptiesIt() throws HpackException {
        HpackDecoder small = new HpackDecoder(34, 65_536);
        assertEquals(fields("a", "1"), decode(small, "40 0161 0131"));
        assertEquals(fields("a", "1"), decode(small, "be"));
        assertEquals(fields("a", "22"), decode(small, "40 0161 023232"));
        assertEquals("index 62 where 61 is the last", refusal(small, "be"));
    }

    @Test
    @DisplayName("a name may be that of the entry that is evicted (RFC 7541 §4.4)")
    void aNameOutlivesItsEntry() throws HpackException {
        HpackDecoder small = new HpackDecoder(34, 65_536);
        assertEquals(
                fields("a", "1", "a", "2", "a", "2"), decode(small, "40 0161 0131 7e 0132 be"));
    }

    @Test
    void aTableOfNothingTakesNothing() throws HpackException {
        HpackDecoder none = new HpackDecoder(0, 65_536);
        assertEquals(fields("a", "1", ":method", "GET"), decode(none, "20 40 0161 0131 82"));
        assertEquals("index 62 where 61 is the last", refusal(none, "be"));
        assertEquals("a table size of 1 where 0 is allowed", refusal(none, "21"));
    }

    @Test
    @DisplayName("a size update evicts, and the size may grow again (RFC 7541 §4.3)")
    void aSizeUpdateEvicts() throws HpackException {
        decode(decoder, "40 0161 0131 40 0162 0132 40 0163 0133");
        // 68 octets: two of the three entries
        assertEquals(fields("c", "3", "b", "2"), decode(decoder, "3f25 be bf"));
        // 67: one of them
        assertEquals(fields("c", "3"), decode(decoder, "3f24 be"));
        assertEquals("index 63 where 62 is the last", refusal(decoder, "3fe11f bf"));
    }

    @Test
    void emptiesTheTableByASizeOfZeroAndGoesOn() throws HpackException {
        decode(decoder, "40 0161 0131");
        assertEquals(fields("b", "2", "b", "2"), decode(decoder, "20 3fe11f 40 0162 0132 be"));
        assertEquals("index 63 where 62 is the last", refusal(decoder, "bf"));
    }

    @Test
    void aListAsLargeAsTheLimitIsNotTooLarge() throws HpackException {
        HpackDecoder limited = new HpackDecoder(4096, 2 * 34);
        HpackFields fits = limited.decode(Blocks.octets("00 0161 0131 00 0162 0132"), 0, 10);
        assertFalse(fits.isTooLarge());
        assertEquals(2, fits.size());
        HpackFields over = limited.decode(Blocks.octets("00 0161 0131 00 0162 023232"), 0, 11);
        assertTrue(over.isTooLarge());
        assertEquals(fields("a", "1"), Blocks.list(over));
        HpackFields again = limited.decode(Blocks.octets("00 0161 0131"), 0, 5);
        assertFalse(again.isTooLarge());
        assertEquals(1, again.size());
    }

    @Test
    void keepsNothingBehindTheFieldThatWentPastTheLimit() throws HpackException {
        HpackDecoder limited = new HpackDecoder(4096, 40);
        HpackFields over =
                limited.decode(Blocks.octets("00 0161 0830303030303030 30 00 00 00"), 0, 15);
        assertTrue(over.isTooLarge());
        assertEquals(0, over.size());
    }

    @Test
    void aListPastTheLimitKeepsTheTableInStep() throws HpackException {
        HpackDecoder limited = new HpackDecoder(4096, 34);
        HpackFields over = limited.decode(Blocks.octets("40 0161 0131 40 0162 0132 be bf"), 0, 12);
        assertTrue(over.isTooLarge());
        assertEquals(fields("a", "1"), Blocks.list(over));
        assertEquals(fields("b", "2"), decode(limited, "be"));
        assertEquals(fields("a", "1"), decode(limited, "bf"));
    }

    @Test
    void aListOfManyEntriesKeepsOnlyWhatTheLimitAllows() throws HpackException {
        HpackDecoder limited = new HpackDecoder(4096, 16_384);
        byte[] bomb = new byte[1_000_000];
        Arrays.fill(bomb, (byte) 0x82);
        HpackFields over = limited.decode(bomb, 0, bomb.length);
        assertTrue(over.isTooLarge());
        assertEquals(16_384 / 42, over.size());
    }

    @Test
    void clearedFieldsAreGone() throws HpackException {
        HpackFields fields = decoder.decode(Blocks.octets("82"), 0, 1);
        fields.clear();
        assertEquals(0, fields.size());
        assertThrows(IndexOutOfBoundsException.class, () -> fields.name(0));
        assertThrows(IndexOutOfBoundsException.class, () -> fields.value(0));
    }

    @Test
    void limitsAreNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> new HpackDecoder(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new HpackDecoder(0, -1));
    }
}
