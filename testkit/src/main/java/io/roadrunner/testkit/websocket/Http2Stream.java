package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireTimeoutException;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Setting;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream of HTTP/2 under a [WebSocketWire], RFC 8441: octets in DATA frames, both windows kept.
///
/// ```java
/// try (Http2Wire http = Http2Wire.connect(port);
///         WebSocketWire wire = WebSocketWire.over(Http2Stream.open(http, 1, "/echo"))) {
///     wire.send(text("hello")).expectText("hello");
/// }
/// ```
///
/// The connection stays the test's, which closes it; its timeout is changed, and it gives its
/// windows back by itself from now on. Of one connection one such stream at a time may send more
/// than 65 535 octets, because nobody shares out the connection's window.
public final class Http2Stream implements OctetStream {
    private static final int MAX_DATA = 16_384;
    private static final int FIRST_WINDOW = 65_535;
    private static final byte[] NOTHING = new byte[0];

    private final Http2Wire wire;
    private final int stream;
    private long streamWindow = FIRST_WINDOW;
    private long connectionWindow = FIRST_WINDOW;
    private boolean outputEnded;
    private Wire.@Nullable End end;

    private Http2Stream(Http2Wire wire, int stream) {
        this.wire = wire.automaticWindowUpdates(true);
        this.stream = stream;
        for (Frame frame : wire.waiting()) {
            if (frame instanceof Frame.Settings settings) {
                Long window = settings.value(Setting.INITIAL_WINDOW_SIZE);
                streamWindow = window == null ? streamWindow : window;
            }
        }
    }

    /// {@return the head that asks for a WebSocket, an extended CONNECT of RFC 8441 §5} A test may
    /// add fields.
    ///
    /// @param stream 1 or more
    /// @param path with a query if there is one
    public static HeadersFrame request(int stream, String path) {
        return Frames.headers(stream)
                .field(":method", "CONNECT")
                .field(":protocol", "websocket")
                .field(":scheme", "http")
                .field(":path", path)
                .field(":authority", "localhost")
                .field("sec-websocket-version", "13");
    }

    /// Opens a WebSocket and expects that the server agrees.
    ///
    /// @param wire the connection
    /// @param stream 1 or more
    /// @param path with a query if there is one
    /// @return the open stream
    /// @throws AssertionError when the server does not agree
    public static Http2Stream open(Http2Wire wire, int stream, String path) {
        wire.send(request(stream, path)).expectHeaders(stream).expectStatus(200);
        return over(wire, stream);
    }

    /// Uses a stream on which a WebSocket is open.
    ///
    /// @param wire the connection
    /// @param stream 1 or more
    /// @return the stream
    public static Http2Stream over(Http2Wire wire, int stream) {
        return new Http2Stream(wire, stream);
    }

    @Override
    public void write(byte[] octets, Duration timeout) {
        wire.withTimeout(timeout);
        int from = 0;
        while (from < octets.length) {
            awaitWindows();
            int room = (int) Math.min(MAX_DATA, Math.min(streamWindow, connectionWindow));
            int to = Math.min(octets.length, from + room);
            byte[] piece = Arrays.copyOfRange(octets, from, to);
            wire.send(Frames.data(stream, piece));
            streamWindow -= piece.length;
            connectionWindow -= piece.length;
            from = to;
        }
    }

    private void awaitWindows() {
        while (streamWindow <= 0) {
            streamWindow += wire.expectWindowUpdate(stream).increment();
        }
        while (connectionWindow <= 0) {
            connectionWindow += wire.expectWindowUpdate(0).increment();
        }
    }

    @Override
    public byte[] read(Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        byte[] octets = NOTHING;
        long left = timeout.toNanos();
        while (octets.length == 0 && end == null && left > 0) {
            octets = receive(Duration.ofNanos(left));
            left = deadlineNanos - System.nanoTime();
        }
        return octets;
    }

    private byte[] receive(Duration timeout) {
        try {
            return taken(wire.withTimeout(timeout).receiveOf(stream));
        } catch (WireTimeoutException _) {
            return NOTHING;
        } catch (ConnectionEndedException e) {
            end = e.end();
            return NOTHING;
        } finally {
            // What was left of this wait is no measure for what is done next.
            wire.withTimeout(Http2Wire.DEFAULT_TIMEOUT);
        }
    }

    private byte[] taken(Frame frame) {
        return switch (frame) {
            case Frame.Data data -> {
                end = data.endStream() ? Wire.End.CLOSED : null;
                yield data.content().bytes();
            }
            case Frame.Reset _ -> {
                end = Wire.End.RESET;
                yield NOTHING;
            }
            case Frame other -> throw new AssertionError("expected DATA and received " + other);
        };
    }

    @Override
    public Wire.@Nullable End end() {
        return end;
    }

    @Override
    public void endOutput() {
        outputEnded = true;
        wire.send(Frames.data(stream, "").endStream());
    }

    /// Resets the stream with CANCEL.
    @Override
    public void reset() {
        outputEnded = true;
        wire.send(Frames.reset(stream, ErrorCode.CANCEL));
    }

    /// Resets the stream unless both sides have ended; the connection stays open.
    @Override
    public void close() {
        if (!outputEnded || end == null) {
            try {
                reset();
            } catch (ConnectionEndedException e) {
                end = e.end();
            }
        }
    }
}
