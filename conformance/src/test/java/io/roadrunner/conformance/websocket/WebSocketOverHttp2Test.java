package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Protocol;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.Http2Stream;
import io.roadrunner.testkit.websocket.PermessageDeflate;
import io.roadrunner.testkit.websocket.WebSocketWire;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same sessions over streams of HTTP/2, with the same client: what an extended CONNECT and its
/// stream may do is the matter of other tests.
class WebSocketOverHttp2Test {
    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server =
                WebSocketServer.start(
                        WebSocketServer.large().toBuilder().subprotocols("chat").build(),
                        o -> o.protocols(Protocol.http2()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        server.awaitIdle();
    }

    private static Http2Wire connect() {
        return Http2Wire.connect(server.port());
    }

    private static WebSocketWire open(Http2Wire http, int stream) {
        return WebSocketWire.over(Http2Stream.open(http, stream, WebSocketServer.PATH));
    }

    private static void assertServed(Http2Wire http, int stream) {
        http.send(Frames.headers(stream).get("/hello"));
        http.expectResponse(stream).expectStatus(200).expectBody("hello");
    }

    @Test
    @Rfc({"8441 §5", "6455 §5.4", "6455 §5.5"})
    void messagesGoBothWays() {
        try (Http2Wire http = connect();
                WebSocketWire wire = open(http, 1)) {
            wire.send(text("a"), ping("b")).expectText("a").expect(pong("b"));
            wire.send(text("c").notFinal(), ping("d"), continuation("e"));
            wire.expect(pong("d")).expectText("ce");
            wire.sendSplit(1, text("octet by octet")).expectText("octet by octet");
            assertEquals(Wire.End.CLOSED, wire.closeHandshake());
            wire.endOutput();
            assertServed(http, 3);
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc({"8441 §5", "9113 §5.2"})
    void messagesMayBeLargerThanTheWindows() {
        byte[] octets = new byte[1 << 20];
        new Random(1).nextBytes(octets);
        try (Http2Wire http = connect();
                WebSocketWire wire = open(http, 1)) {
            wire.send(binary(octets)).expectBinary(octets);
            wire.send(binary(octets)).expectBinary(octets);
            wire.closeHandshake();
            wire.endOutput();
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc("8441 §4")
    void oneConnectionHasManySessions() {
        try (Http2Wire http = connect();
                WebSocketWire one = open(http, 1);
                WebSocketWire other = open(http, 3)) {
            one.send(text("one"));
            other.send(text("other")).expectText("other");
            one.expectText("one");
            other.closeHandshake();
            server.expectEnd(1000);
            assertServed(http, 5);
            one.send(text("still here")).expectText("still here").closeHandshake();
            server.expectEnd(1000);
        }
    }

    private static HeadersFrame request() {
        return Http2Stream.request(1, WebSocketServer.PATH);
    }

    @Test
    @Rfc("8441 §5")
    void whatIsAgreedUponIsSaidInTheFields() {
        HeadersFrame request =
                request()
                        .field("sec-websocket-protocol", "x-other, chat")
                        .field("sec-websocket-extensions", "permessage-deflate");
        try (Http2Wire http = connect()) {
            String agreed =
                    http.send(request)
                            .expectHeaders(1)
                            .expectStatus(200)
                            .expectField("sec-websocket-protocol", "chat")
                            .field("sec-websocket-extensions");
            assertTrue(agreed != null && agreed.startsWith("permessage-deflate"), agreed);
            try (WebSocketWire wire = WebSocketWire.over(Http2Stream.over(http, 1))) {
                PermessageDeflate compression = PermessageDeflate.agreed(agreed);
                String text = "compressed ".repeat(100);
                wire.with(compression).send(compression.deflate(text(text))).expectText(text);
                wire.closeHandshake();
            }
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc({"8441 §5", "6455 §7.1.7"})
    void anErrorEndsTheSessionAndNotTheConnection() {
        try (Http2Wire http = connect();
                WebSocketWire wire = open(http, 1)) {
            wire.send(text("x").unmasked()).expectFailure(1002);
            server.expectEnd(1002);
            assertServed(http, 3);
        }
    }
}
