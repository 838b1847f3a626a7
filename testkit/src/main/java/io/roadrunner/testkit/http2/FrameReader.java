package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.socket.SocketInput;
import io.roadrunner.testkit.socket.Transcript;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes frames of what a [SocketInput] holds, as strictly as a peer may, and joins header blocks.
/// Owned by the wire, used by one thread at a time.
final class FrameReader {
    private static final int HEADER_OCTETS = 9;
    private static final int FIRST_MAX_FRAME_SIZE = 16_384;

    private final SocketInput input;
    private final Transcript transcript;
    private final HpackDecoder decoder = new HpackDecoder();
    private final Deque<SettingsFrame> unacknowledged = new ArrayDeque<>();
    private int maxFrameSize = FIRST_MAX_FRAME_SIZE;
    private @Nullable Block open;

    FrameReader(SocketInput input, Transcript transcript) {
        this.input = input;
        this.transcript = transcript;
    }

    /// A header block whose end has not come yet.
    private record Block(int stream, boolean endStream, FrameBytes octets, int frameCount) {}

    /// A frame as it came.
    private record Header(int length, int type, int flags, int stream) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /// What this side sends changes what its peer may send: longer frames at once, as it is only a
    /// permission, and another table for decoding with the acknowledgment.
    void settingsSent(SettingsFrame settings) {
        synchronized (unacknowledged) {
            unacknowledged.add(settings);
            Long size = settings.last(Setting.MAX_FRAME_SIZE);
            if (size != null) {
                maxFrameSize = (int) Math.max(maxFrameSize, Math.min(size, 0xff_ffff));
            }
        }
    }

    /// The next frame; null when the deadline passes or the connection ends before.
    @Nullable Frame next(long deadlineNanos) {
        Frame frame = null;
        while (frame == null) {
            if (!input.await(HEADER_OCTETS, deadlineNanos)) {
                return null;
            }
            int length = (input.peek(0) << 16) | (input.peek(1) << 8) | input.peek(2);
            require(length <= maxFrameSize(), "a frame of " + length + " octets");
            if (!input.await(HEADER_OCTETS + length, deadlineNanos)) {
                return null;
            }
            Header header = header(new Payload(input.take(HEADER_OCTETS)));
            frame = frame(header, new Payload(input.take(length)));
        }
        transcript.received(frame);
        return frame;
    }

    private int maxFrameSize() {
        synchronized (unacknowledged) {
            return maxFrameSize;
        }
    }

    private Header header(Payload octets) {
        int length = (octets.octet() << 16) | (octets.octet() << 8) | octets.octet();
        Header header = new Header(length, octets.octet(), octets.octet(), octets.integer());
        // "This bit ... MUST remain unset (0x00) when sending" RFC 9113 §4.1
        require(header.stream >= 0, "the reserved bit of " + header);
        return header;
    }

    /// Null for a part of a header block.
    private @Nullable Frame frame(Header header, Payload payload) {
        boolean continues = header.type == FrameType.CONTINUATION;
        require((open != null) == continues, header + " amid or without a header block");
        return switch (header.type) {
            case FrameType.DATA -> data(header, payload);
            case FrameType.HEADERS -> headers(header, payload);
            case FrameType.CONTINUATION -> continuation(header, payload);
            case FrameType.RST_STREAM -> {
                requireLength(header, 4);
                requireStream(header, true);
                yield new Frame.Reset(header.stream, ErrorCode.of(payload.unsigned()));
            }
            case FrameType.SETTINGS -> settings(header, payload);
            case FrameType.PING -> {
                requireLength(header, 8);
                requireStream(header, false);
                yield new Frame.Ping(header.has(FrameType.ACK), payload.rest());
            }
            case FrameType.GOAWAY -> {
                requireStream(header, false);
                int lastStream = payload.integer();
                ErrorCode code = ErrorCode.of(payload.unsigned());
                yield new Frame.GoAway(lastStream, code, payload.rest().text());
            }
            case FrameType.WINDOW_UPDATE -> {
                requireLength(header, 4);
                int increment = payload.integer();
                require(increment > 0, "the increment " + increment + " of " + header);
                yield new Frame.WindowUpdate(header.stream, increment);
            }
            default -> new Frame.Unknown(header.type, header.flags, header.stream, payload.rest());
        };
    }

    private Frame data(Header header, Payload payload) {
        requireStream(header, true);
        payload.dropPadding(header.has(FrameType.PADDED));
        boolean endStream = header.has(FrameType.END_STREAM);
        return new Frame.Data(header.stream, payload.rest(), header.length, endStream);
    }

    private @Nullable Frame headers(Header header, Payload payload) {
        requireStream(header, true);
        payload.dropPadding(header.has(FrameType.PADDED));
        require(!header.has(FrameType.PRIORITY_FLAG), "a server that sends priorities");
        FrameBytes octets = new FrameBytes().append(payload.rest().bytes());
        Block block = new Block(header.stream, header.has(FrameType.END_STREAM), octets, 1);
        return joined(block, header.has(FrameType.END_HEADERS));
    }

    private @Nullable Frame continuation(Header header, Payload payload) {
        Block block = open;
        if (block == null || block.stream != header.stream) {
            throw malformed("CONTINUATION for another header block: " + header);
        }
        FrameBytes octets = block.octets.append(payload.rest().bytes());
        Block longer = new Block(block.stream, block.endStream, octets, block.frameCount + 1);
        return joined(longer, header.has(FrameType.END_HEADERS));
    }

    private @Nullable Frame joined(Block block, boolean complete) {
        if (!complete) {
            open = block;
            return null;
        }
        open = null;
        byte[] octets = block.octets.bytes();
        return new Frame.Headers(
                block.stream,
                decoder.decode(octets),
                block.endStream,
                block.frameCount,
                octets.length);
    }

    private Frame settings(Header header, Payload payload) {
        requireStream(header, false);
        boolean ack = header.has(FrameType.ACK);
        require(header.length % 6 == 0 && !(ack && header.length > 0), "the length of " + header);
        if (ack) {
            acknowledged();
        }
        Map<Integer, Long> values = new LinkedHashMap<>();
        while (payload.left() > 0) {
            values.put((payload.octet() << 8) | payload.octet(), payload.unsigned());
        }
        return new Frame.Settings(ack, values);
    }

    private void acknowledged() {
        SettingsFrame settings;
        synchronized (unacknowledged) {
            settings = unacknowledged.poll();
        }
        Long tableSize = settings == null ? null : settings.last(Setting.HEADER_TABLE_SIZE);
        if (tableSize != null) {
            decoder.limit(tableSize);
        }
    }

    private void requireLength(Header header, int length) {
        require(header.length == length, "the length of " + header);
    }

    private void requireStream(Header header, boolean ofStream) {
        require((header.stream > 0) == ofStream, "the stream of " + header);
    }

    private void require(boolean met, String otherwise) {
        if (!met) {
            throw malformed(otherwise);
        }
    }

    private MalformedResponseException malformed(String what) {
        return new MalformedResponseException(what + "\n" + transcript);
    }
}
