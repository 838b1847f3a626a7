package io.roadrunner.http2;

import io.roadrunner.bytes.ByteOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames that are gathered to leave together (RFC 9113 §4.1, §6). Guarded by the lock of the
/// connection until they leave; bounded by whoever appends.
final class FrameOutput {
    private final ByteOutput out;

    /// @param capacity how many bytes fit before the first growth
    FrameOutput(int capacity) {
        out = new ByteOutput(capacity);
    }

    /// The bytes of the frames, where header blocks are appended.
    ByteOutput octets() {
        return out;
    }

    int size() {
        return out.size();
    }

    void clear() {
        out.clear();
    }

    /// Appends a frame header.
    void header(int length, int type, int flags, int streamId) {
        out.putInteger(length, 3).put(type).put(flags).putInteger(streamId, 4);
    }

    /// Appends the settings whose identifiers and values come in turn.
    void settings(int... identifiersAndValues) {
        header(identifiersAndValues.length / 2 * 6, FrameType.SETTINGS, 0, 0);
        for (int i = 0; i < identifiersAndValues.length; i += 2) {
            out.putInteger(identifiersAndValues[i], 2).putInteger(identifiersAndValues[i + 1], 4);
        }
    }

    void settingsAck() {
        header(0, FrameType.SETTINGS, FrameType.ACK, 0);
    }

    void ping(long opaque, boolean ack) {
        header(8, FrameType.PING, ack ? FrameType.ACK : 0, 0);
        out.putInteger((int) (opaque >>> 32), 4).putInteger((int) opaque, 4);
    }

    void windowUpdate(int streamId, int increment) {
        header(4, FrameType.WINDOW_UPDATE, 0, streamId);
        out.putInteger(increment, 4);
    }

    void resetStream(int streamId, ErrorCode code) {
        header(4, FrameType.RST_STREAM, 0, streamId);
        out.putInteger(code.code(), 4);
    }

    /// @param reason a few words for whoever debugs the peer
    void goAway(int lastStreamId, ErrorCode code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.US_ASCII);
        header(8 + words.length, FrameType.GOAWAY, 0, 0);
        out.putInteger(lastStreamId, 4).putInteger(code.code(), 4).put(words);
    }

    /// Appends content and moves the position of its buffer.
    void data(int streamId, ByteBuffer content, int length, boolean end) {
        header(length, FrameType.DATA, end ? FrameType.END_STREAM : 0, streamId);
        int limit = content.limit();
        out.put(content.limit(content.position() + length));
        content.position(content.limit()).limit(limit);
    }

    /// Makes room for the frame header of a header block, which is appended next.
    ///
    /// @return where that room begins
    int beginBlock() {
        int start = out.size();
        header(0, FrameType.HEADERS, 0, 0);
        return start;
    }

    /// Ends a header block: one that is larger than a frame is split (RFC 9113 §6.10).
    ///
    /// @param start what [#beginBlock] has returned
    /// @param largest the longest payload
    /// @param end whether nothing follows on the stream
    void endBlock(int start, int streamId, int largest, boolean end) {
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
        continuations(rest.toByteBuffer(), streamId, largest);
    }

    private void continuations(ByteBuffer rest, int streamId, int largest) {
        int limit = rest.limit();
        while (rest.position() < limit) {
            int length = Math.min(largest, limit - rest.position());
            boolean last = rest.position() + length == limit;
            int flags = last ? FrameType.END_HEADERS : 0;
            header(length, FrameType.CONTINUATION, flags, streamId);
            out.put(rest.limit(rest.position() + length));
            rest.position(rest.limit()).limit(limit);
        }
    }
}
