package io.roadrunner.testkit.websocket;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Peer;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireTimeoutException;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A WebSocket over a stream of HTTP/2, against servers that send fixed frames.
class Http2StreamTest {
    @Test
    void framesGoInDataBothWays() throws Exception {
        byte[] hello = text("hello").unmasked().bytes();
        byte[] rest = {hello[3], hello[4], hello[5], hello[6]};
        try (Peer peer =
                        sending(
                                settings(),
                                headers(1).field(":status", "200"),
                                data(1, text("hello").unmasked().cut(3).bytes()),
                                data(1, ""),
                                data(1, rest),
                                data(1, "").endStream());
                Http2Wire http = Http2Wire.connect(peer.port());
                WebSocketWire wire = WebSocketWire.over(Http2Stream.open(http, 1, "/ws"))) {
            wire.send(text("x")).expectText("hello");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            wire.endOutput();
        }
    }

    @Test
    void nothingIsSentBeyondTheWindows() throws Exception {
        try (Peer peer =
                        sending(
                                settings().initialWindowSize(10),
                                headers(1).field(":status", "200"),
                                windowUpdate(1, 4));
                Http2Wire http = Http2Wire.connect(peer.port())) {
            Http2Stream stream = Http2Stream.open(http, 1, "/ws");
            try (WebSocketWire wire = WebSocketWire.over(stream)) {
                wire.withTimeout(Duration.ofMillis(50)).send(binary(new byte[8]));
                assertThrows(WireTimeoutException.class, () -> wire.send(text("y")));
            }
        }
    }

    @Test
    void aResetIsNoOrderlyEnd() throws Exception {
        try (Peer peer =
                        sending(
                                settings(),
                                headers(1).field(":status", "200"),
                                reset(1, ErrorCode.CANCEL));
                Http2Wire http = Http2Wire.connect(peer.port());
                WebSocketWire wire = WebSocketWire.over(Http2Stream.open(http, 1, "/ws"))) {
            assertEquals(Wire.End.RESET, wire.expectClosed());
        }
    }

    @Test
    void aReadWithLittleTimeTakesNoneFromWhatFollows() throws Exception {
        try (Peer peer = sending(settings(), headers(1).field(":status", "200"));
                Http2Wire http = Http2Wire.connect(peer.port())) {
            Http2Stream stream = Http2Stream.open(http, 1, "/ws");
            assertEquals(0, stream.read(Duration.ofNanos(1)).length);
            stream.reset();
            http.endOutput();
            assertEquals(Wire.End.CLOSED, http.expectClosed());
        }
    }

    @Test
    void aRefusalIsNoWebSocket() throws Exception {
        try (Peer peer = sending(settings(), headers(1).field(":status", "403").endStream(true));
                Http2Wire http = Http2Wire.connect(peer.port())) {
            AssertionError refused =
                    assertThrows(AssertionError.class, () -> Http2Stream.open(http, 1, "/ws"));
            assertTrue(String.valueOf(refused.getMessage()).contains("403"));
        }
    }

    private static Peer sending(Outgoing... frames) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Outgoing frame : frames) {
            octets.writeBytes(frame.bytes());
        }
        return Peer.playing(socket -> {
            octets.writeTo(socket.getOutputStream());
            long _ = socket.getInputStream().readAllBytes().length;
        });
    }
}
