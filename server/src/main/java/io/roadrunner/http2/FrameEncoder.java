package io.roadrunner.http2;

import io.roadrunner.bytes.ByteOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes frames (RFC 9113 §4.1, §6). Stateless; any thread.
final class FrameEncoder {
    private FrameEncoder() {}

    /// Appends a frame header.
    static void header(ByteOutput out, int length, int type, int flags, int streamId) {
        out.putInteger(length, 3).put(type).put(flags).putInteger(streamId, 4);
    }

    /// Appends the settings whose identifiers and values come in turn.
    static void settings(ByteOutput out, int... identifiersAndValues) {
        header(out, identifiersAndValues.length / 2 * 6, FrameType.SETTINGS, 0, 0);
        for (int i = 0; i < identifiersAndValues.length; i += 2) {
            out.putInteger(identifiersAndValues[i], 2).putInteger(identifiersAndValues[i + 1], 4);
        }
    }

    static void settingsAck(ByteOutput out) {
        header(out, 0, FrameType.SETTINGS, FrameType.ACK, 0);
    }

    static void ping(ByteOutput out, long opaque, boolean ack) {
        header(out, 8, FrameType.PING, ack ? FrameType.ACK : 0, 0);
        out.putInteger((int) (opaque >>> 32), 4).putInteger((int) opaque, 4);
    }

    static void windowUpdate(ByteOutput out, int streamId, int increment) {
        header(out, 4, FrameType.WINDOW_UPDATE, 0, streamId);
        out.putInteger(increment, 4);
    }

    static void resetStream(ByteOutput out, int streamId, ErrorCode code) {
        header(out, 4, FrameType.RST_STREAM, 0, streamId);
        out.putInteger(code.code(), 4);
    }

    /// @param reason a few words for whoever debugs the peer
    static void goAway(ByteOutput out, int lastStreamId, ErrorCode code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.US_ASCII);
        header(out, 8 + words.length, FrameType.GOAWAY, 0, 0);
        out.putInteger(lastStreamId, 4).putInteger(code.code(), 4).put(words);
    }

    /// Appends content and moves the position of its buffer.
    static void data(ByteOutput out, int streamId, ByteBuffer content, int length, boolean end) {
        header(out, length, FrameType.DATA, end ? FrameType.END_STREAM : 0, streamId);
        int limit = content.limit();
        out.put(content.limit(content.position() + length));
        content.position(content.limit()).limit(limit);
    }

    /// Puts frame headers around a header block that has been appended behind room for one: a block
    /// that is larger than a frame is split (RFC 9113 §6.10).
    ///
    /// @param start where that room begins
    /// @param largest the longest payload
    /// @param end whether nothing follows on the stream
    static void frameBlock(ByteOutput out, int start, int streamId, int largest, boolean end) {
        int block = start + FrameType.HEADER_LENGTH;
        int length = out.size() - block;
        int flags = end ? FrameType.END_STREAM : 0;
        if (length <= largest) {
            int whole = flags | FrameType.END_HEADERS;
            out.set(start, length, 3).set(start + 3, FrameType.HEADERS, 1);
            out.set(start + 4, whole, 1).set(start + 5, streamId, 4);
            return;
        }
        int last = out.size();
        out.set(start, largest, 3).set(start + 3, FrameType.HEADERS, 1);
        out.set(start + 4, flags, 1).set(start + 5, streamId, 4);
        ByteOutput rest = new ByteOutput(length - largest);
        rest.put(out.toByteBuffer().position(block + largest).limit(last));
        out.truncate(block + largest);
        continuations(out, rest.toByteBuffer(), streamId, largest);
    }

    private static void continuations(ByteOutput out, ByteBuffer rest, int streamId, int largest) {
        int limit = rest.limit();
        while (rest.position() < limit) {
            int length = Math.min(largest, limit - rest.position());
            boolean last = rest.position() + length == limit;
            int flags = last ? FrameType.END_HEADERS : 0;
            header(out, length, FrameType.CONTINUATION, flags, streamId);
            out.put(rest.limit(rest.position() + length));
            rest.position(rest.limit()).limit(limit);
        }
    }
}
