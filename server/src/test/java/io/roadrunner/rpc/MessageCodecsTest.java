package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One description, two codecs. The bytes of protobuf are those of its documentation or were made
/// by hand.
class MessageCodecsTest {
    private static final MessageType PART =
            MessageType.of("Part", Field.text(1, "name"), Field.number(2, "size"));

    private static final MessageType WHOLE =
            MessageType.of(
                    "Whole",
                    Field.text(1, "title"),
                    Field.number(2, "count"),
                    Field.truth(3, "done"),
                    Field.texts(4, "words"),
                    Field.messages(5, "parts", PART),
                    new Field(6, "numbers", FieldType.Scalar.INT64, true),
                    new Field(16, "part", new FieldType.Nested(PART), false));

    static Stream<Arguments> messages() {
        Message part = PART.message().put("name", "a").put("size", 150).build();
        return Stream.of(
                Arguments.of(WHOLE.empty(), "{}", ""),
                Arguments.of(
                        WHOLE.message().put("title", "testing").build(),
                        "{\"title\":\"testing\"}",
                        "0a0774657374696e67"),
                Arguments.of(
                        WHOLE.message().put("count", 150).put("done", true).build(),
                        "{\"count\":150,\"done\":true}",
                        "1096011801"),
                Arguments.of(
                        WHOLE.message().put("count", -1).build(),
                        "{\"count\":-1}",
                        "10ffffffffffffffffff01"),
                Arguments.of(
                        WHOLE.message().put("count", Long.MIN_VALUE).build(),
                        "{\"count\":-9223372036854775808}",
                        "1080808080808080808001"),
                Arguments.of(
                        WHOLE.message()
                                .put("words", List.of("x", "", "\u00e4\ud83d\ude00"))
                                .build(),
                        "{\"words\":[\"x\",\"\",\"\u00e4\ud83d\ude00\"]}",
                        "22017822002206c3a4f09f9880"),
                Arguments.of(
                        WHOLE.message().put("parts", List.of(part, PART.empty())).build(),
                        "{\"parts\":[{\"name\":\"a\",\"size\":150},{}]}",
                        "2a060a016110960" + "12a00"),
                Arguments.of(
                        WHOLE.message().put("numbers", List.of(3L, 270L, 86942L)).build(),
                        "{\"numbers\":[3,270,86942]}",
                        "3206038e029ea705"),
                Arguments.of(
                        WHOLE.message().put("title", "\"\\\n\r\t\u0001/").build(),
                        "{\"title\":\"\\\"\\\\\\n\\r\\t\\u0001/\"}",
                        "0a07225c0a0d09012f"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsWrittenAndRead(Message message, String json, String hex)
            throws MalformedMessageException {
        assertEquals(json, utf8(RpcCodec.JSON.encode(message)));
        assertEquals(message, RpcCodec.JSON.decode(WHOLE, bytes(json)));
        assertEquals(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), RpcCodec.PROTO.encode(message));
        assertEquals(message, proto(hex));
    }

    @Test
    void nothingAtAllIsAMessageOfDefaults() throws MalformedMessageException {
        for (RpcCodec codec : RpcCodec.values()) {
            assertEquals(WHOLE.empty(), codec.decode(WHOLE, ByteBuffer.allocate(0)));
        }
    }

    @Test
    void nullInJsonIsTheDefault() throws MalformedMessageException {
        String json = "{\"title\":null,\"words\":null,\"part\":null}";
        assertEquals(WHOLE.empty(), RpcCodec.JSON.decode(WHOLE, bytes(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                       | JSON: Whole is not an object",
                "null                     | JSON: Whole is not an object",
                "'\"title\"'              | JSON: Whole is not an object",
                "{\"tilte\":\"x\"}        | JSON: Whole has no member tilte",
                "{\"t\\u00e4\":\"x\"}     | JSON: Whole has no member t?",
                "{\"title\":1}            | JSON: title is not of type STRING",
                "{\"title\":[]}           | JSON: title is not of type STRING",
                "{\"count\":\"1\"}        | JSON: count is not of type INT64",
                "{\"count\":1.5}          | JSON: count is not a whole number of 64 bits",
                "{\"count\":9223372036854775808} | JSON: count is not a whole number of 64 bits",
                "{\"count\":1e999999999}  | JSON: count is not a whole number of 64 bits",
                "{\"count\":1e-999999999} | JSON: count is not a whole number of 64 bits",
                "{\"done\":0}             | JSON: done is not of type BOOL",
                "{\"words\":\"x\"}        | JSON: words is not an array",
                "{\"words\":[null]}       | JSON: words is not of type STRING",
                "{\"parts\":{}}           | JSON: parts is not an array",
                "{\"parts\":[[]]}         | JSON: Part is not an object",
                "{\"parts\":[{\"x\":0}]}  | JSON: Part has no member x",
                "{\"title\":\"x\"         | JSON: cut off, at character 12"
            })
    void jsonOfAnotherTypeIsRefused(String json, String message) {
        MalformedMessageException problem =
                assertThrows(
                        MalformedMessageException.class,
                        () -> RpcCodec.JSON.decode(WHOLE, bytes(json)));
        assertEquals(message, problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10                       | cut off",
                "1080                     | cut off",
                "10ffffffffffffffffffff01 | a number of more than 10 bytes",
                "0a                       | cut off",
                "0a02                     | a field that is longer than the message",
                "0a0261                   | a field that is longer than the message",
                "0affffffffffffffffff01   | a field that is longer than the message",
                "0affffffff0f             | a field that is longer than the message",
                "0a01ff                   | a text that is not UTF-8",
                "0a03eda080               | a text that is not UTF-8",
                "2a030a0261               | a field that is longer than the message",
                "00                       | no number of a field",
                "02                       | no number of a field",
                "8080808010               | no number of a field",
                "7b7c                     | a group, or an unknown wire type",
                "7c                       | a group, or an unknown wire type",
                "7e                       | a group, or an unknown wire type",
                "7f                       | a group, or an unknown wire type",
                "7901020304050607         | a field that is longer than the message",
                "7d010203                 | a field that is longer than the message",
                "320180                   | cut off"
            })
    void bytesThatAreNoProtobufAreRefused(String hex, String message) {
        MalformedMessageException problem =
                assertThrows(MalformedMessageException.class, () -> proto(hex));
        assertEquals("PROTO: " + message, problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        // Unknown fields of each wire type; the first byte of their tags is of field 15.
        "7896010a0161, a",
        "7901020304050607080a0161, a",
        "7a0301020" + "30a0161, a",
        "7d010203040a0161, a",
        // A text that comes as a number, and a number that comes as 32 bits.
        "08010a0161, a",
        "15010203040a0161, a",
        // Of several the last one counts.
        "0a01620a0161, a",
        "0a01610a00, ''"
    })
    void whatIsNotKnownIsSkippedAndTheLastOneCounts(String hex, String title)
            throws MalformedMessageException {
        assertEquals(WHOLE.message().put("title", title).build(), proto(hex));
    }

    @Test
    void numbersComePackedOrOneByOne() throws MalformedMessageException {
        Message message = WHOLE.message().put("numbers", List.of(1L, 2L, 3L, 0L)).build();
        assertEquals(message, proto("30013202020330" + "00"));
    }

    @Test
    void aMessageInPartsIsJoined() throws MalformedMessageException {
        Message part = PART.message().put("name", "b").put("size", 7).build();
        Message.Builder whole = WHOLE.message();
        whole.set(WHOLE.fields().getLast(), part);
        assertEquals(whole.build(), proto("8201030a0161" + "82010210" + "07" + "8201030a0162"));
    }

    /// Half a megabyte in the first part, read again for each of the others, would take hours.
    @Test
    void aMessageInManyPartsIsReadOnce() throws MalformedMessageException {
        String name = "61".repeat(1 << 19);
        String first = "820184" + "8020" + "0a80" + "8020" + name;
        Message message = proto(first + "820100".repeat(60_000));
        Message part = PART.message().put("name", "a".repeat(1 << 19)).build();
        Message.Builder whole = WHOLE.message();
        whole.set(WHOLE.fields().getLast(), part);
        assertEquals(whole.build(), message);
    }

    @Test
    void aMessageHas65536FieldsInAll() throws MalformedMessageException {
        assertEquals(65_536, proto("2200".repeat(65_536)).texts("words").size());
        MalformedMessageException problem =
                assertThrows(MalformedMessageException.class, () -> proto("2200".repeat(65_537)));
        assertEquals("PROTO: more than 65536 fields", problem.getMessage());
        assertThrows(
                MalformedMessageException.class,
                () -> proto("2a80" + "8008" + "0a00".repeat(65_536)));
    }

    @ParameterizedTest
    @EnumSource(RpcCodec.class)
    void randomMessagesComeBack(RpcCodec codec) throws MalformedMessageException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            Message message = random(random);
            assertEquals(message, codec.decode(WHOLE, codec.encode(message)), () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(RpcCodec.class)
    void damagedMessagesAreReadOrMalformed(RpcCodec codec) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = codec.encode(random(random)).array().clone();
            for (int i = 0; i < 3 && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(bytes.length + 1);
            try {
                codec.decode(WHOLE, ByteBuffer.wrap(bytes, 0, length));
            } catch (MalformedMessageException _) {
                continue;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static Message random(Random random) {
        List<Message> parts = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(PART.message().put("name", text(random)).put("size", number(random)).build());
            numbers.add(number(random));
        }
        return WHOLE.message()
                .put("title", text(random))
                .put("count", number(random))
                .put("done", random.nextBoolean())
                .put("words", List.of(text(random), text(random)))
                .put("parts", parts)
                .put("numbers", numbers)
                .build();
    }

    private static long number(Random random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int codePoint = random.nextInt(1 << random.nextInt(1, 21));
            boolean alone = codePoint >= 0xd800 && codePoint <= 0xdfff;
            text.appendCodePoint(alone || codePoint > 0x10ffff ? '\u20ac' : codePoint);
        }
        return text.toString();
    }

    @Test
    void aBareMessageHasNoObjectAroundItInJson() throws MalformedMessageException {
        MessageType type = MessageType.bare("StringValue", Field.text(1, "value"));
        Message message = type.message().put("value", "1.0").build();
        assertEquals("\"1.0\"", utf8(RpcCodec.JSON.encode(message)));
        assertEquals("\"\"", utf8(RpcCodec.JSON.encode(type.empty())));
        assertEquals("1.0", utf8(RpcCodec.RAW.encode(message)));
        assertEquals(message, RpcCodec.JSON.decode(type, bytes("\"1.0\"")));
        assertEquals(type.empty(), RpcCodec.JSON.decode(type, bytes("null")));
    }

    @ParameterizedTest
    @CsvSource({"0x08, JSON", "0x80, PROTO", "0x04, RAW", "0x48, JSON", "0x83, PROTO"})
    void theFlagsNameTheCodec(String flags, RpcCodec codec) throws RpcErrorException {
        assertEquals(codec, RpcCodec.of(Integer.decode(flags)));
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 'gob is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)'",
        "0x20, 'gob is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)'",
        "0x10, 'msgpack is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)'",
        "0x88, 'a frame has one codec, not several'",
        "0x0c, 'a frame has one codec, not several'",
        "0x28, 'a frame has one codec, not several'",
        "0xbc, 'a frame has one codec, not several'"
    })
    void otherCodecsAreRefused(String flags, String message) {
        RpcErrorException problem =
                assertThrows(RpcErrorException.class, () -> RpcCodec.of(Integer.decode(flags)));
        assertEquals(message, problem.getMessage());
    }

    private static Message proto(String hex) throws MalformedMessageException {
        return RpcCodec.PROTO.decode(WHOLE, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String utf8(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
