package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Octets;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.WireTimeoutException;
import io.roadrunner.testkit.socket.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The receiving side of a [WebSocketWire]: a buffer over the stream, with a deadline for each
/// call. What a deadline interrupts stays in the buffer. Owned by the wire, used by one thread at a
/// time.
final class WebSocketInput implements AutoCloseable {
    private static final int MAX_SHOWN = 500;
    private static final int MAX_HEAD = 64 << 10;

    private final OctetStream stream;
    private final OctetBuffer octets = new OctetBuffer();
    private final FrameDecoder decoder = new FrameDecoder(octets);
    private final FrameRules rules = new FrameRules();
    private final Transcript transcript = new Transcript();
    private @Nullable PermessageDeflate compression;

    WebSocketInput(OctetStream stream) {
        this.stream = stream;
    }

    @Nullable PermessageDeflate compression() {
        return compression;
    }

    void use(PermessageDeflate extension) {
        compression = extension;
    }

    void sent(Object what) {
        transcript.sent(what);
    }

    AssertionError failed(String message) {
        return new AssertionError(message + '\n' + transcript);
    }

    HandshakeResponse readHandshake(Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (octets.head() == 0) {
            if (octets.unread() > MAX_HEAD) {
                throw failed("a head of more than " + MAX_HEAD + " octets");
            }
            fill("the answer to a handshake", deadlineNanos);
        }
        byte[] head = octets.take(octets.head());
        HandshakeResponse response =
                HandshakeResponse.ofHead(new String(head, StandardCharsets.ISO_8859_1));
        int length = response.contentLength();
        while (octets.unread() < length) {
            fill("the body of the answer to a handshake", deadlineNanos);
        }
        HandshakeResponse whole = response.withBody(octets.take(length));
        transcript.received(whole);
        return whole;
    }

    Frame readFrame(Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        Frame frame = decoder.next();
        while (frame == null) {
            fill("a frame", deadlineNanos);
            frame = decoder.next();
        }
        transcript.received(frame);
        rules.check(frame, compression != null);
        return frame;
    }

    Message message(Frame first, int frames, byte[] payload) {
        PermessageDeflate used = first.isCompressed() ? compression : null;
        Octets content = used == null ? Octets.of(payload) : used.inflate(payload);
        if (first.opcode() == Opcode.TEXT) {
            FrameRules.checkUtf8(content, first);
        }
        return new Message(first.opcode(), content, frames, used != null);
    }

    Wire.End awaitEnd(Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            if (octets.unread() > 0) {
                throw failed("expected the end; received " + octets.shown(MAX_SHOWN));
            }
            Wire.End end = stream.end();
            if (end != null) {
                transcript.received(end);
                return end;
            }
            read("the end", deadlineNanos);
        }
    }

    void expectNothingFor(Duration duration) {
        octets.append(stream.read(duration));
        if (octets.unread() > 0 || stream.end() != null) {
            throw failed(
                    "expected nothing for %d ms; received %s, then %s"
                            .formatted(duration.toMillis(), octets.shown(MAX_SHOWN), stream.end()));
        }
    }

    @Override
    public void close() {
        if (compression != null) {
            compression.close();
        }
    }

    /// Waits for more octets.
    private void fill(String what, long deadlineNanos) {
        Wire.End end = stream.end();
        if (end != null) {
            throw ended(what, end);
        }
        read(what, deadlineNanos);
    }

    private void read(String what, long deadlineNanos) {
        long left = deadlineNanos - System.nanoTime();
        byte[] more = left > 0 ? stream.read(Duration.ofNanos(left)) : new byte[0];
        octets.append(more);
        if (more.length == 0 && stream.end() == null) {
            throw new WireTimeoutException(
                    "waited in vain for %s; unread: %s%n%s"
                            .formatted(what, octets.shown(MAX_SHOWN), transcript));
        }
    }

    private WireException ended(String what, Wire.End end) {
        return new ConnectionEndedException(
                "the stream ended (%s) before %s; unread: %s%n%s"
                        .formatted(end, what, octets.shown(MAX_SHOWN), transcript),
                end,
                null);
    }
}
