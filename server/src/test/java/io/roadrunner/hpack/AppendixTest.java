package io.roadrunner.hpack;

import static io.roadrunner.hpack.Blocks.decode;
import static io.roadrunner.hpack.Blocks.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.bytes.ByteOutput;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of RFC 7541 Appendix C, in its order.
class AppendixTest {
    private static final String DATE = "Mon, 21 Oct 2013 20:13:21 GMT";
    private static final String LATER = "Mon, 21 Oct 2013 20:13:22 GMT";
    private static final String LOCATION = "https://www.example.com";
    private static final String COOKIE = "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

    private static final List<List<HpackField>> REQUESTS =
            List.of(
                    fields(
                            ":method",
                            "GET",
                            ":scheme",
                            "http",
                            ":path",
                            "/",
                            ":authority",
                            "www.example.com"),
                    fields(
                            ":method",
                            "GET",
                            ":scheme",
                            "http",
                            ":path",
                            "/",
                            ":authority",
                            "www.example.com",
                            "cache-control",
                            "no-cache"),
                    fields(
                            ":method",
                            "GET",
                            ":scheme",
                            "https",
                            ":path",
                            "/index.html",
                            ":authority",
                            "www.example.com",
                            "custom-key",
                            "custom-value"));

    private static final List<List<HpackField>> RESPONSES =
            List.of(
                    fields(
                            ":status",
                            "302",
                            "cache-control",
                            "private",
                            "date",
                            DATE,
                            "location",
                            LOCATION),
                    fields(
                            ":status",
                            "307",
                            "cache-control",
                            "private",
                            "date",
                            DATE,
                            "location",
                            LOCATION),
                    fields(
                            ":status",
                            "200",
                            "cache-control",
                            "private",
                            "date",
                            LATER,
                            "location",
                            LOCATION,
                            "content-encoding",
                            "gzip",
                            "set-cookie",
                            COOKIE));

    private static HpackDecoder decoder(int tableSize) {
        return new HpackDecoder(tableSize, Long.MAX_VALUE);
    }

    private static void decodesInTurn(
            int tableSize, List<List<HpackField>> lists, List<String> blocks)
            throws HpackException {
        HpackDecoder decoder = decoder(tableSize);
        for (int i = 0; i < blocks.size(); i++) {
            assertEquals(lists.get(i), decode(decoder, blocks.get(i)), blocks.get(i));
        }
    }

    @ParameterizedTest
    @DisplayName("C.1 integers")
    @CsvSource({"10,5,0a", "1337,5,1f9a0a", "42,8,2a"})
    void writesAndReadsIntegers(int value, int prefixBits, String hex) throws HpackException {
        ByteOutput out = new ByteOutput(8);
        BlockWriter.integer(out, 0, prefixBits, value);
        assertEquals(hex, Blocks.hex(out));
        BlockReader reader = new BlockReader();
        reader.start(Blocks.octets(hex), 0, hex.length() / 2);
        assertEquals(value, reader.integer(prefixBits));
        assertEquals(false, reader.hasMore());
    }

    @Test
    @DisplayName("C.2.1 literal field with indexing")
    void indexesALiteral() throws HpackException {
        HpackDecoder decoder = decoder(4096);
        List<HpackField> list = fields("custom-key", "custom-header");
        assertEquals(
                list,
                decode(
                        decoder,
                        "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"));
        assertEquals(list, decode(decoder, "be"));
    }

    @Test
    @DisplayName("C.2.2 literal field without indexing")
    void doesNotIndexALiteral() throws HpackException {
        HpackDecoder decoder = decoder(4096);
        assertEquals(
                fields(":path", "/sample/path"),
                decode(decoder, "040c 2f73 616d 706c 652f 7061 7468"));
        assertEquals("index 62 where 61 is the last", Blocks.refusal(decoder, "be"));
    }

    @Test
    @DisplayName("C.2.3 literal field never indexed")
    void neverIndexesALiteral() throws HpackException {
        HpackDecoder decoder = decoder(4096);
        assertEquals(
                fields("password", "secret"),
                decode(decoder, "1008 7061 7373 776f 7264 0673 6563 7265 74"));
        assertEquals("index 62 where 61 is the last", Blocks.refusal(decoder, "be"));
    }

    @Test
    @DisplayName("C.2.4 indexed field")
    void readsAnIndexedField() throws HpackException {
        assertEquals(fields(":method", "GET"), decode(decoder(4096), "82"));
    }

    @Test
    @DisplayName("C.3 requests without Huffman coding")
    void readsPlainRequests() throws HpackException {
        decodesInTurn(
                4096,
                REQUESTS,
                List.of(
                        "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
                        "8286 84be 5808 6e6f 2d63 6163 6865",
                        "8287 85bf 400a 6375 7374 6f6d 2d6b 6579"
                                + " 0c63 7573 746f 6d2d 7661 6c75 65"));
    }

    @Test
    @DisplayName("C.4 requests with Huffman coding")
    void readsAndWritesHuffmanRequests() throws HpackException {
        List<String> blocks =
                List.of(
                        "828684418cf1e3c2e5f23a6ba0ab90f4ff",
                        "828684be5886a8eb10649cbf",
                        "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
        decodesInTurn(4096, REQUESTS, blocks);
        HpackEncoder encoder = new HpackEncoder();
        for (int i = 0; i < blocks.size(); i++) {
            ByteOutput out = new ByteOutput(8);
            encoder.begin(out);
            for (HpackField field : REQUESTS.get(i)) {
                encoder.field(out, field.name(), field.value());
            }
            assertEquals(blocks.get(i), Blocks.hex(out));
        }
    }

    @Test
    @DisplayName("C.5 responses without Huffman coding, with evictions")
    void readsPlainResponses() throws HpackException {
        decodesInTurn(
                256,
                RESPONSES,
                List.of(
                        """
                        4803 3330 3258 0770 7269 7661 7465 611d
                        4d6f 6e2c 2032 3120 4f63 7420 3230 3133
                        2032 303a 3133 3a32 3120 474d 546e 1768
                        7474 7073 3a2f 2f77 7777 2e65 7861 6d70
                        6c65 2e63 6f6d
                        """,
                        "4803 3330 37c1 c0bf",
                        """
                        88c1 611d 4d6f 6e2c 2032 3120 4f63 7420
                        3230 3133 2032 303a 3133 3a32 3220 474d
                        54c0 5a04 677a 6970 7738 666f 6f3d 4153
                        444a 4b48 514b 425a 584f 5157 454f 5049
                        5541 5851 5745 4f49 553b 206d 6178 2d61
                        6765 3d33 3630 303b 2076 6572 7369 6f6e
                        3d31
                        """));
    }

    @Test
    @DisplayName("C.6 responses with Huffman coding, with evictions")
    void readsHuffmanResponses() throws HpackException {
        decodesInTurn(
                256,
                RESPONSES,
                List.of(
                        """
                        4882 6402 5885 aec3 771a 4b61 96d0 7abe
                        9410 54d4 44a8 2005 9504 0b81 66e0 82a6
                        2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8
                        e9ae 82ae 43d3
                        """,
                        "4883 640e ffc1 c0bf",
                        """
                        88c1 6196 d07a be94 1054 d444 a820 0595
                        040b 8166 e084 a62d 1bff c05a 839b d9ab
                        77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b
                        3960 d5af 2708 7f36 72c1 ab27 0fb5 291f
                        9587 3160 65c0 03ed 4ee5 b106 3d50 07
                        """));
    }

    @Test
    void writesResponsesThatAreReadTheSame() throws HpackException {
        HpackEncoder encoder = new HpackEncoder();
        encoder.limitTable(256);
        HpackDecoder decoder = decoder(256);
        for (List<HpackField> response : RESPONSES) {
            assertEquals(response, decode(decoder, Blocks.block(encoder, response)));
        }
    }
}
