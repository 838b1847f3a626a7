package io.roadrunner.http;

import io.roadrunner.bytes.ByteOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Newline-delimited JSON: one document per line. Stateless; any thread.
public final class NdJson {
    /// The media type of such a stream.
    public static final String CONTENT_TYPE = "application/x-ndjson";

    private static final int FIRST_CAPACITY = 512;

    private NdJson() {}

    /// One document and its line feed in UTF-8, for a [Push].
    ///
    /// @throws InvalidJsonException when the value has no JSON form
    public static byte[] item(@Nullable Object value) {
        ByteBuffer document = onOneLine(Json.encode(value));
        byte[] line = new byte[document.remaining() + 1];
        document.get(line, 0, line.length - 1);
        line[line.length - 1] = '\n';
        return line;
    }

    /// A line for each value.
    static ByteBuffer items(Iterable<?> values) {
        ByteOutput lines = new ByteOutput(FIRST_CAPACITY);
        for (Object value : values) {
            lines.put(onOneLine(Json.encode(value))).put('\n');
        }
        return lines.toByteBuffer();
    }

    /// A codec may write JSON that is laid out on several lines, which would be several documents.
    static ByteBuffer onOneLine(ByteBuffer document) {
        for (int i = document.position(); i < document.limit(); i++) {
            byte octet = document.get(i);
            if (octet == '\n' || octet == '\r') {
                throw new InvalidJsonException("the JSON codec writes several lines");
            }
        }
        return document;
    }
}
