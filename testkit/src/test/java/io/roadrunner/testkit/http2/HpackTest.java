package io.roadrunner.testkit.http2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.http2.Field.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client's own HPACK against the examples of RFC 7541 appendix C, and what it refuses.
class HpackTest {
    private static final String SHORT_DATE = "Mon, 21 Oct 2013 20:13:21 GMT";

    private final HpackDecoder decoder = new HpackDecoder();

    @Test
    void eachFormOfAFieldIsRead() {
        assertFields(
                "400a637573746f6d2d6b65790d637573746f6d2d686561646572",
                "custom-key: custom-header");
        assertFields("040c2f73616d706c652f70617468", ":path: /sample/path");
        assertFields("100870617373776f726406736563726574", "password: secret");
        assertFields("82", ":method: GET");
        assertEquals(
                List.of(Form.ADDED, Form.NOT_ADDED, Form.NEVER_ADDED, Form.INDEXED),
                new HpackDecoder()
                        .decode(hex("400161013104017a100162013282")).stream()
                                .map(Field::form)
                                .toList());
    }

    /// RFC 7541 appendix C.4.
    @Test
    void requestsWithHuffmanShareADynamicTable() {
        assertFields(
                "828684418cf1e3c2e5f23a6ba0ab90f4ff",
                ":method: GET",
                ":scheme: http",
                ":path: /",
                ":authority: www.example.com");
        assertFields(
                "828684be5886a8eb10649cbf",
                ":method: GET",
                ":scheme: http",
                ":path: /",
                ":authority: www.example.com",
                "cache-control: no-cache");
        assertFields(
                "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf",
                ":method: GET",
                ":scheme: https",
                ":path: /index.html",
                ":authority: www.example.com",
                "custom-key: custom-value");
    }

    /// RFC 7541 appendix C.6, where a table of 256 octets evicts.
    @Test
    void responsesEvictFromASmallTable() {
        decoder.limit(256);
        decoder.decode(hex("3fe101"));
        assertFields(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                        + "6e919d29ad171863c78f0b97c8e9ae82ae43d3",
                ":status: 302",
                "cache-control: private",
                "date: " + SHORT_DATE,
                "location: https://www.example.com");
        assertFields(
                "4883640effc1c0bf",
                ":status: 307",
                "cache-control: private",
                "date: " + SHORT_DATE,
                "location: https://www.example.com");
        assertFields(
                "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7"
                        + "821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed"
                        + "4ee5b1063d5007",
                ":status: 200",
                "cache-control: private",
                "date: Mon, 21 Oct 2013 20:13:22 GMT",
                "location: https://www.example.com",
                "content-encoding: gzip",
                "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1");
    }

    @ParameterizedTest
    @CsvSource({
        "80, index 0 of a dynamic table of 0",
        "be, index 62 of a dynamic table of 0",
        "ff80808080808001, an integer above 2^31-1",
        "ffffffffff0f, an integer above 2^31-1",
        "40, a block that ends within a field",
        "4001, a string of 1 octets",
        "3fe21f, a table of 4097 octets",
        "8220, a change of the table's size behind a field",
        "4081ff0161, a Huffman padding of 8 bits",
        "4082ffff0161, a Huffman padding of 8 bits",
        "40810001, a Huffman padding that is not all ones",
        "4084ffffffff0161, a Huffman code holds EOS",
    })
    void whatIsNoHeaderBlockIsRefused(String block, String reason) {
        String message =
                assertThrows(MalformedResponseException.class, () -> decoder.decode(hex(block)))
                        .getMessage();
        assertTrue(message.contains(reason.substring(0, 12)), message);
    }

    @Test
    void aSmallerTableHasToBeAnnounced() {
        decoder.limit(100);
        assertThrows(MalformedResponseException.class, () -> decoder.decode(hex("82")));
        assertEquals(1, decoder.decode(hex("3f4582")).size());
    }

    @Test
    void everyOctetComesBackFromTheHuffmanCode() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, HuffmanCode.decode(HuffmanCode.encode(all)));
        assertArrayEquals(
                hex("f1e3c2e5f23a6ba0ab90f4ff"),
                HuffmanCode.encode("www.example.com".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatIsEncodedIsDecoded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            HeaderBlock block = HeaderBlock.empty().huffman(random.nextBoolean());
            List<String> sent = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                String name = "n" + random.nextInt(5);
                String value = "v".repeat(random.nextInt(300));
                sent.add(name + ": " + value);
                switch (random.nextInt(4)) {
                    case 0 -> block.added(name, value);
                    case 1 -> block.neverAdded(name, value);
                    case 2 -> block.added(name, value).index(62);
                    default -> block.field(name, value);
                }
            }
            List<String> read = new ArrayList<>();
            for (Field field : decoder.decode(block.bytes())) {
                if (field.form() != Form.INDEXED) {
                    read.add(field.toString());
                } else {
                    assertEquals(read.getLast(), field.toString(), "seed " + seed);
                }
            }
            assertEquals(sent, read, "seed " + seed);
        }
    }

    private void assertFields(String block, String... fields) {
        assertEquals(
                List.of(fields), decoder.decode(hex(block)).stream().map(Field::toString).toList());
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
