package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.text;
import static io.roadrunner.testkit.websocket.Http2Stream.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Setting;
import io.roadrunner.testkit.websocket.Http2Stream;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketOptions;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// The windows of HTTP/2 under sessions: those of a client are kept, and those of the server hold
/// back who sends too much.
class SessionWindowsTest {
    private static void expectGoesOn(Http2Wire wire) {
        wire.send(headers(101).get("/hello"));
        wire.expectResponse(101).expectStatus(200).expectBody("hello");
    }

    @Test
    void theWindowOfAClientIsKept() {
        byte[] message = new byte[3000];
        Arrays.fill(message, (byte) 'x');
        WebSocketOptions options = WebSocketOptions.builder().compression(null).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.ECHO);
                Http2Wire wire = Http2Wire.open(server.port())) {
            wire.start(settings().set(Setting.INITIAL_WINDOW_SIZE, 1000));
            wire.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            wire.send(data(1, binary(message).bytes()));
            int received = 0;
            while (received < 1000) {
                received += wire.expectData(1).content().length();
            }
            assertEquals(1000, received);
            expectGoesOn(wire);
            assertTrue(
                    wire.waiting().stream().noneMatch(frame -> frame instanceof Frame.Data),
                    "nothing beyond the window: " + wire.waiting());
            while (received < message.length + 4) {
                wire.send(windowUpdate(1, 500));
                received += wire.expectData(1).content().length();
            }
            assertEquals(message.length + 4, received);
        }
    }

    @Test
    void aHandlerThatDoesNotReadHoldsBackItsStreamAndNoOther() {
        Semaphore gate = new Semaphore(0);
        NotedSession.Behavior slow =
                (call, socket, data) -> {
                    if (data.equals("wait")) {
                        gate.acquire();
                    }
                    NotedSession.ECHO.on(call, socket, data);
                };
        try (SessionServer server = SessionServer.start(slow);
                Http2Wire http = Http2Wire.connect(server.port());
                WebSocketWire wire =
                        WebSocketWire.over(Http2Stream.open(http, 3, SessionServer.PATH))) {
            long window = window(http);
            http.send(request(5, SessionServer.PATH)).expectHeaders(5).expectStatus(200);
            http.send(data(5, text("wait").bytes()));
            server.session(1).awaitCall("text wait");
            long sent = 10;
            while (sent + 1006 <= Math.min(window, 60_000)) {
                http.send(data(5, binary(new byte[998]).bytes()));
                sent += 1006;
            }
            wire.send(text("other")).expectText("other");
            expectGoesOn(http);
            assertEquals(0, server.session(1).count("binary"), "still waits");
            gate.release();
            wire.send(text("again")).expectText("again");
            Await.until("all has come", () -> server.session(1).count("binary") == 59);
            http.send(reset(5, ErrorCode.CANCEL));
            wire.closeHandshake();
        }
    }

    private static long window(Http2Wire wire) {
        return wire.waiting().stream()
                .filter(Frame.Settings.class::isInstance)
                .map(Frame.Settings.class::cast)
                .map(settings -> settings.value(Setting.INITIAL_WINDOW_SIZE))
                .filter(value -> value != null)
                .findFirst()
                .orElse(65_535L);
    }

    @Test
    void aClientThatSendsBeyondTheWindowOfItsStreamIsReset() {
        Semaphore gate = new Semaphore(0);
        NotedSession.Behavior slow = (_, _, _) -> gate.acquire();
        try (SessionServer server = SessionServer.start(slow);
                Http2Wire http = Http2Wire.connect(server.port())) {
            long window = window(http.roundTrip());
            http.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            http.send(data(1, binary(new byte[0]).announcing(1_000_000).bytes()));
            for (long sent = 0; sent <= window; sent += 16_000) {
                http.send(data(1, new byte[16_000]));
            }
            Frame frame = http.receive();
            while (!(frame instanceof Frame.Reset) && !(frame instanceof Frame.GoAway)) {
                frame = http.receive();
            }
            assertTrue(frame.toString().contains("FLOW_CONTROL_ERROR"), frame.toString());
            gate.release(10);
            assertEquals("1006 ", server.session(0).awaitEnd());
        }
    }
}
