package io.roadrunner.files;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Push;
import io.roadrunner.http.StreamingBody;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Several parts of one open file as `multipart/byteranges` (RFC 9110 §14.6). Used by the thread of
/// one request; holds one buffer, whatever the size of the parts.
final class MultipartRanges implements StreamingBody {
    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;
    private final List<ByteRange> ranges;
    private final List<byte[]> heads;
    private final byte[] end;

    /// @param file an open channel of somebody else
    /// @param representation what it holds
    /// @param ranges the parts in the order in which they are sent
    /// @param boundary what the parts do not contain
    MultipartRanges(
            FileChannel file,
            Representation representation,
            List<ByteRange> ranges,
            String boundary) {
        this.file = file;
        this.ranges = ranges;
        this.heads = new ArrayList<>(ranges.size());
        for (ByteRange range : ranges) {
            heads.add(
                    octets(
                            "\r\n--%s\r\ncontent-type: %s\r\ncontent-range: %s\r\n\r\n"
                                    .formatted(
                                            boundary,
                                            representation.form().mediaType(),
                                            range.contentRange(representation.size()))));
        }
        this.end = octets("\r\n--" + boundary + "--\r\n");
    }

    /// How many bytes it all is.
    long length() {
        long length = end.length;
        for (int i = 0; i < ranges.size(); i++) {
            length += heads.get(i).length + ranges.get(i).length();
        }
        return length;
    }

    @Override
    public Headers writeTo(Push push) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, length()));
        for (int i = 0; i < ranges.size(); i++) {
            put(buffer, heads.get(i), push);
            copy(ranges.get(i), buffer, push);
        }
        put(buffer, end, push);
        drain(buffer, push);
        return Headers.empty();
    }

    private void copy(ByteRange range, ByteBuffer buffer, Push push) throws IOException {
        long position = range.first();
        while (position <= range.last()) {
            if (!buffer.hasRemaining()) {
                drain(buffer, push);
            }
            int room = (int) Math.min(buffer.remaining(), range.last() - position + 1);
            ByteBuffer piece = buffer.slice(buffer.position(), room);
            int read = file.read(piece, position);
            if (read < 0) {
                throw new EOFException("the file ended at " + position);
            }
            buffer.position(buffer.position() + read);
            position += read;
        }
    }

    private static void put(ByteBuffer buffer, byte[] octets, Push push) throws IOException {
        int put = 0;
        while (put < octets.length) {
            if (!buffer.hasRemaining()) {
                drain(buffer, push);
            }
            int count = Math.min(buffer.remaining(), octets.length - put);
            buffer.put(octets, put, count);
            put += count;
        }
    }

    private static void drain(ByteBuffer buffer, Push push) throws IOException {
        push.send(buffer.flip());
        buffer.clear();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
