package io.roadrunner.hpack;

import static io.roadrunner.hpack.Blocks.block;
import static io.roadrunner.hpack.Blocks.decode;
import static io.roadrunner.hpack.Blocks.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpackEncoderTest {
    private final HpackEncoder encoder = new HpackEncoder();
    private final HpackDecoder decoder = new HpackDecoder(4096, 1 << 20);

    private String hex(String... namesAndValues) {
        return HexFormat.of().formatHex(block(encoder, fields(namesAndValues)));
    }

    private String status(int status) {
        return HexFormat.of().formatHex(block(encoder, out -> encoder.status(out, status)));
    }

    @ParameterizedTest
    @CsvSource({
        "200,88",
        "204,89",
        "206,8a",
        "304,8b",
        "400,8c",
        "404,8d",
        "500,8e",
        "302,08826402",
        "307,0803333037",
        "999,0803393939"
    })
    void aStatusIsAnIndexOrALiteralThatIsNotIndexed(int status, String expected) {
        assertEquals(expected, status(status));
        assertEquals(expected, status(status));
    }

    @Test
    void everyStatusIsReadAsItWasWritten() throws HpackException {
        for (int status = 100; status <= 999; status++) {
            int each = status;
            byte[] written = block(encoder, out -> encoder.status(out, each));
            assertEquals(fields(":status", String.valueOf(status)), decode(decoder, written));
        }
    }

    @Test
    void aFieldIsALiteralOnceAndThenOneOctet() {
        assertEquals("5f03612f62", hex("content-type", "a/b"));
        assertEquals("be", hex("content-type", "a/b"));
        assertEquals("5f03632f64", hex("content-type", "c/d"));
        assertEquals("bebf", hex("content-type", "c/d", "content-type", "a/b"));
    }

    @Test
    void aNameThatIsInTheTableIsNotWrittenAgain() {
        assertEquals("4002585a0131", hex("XZ", "1"));
        assertEquals("7e0132", hex("XZ", "2"));
        assertEquals("7e0133", hex("XZ", "3"));
        assertEquals("bebfc0", hex("XZ", "3", "XZ", "2", "XZ", "1"));
    }

    @ParameterizedTest
    @DisplayName("a secret is never indexed (RFC 7541 §7.1.3)")
    @ValueSource(
            strings = {
                "authorization",
                "proxy-authorization",
                "set-cookie",
                "cookie",
                "x-api-key",
                "x-csrf-token",
                "authentication-info"
            })
    void neverIndexesASecret(String name) throws HpackException {
        String first = hex(name, "secret");
        assertTrue(first.startsWith("1"), first);
        assertEquals(first, hex(name, "secret"));
        assertEquals(fields(name, "secret"), decode(decoder, first));
        assertEquals(first, HexFormat.of().formatHex(HpackEncoder.literal(name, "secret")));
        assertTrue(hex(name, "").startsWith("1"));
    }

    @Test
    void indexesACookieThatIsTooLongToBeGuessed() {
        assertTrue(hex("cookie", "a".repeat(19)).startsWith("1"));
        assertTrue(hex("cookie", "a".repeat(20)).startsWith("60"));
        assertEquals("be", hex("cookie", "a".repeat(20)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":path",
                "age",
                "content-length",
                "content-range",
                "date",
                "etag",
                "expires",
                "last-modified",
                "location",
                "traceparent",
                "x-request-id"
            })
    void doesNotIndexWhatDiffersFromMessageToMessage(String name) throws HpackException {
        String first = hex(name, "x1");
        assertTrue(first.startsWith("0"), first);
        assertEquals(first, hex(name, "x1"));
        assertEquals(fields(name, "x1"), decode(decoder, first));
        assertEquals(first, HexFormat.of().formatHex(HpackEncoder.literal(name, "x1")));
    }

    @Test
    void aLiteralMayStandInAnyBlock() throws HpackException {
        byte[] date = HpackEncoder.literal("date", "Thu, 01 Jan 2026 00:00:00 GMT");
        byte[] custom = HpackEncoder.literal("custom-key", "custom-value");
        for (HpackEncoder each : List.of(encoder, new HpackEncoder())) {
            byte[] written =
                    block(
                            each,
                            out -> {
                                each.status(out, 200);
                                out.put(date).put(custom);
                                each.field(out, "server", "s");
                                each.field(out, "server", "s");
                            });
            assertEquals(
                    fields(
                            ":status",
                            "200",
                            "date",
                            "Thu, 01 Jan 2026 00:00:00 GMT",
                            "custom-key",
                            "custom-value",
                            "server",
                            "s",
                            "server",
                            "s"),
                    decode(new HpackDecoder(4096, 1 << 20), written));
        }
    }

    @ParameterizedTest
    @DisplayName("an entry of the static table is one octet (RFC 7541 §6.1)")
    @CsvSource({
        ":method,GET,82",
        ":method,POST,83",
        ":path,/,84",
        ":path,/index.html,85",
        ":scheme,https,87",
        ":status,200,88",
        ":status,500,8e",
        "'accept-encoding','gzip, deflate',90",
        "www-authenticate,'',bd"
    })
    void anEntryOfTheStaticTableIsAnIndex(String name, String value, String expected) {
        assertEquals(expected, hex(name, value));
    }

    @Test
    void everyEntryOfTheStaticTableIsReadAsItWasWritten() throws HpackException {
        for (int index = 1; index <= StaticTable.SIZE; index++) {
            HpackField entry = StaticTable.get(index);
            assertEquals(List.of(entry), decode(decoder, block(encoder, List.of(entry))));
        }
    }

    @Test
    void theHuffmanCodeIsUsedOnlyWhereItIsShorter() {
        assertEquals("4001580158", hex("X", "X"));
        assertEquals("7e8518c6318c63", hex("X", "aaaaaaaa"));
        assertEquals("7e03612f62", hex("X", "a/b"));
        assertEquals("7e00", hex("X", ""));
    }

    @Test
    void aSizeUpdateGoesOutWithTheNextBlockOnly() {
        encoder.limitTable(0);
        assertEquals("2088", status(200));
        assertEquals("88", status(200));
        encoder.limitTable(100);
        assertEquals("3f4588", status(200));
        encoder.limitTable(100);
        assertEquals("88", status(200));
    }

    @Test
    @DisplayName("the smallest size and the final one are signalled (RFC 7541 §4.2)")
    void signalsTheSmallestSizeAndTheFinalOne() {
        encoder.limitTable(10);
        encoder.limitTable(5);
        encoder.limitTable(20);
        assertEquals("253488", status(200));
        encoder.limitTable(7);
        encoder.limitTable(20);
        assertEquals("273488", status(200));
        encoder.limitTable(30);
        encoder.limitTable(25);
        assertEquals("3988", status(200));
        encoder.limitTable(24);
        encoder.limitTable(23);
        assertEquals("3788", status(200));
    }

    @Test
    void aTableThatThePeerAllowsToBeLargerStaysAsItIs() {
        encoder.limitTable(4_294_967_295L);
        assertEquals("88", status(200));
        encoder.limitTable(4095);
        assertEquals("3fe01f88", status(200));
        encoder.limitTable(4097);
        assertEquals("3fe11f88", status(200));
        assertThrows(IllegalArgumentException.class, () -> encoder.limitTable(-1));
    }

    @Test
    void aSizeOfZeroInBetweenEmptiesTheTable() throws HpackException {
        assertEquals(fields("server", "s"), decode(decoder, hex("server", "s")));
        encoder.limitTable(0);
        encoder.limitTable(4096);
        String written = hex("server", "s");
        assertEquals("203fe11f760173", written);
        assertEquals(fields("server", "s"), decode(decoder, written));
    }

    @Test
    void aFieldThatWouldTakeMostOfTheTableIsNotIndexed() throws HpackException {
        String entry = hex("server", "s");
        decode(decoder, entry);
        int fits = 4096 / 4 * 3 - "vary".length() - HpackField.OVERHEAD;
        byte[] over = block(encoder, fields("vary", "X".repeat(fits + 1)));
        assertEquals(0x0f, over[0]);
        assertEquals(fields("vary", "X".repeat(fits + 1)), decode(decoder, over));
        assertEquals("be", hex("server", "s"));
        byte[] largest = block(encoder, fields("vary", "X".repeat(fits)));
        assertEquals(0x40 | 59, largest[0]);
        decode(decoder, largest);
        assertEquals("be", hex("vary", "X".repeat(fits)));
    }

    @Test
    void withoutATableNothingIsIndexed() throws HpackException {
        encoder.limitTable(0);
        assertEquals("20", hex());
        String first = hex("server", "s");
        assertEquals(first, hex("server", "s"));
        assertEquals(fields("server", "s"), decode(new HpackDecoder(0, 1000), first));
    }

    @Test
    void shortestEntriesFillTheTableAndItsIndex() throws HpackException {
        // 32 octets and two to four each: some 120 entries, more than are written at first.
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 200; i++) {
                List<HpackField> one = fields("x", String.valueOf(i));
                assertEquals(one, decode(decoder, block(encoder, one)));
            }
        }
        assertEquals("be", hex("x", "199"));
        assertEquals("bf", hex("x", "198"));
    }
}
