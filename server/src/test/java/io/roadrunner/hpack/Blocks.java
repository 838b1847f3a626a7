package io.roadrunner.hpack;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.bytes.ByteOutput;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// Header blocks as tests write them: hexadecimal digits with spaces, fields as values.
final class Blocks {
    private Blocks() {}

    static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String hex(ByteOutput out) {
        byte[] octets = new byte[out.size()];
        out.toByteBuffer().get(octets);
        return HexFormat.of().formatHex(octets);
    }

    /// Names and values in turn.
    static List<HpackField> fields(String... namesAndValues) {
        List<HpackField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HpackField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return fields;
    }

    static List<HpackField> list(HpackFields fields) {
        List<HpackField> list = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            list.add(new HpackField(fields.name(i), fields.value(i)));
        }
        return list;
    }

    static List<HpackField> decode(HpackDecoder decoder, String hex) throws HpackException {
        return decode(decoder, octets(hex));
    }

    static List<HpackField> decode(HpackDecoder decoder, byte[] block) throws HpackException {
        return list(decoder.decode(block, 0, block.length));
    }

    static String refusal(HpackDecoder decoder, String hex) {
        return String.valueOf(
                assertThrows(HpackException.class, () -> decode(decoder, hex), hex).getMessage());
    }

    /// A whole block of one encoder.
    static byte[] block(HpackEncoder encoder, Consumer<ByteOutput> content) {
        ByteOutput out = new ByteOutput(64);
        encoder.begin(out);
        content.accept(out);
        byte[] octets = new byte[out.size()];
        out.toByteBuffer().get(octets);
        return octets;
    }

    static byte[] block(HpackEncoder encoder, List<HpackField> fields) {
        return block(
                encoder,
                out -> fields.forEach(field -> encoder.field(out, field.name(), field.value())));
    }
}
