package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.text;
import static io.roadrunner.testkit.websocket.Http2Stream.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Setting;
import io.roadrunner.testkit.websocket.Http2Stream;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketOptions;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSocket through a stream of HTTP/2, in the order of RFC 8441.
class Rfc8441Test {
    private static final WebSocketOptions OPTIONS =
            WebSocketOptions.builder().subprotocols("chat").build();

    private static SessionServer echo() {
        return SessionServer.start(OPTIONS, NotedSession.ECHO);
    }

    private static Http2Wire connect(SessionServer server) {
        return Http2Wire.connect(server.port());
    }

    private static void expectGoesOn(Http2Wire wire) {
        wire.send(headers(101).get("/hello"));
        wire.expectResponse(101).expectStatus(200).expectBody("hello");
    }

    /// Expects RST_STREAM, whatever the stream has sent before.
    private static void awaitReset(Http2Wire wire, int stream, ErrorCode code) {
        Frame frame = wire.receiveOf(stream);
        while (!(frame instanceof Frame.Reset)) {
            frame = wire.receiveOf(stream);
        }
        assertEquals(code, ((Frame.Reset) frame).code());
    }

    @Test
    @Rfc("RFC 8441 §3")
    void theServerAnnouncesThatItTakesExtendedConnects() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            assertEquals(1L, wire.expectSettings().value(Setting.ENABLE_CONNECT_PROTOCOL));
        }
    }

    @Test
    @Rfc("RFC 8441 §5")
    void theHandshakeIsAnsweredWith200AndNothingOfTheHandshakeOfHttp1() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(
                    request(1, SessionServer.PATH)
                            .field("sec-websocket-protocol", "other, chat")
                            .field("sec-websocket-extensions", "permessage-deflate"));
            Frame.Headers head =
                    wire.expectHeaders(1)
                            .expectStatus(200)
                            .expectField("sec-websocket-protocol", "chat");
            assertFalse(head.endStream());
            assertTrue(
                    head.fields().stream()
                            .anyMatch(field ->
                                    field.name().equals("sec-websocket-extensions")
                                            && field.value().startsWith("permessage-deflate")),
                    head.toString());
            List<String> names = head.fields().stream().map(field -> field.name()).toList();
            for (String absent :
                    List.of(
                            "sec-websocket-accept",
                            "connection",
                            "upgrade",
                            "transfer-encoding",
                            "content-length")) {
                assertFalse(names.contains(absent), absent);
            }
            assertEquals("chat", server.session(0).socket().subprotocol().orElse(""));
            assertEquals("CONNECT", server.session(0).socket().request().method());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    @Rfc("RFC 8441 §5")
    void framesMayBeCutAnywhereIntoDataFrames(int size) {
        try (SessionServer server = echo();
                Http2Wire http = connect(server);
                WebSocketWire wire =
                        WebSocketWire.over(Http2Stream.open(http, 1, SessionServer.PATH))) {
            wire.sendSplit(size, text("h\u00e9llo").notFinal(), text("x").withPayload(new byte[0]));
            wire.expectFailure(1002);
            assertEquals("1002", server.session(0).awaitEnd().substring(0, 4));
        }
        try (SessionServer server = echo();
                Http2Wire http = connect(server);
                WebSocketWire wire =
                        WebSocketWire.over(Http2Stream.open(http, 1, SessionServer.PATH))) {
            byte[] octets = new byte[300];
            wire.sendSplit(size, text("h\u00e9llo"), binary(octets), close(1000));
            wire.expectText("h\u00e9llo").expectBinary(octets).expectClose(1000);
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    void manyFramesMayComeInOneDataFrame() {
        try (SessionServer server = echo();
                Http2Wire http = connect(server);
                WebSocketWire wire =
                        WebSocketWire.over(Http2Stream.open(http, 1, SessionServer.PATH))) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            for (int i = 0; i < 100; i++) {
                octets.writeBytes(text("number " + i).bytes());
            }
            http.send(data(1, octets.toByteArray()));
            for (int i = 0; i < 100; i++) {
                wire.expectText("number " + i);
            }
            wire.closeHandshake();
        }
    }

    @Test
    void framesMayComeRightBehindTheHandshake() {
        try (SessionServer server = echo();
                Http2Wire http = connect(server)) {
            http.send(request(1, SessionServer.PATH), data(1, text("early").bytes()));
            http.expectHeaders(1).expectStatus(200);
            try (WebSocketWire wire = WebSocketWire.over(Http2Stream.over(http, 1))) {
                wire.expectText("early").closeHandshake();
            }
        }
    }

    /// "Orderly TCP-level closures are represented as END_STREAM flags" RFC 8441 §5
    @Test
    @Rfc("RFC 8441 §5")
    void theEndOfTheSessionIsAnEndOfTheStream() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            wire.send(data(1, close(1000).bytes()).endStream());
            Frame.Data last = wire.expectData(1);
            while (!last.endStream()) {
                last = wire.expectData(1);
            }
            assertEquals("1000 ", server.session(0).awaitEnd());
            expectGoesOn(wire);
        }
    }

    @Test
    @Rfc("RFC 8441 §5")
    void anEndOfTheStreamWithoutACloseIsAnEndOfTheConnection() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            wire.send(data(1, "").endStream());
            assertTrue(wire.expectData(1).endStream());
            assertEquals("1006 ", server.session(0).awaitEnd());
            expectGoesOn(wire);
        }
    }

    /// "RST exceptions are represented with the RST_STREAM frame [...] with the CANCEL error code"
    /// RFC 8441 §5
    @Test
    @Rfc("RFC 8441 §5")
    void aResetOfTheStreamIsAResetOfTheConnection() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            wire.send(reset(1, ErrorCode.CANCEL));
            assertEquals("1006 ", server.session(0).awaitEnd());
            expectGoesOn(wire);
            Await.until("the request is over", () -> server.info().activeRequests() == 0);
        }
    }

    @Test
    @Rfc("RFC 8441 §5")
    void aClientThatIsGivenUpHasItsStreamCancelled() {
        WebSocketOptions options =
                WebSocketOptions.builder().closeTimeout(Duration.ofMillis(100)).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.QUIET);
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            server.session(0).socket().close(4000, "");
            awaitReset(wire, 1, ErrorCode.CANCEL);
            expectGoesOn(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":scheme", ":path", ":authority"})
    @Rfc("RFC 8441 §4")
    void anExtendedConnectWithoutItsFieldsIsMalformed(String missing) {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH).without(missing))
                    .expectReset(1, ErrorCode.PROTOCOL_ERROR);
            expectGoesOn(wire);
            assertEquals(List.of(), server.sessions());
        }
    }

    @Test
    @Rfc("RFC 8441 §4")
    void anotherMethodWithAProtocolIsMalformed() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(headers(1).get(SessionServer.PATH).field(":protocol", "websocket"));
            wire.expectReset(1, ErrorCode.PROTOCOL_ERROR);
            expectGoesOn(wire);
        }
    }

    @Test
    void anUnknownProtocolIsNotImplemented() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH).with(":protocol", "gopher"));
            wire.expectHeaders(1).expectStatus(501);
            expectGoesOn(wire);
            assertEquals(List.of(), server.sessions());
        }
    }

    @Test
    void anExtendedConnectToAnOrdinaryRouteIsNotImplemented() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, "/hello")).expectHeaders(1).expectStatus(501);
            expectGoesOn(wire);
        }
    }

    @Test
    void anExtendedConnectToNoRouteIsNotFound() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, "/nowhere")).expectHeaders(1).expectStatus(404);
            expectGoesOn(wire);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "14", "13, 14", "x", ""})
    void anotherVersionIsAnsweredWithTheOneThereIs(String version) {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH).with("sec-websocket-version", version));
            wire.expectHeaders(1).expectStatus(426).expectField("sec-websocket-version", "13");
            expectGoesOn(wire);
        }
    }

    @Test
    void aPageOfAnotherOriginIsForbidden() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH).field("origin", "https://evil.example"));
            wire.expectHeaders(1).expectStatus(403);
            expectGoesOn(wire);
        }
    }

    /// "Frame types other than DATA or stream management frames (RST_STREAM, WINDOW_UPDATE, and
    /// PRIORITY) MUST NOT be sent on a connected stream and MUST be treated as a stream error" RFC
    /// 9113 §8.5
    @Test
    void headersOnAnOpenTunnelEndIt() {
        try (SessionServer server = echo();
                Http2Wire wire = connect(server)) {
            wire.send(request(1, SessionServer.PATH)).expectHeaders(1).expectStatus(200);
            wire.send(headers(1).field("x", "y").endStream(true));
            awaitReset(wire, 1, ErrorCode.PROTOCOL_ERROR);
            assertEquals("1006 ", server.session(0).awaitEnd());
            expectGoesOn(wire);
        }
    }

    @Test
    void sessionsAndRequestsShareAConnection() {
        try (SessionServer server = echo();
                Http2Wire http = connect(server)) {
            List<WebSocketWire> wires = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int stream = 1 + 4 * i;
                wires.add(WebSocketWire.over(Http2Stream.open(http, stream, SessionServer.PATH)));
                http.send(headers(stream + 2).get("/hello"));
                http.expectResponse(stream + 2).expectStatus(200).expectBody("hello");
            }
            assertEquals(1, server.info().activeClients());
            assertEquals(20, server.info().activeRequests());
            for (int i = 0; i < wires.size(); i++) {
                wires.get(i).send(text("session " + i));
            }
            for (int i = wires.size() - 1; i >= 0; i--) {
                wires.get(i).expectText("session " + i);
            }
            wires.forEach(WebSocketWire::closeHandshake);
            server.sessions().forEach(session -> assertEquals("1000 ", session.awaitEnd()));
            Await.until("no session is left", () -> server.info().activeRequests() == 0);
            expectGoesOn(http);
        }
    }
}
