package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.raw;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.HandshakeResponse;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSocketOptions.Origins;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455 §4: the opening handshake. What a client has to check of an answer (§4.1) is checked by
/// the client of these tests each time.
class Rfc6455HandshakeTest {
    private static final WebSocketOptions OPTIONS =
            WebSocketOptions.builder()
                    .subprotocols("chat", "superchat")
                    .origins(
                            new Origins.Listed(
                                    Set.of("http://example.com", "https://example.com:8443")))
                    .build();

    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server = WebSocketServer.start(OPTIONS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Handshake request() {
        return Handshake.to(WebSocketServer.PATH);
    }

    private static HandshakeResponse answerTo(Handshake request) {
        try (WebSocketWire wire = server.open()) {
            return wire.handshake(request);
        }
    }

    @Test
    @Rfc({"6455 §1.3", "6455 §4.2.2"})
    void theKeyOfTheRfcIsAcceptedAsItSays() {
        answerTo(request())
                .expectStatus(101)
                .expectHeader("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                .expectNoHeader("sec-websocket-protocol")
                .expectNoHeader("sec-websocket-extensions")
                .expectNoHeader("sec-websocket-version");
    }

    static Stream<Handshake> whatOpensAWebSocket() {
        return Stream.of(
                request().with("upgrade", "WebSocket"),
                request().with("UPGRADE", "h2c, websocket"),
                request().with("upgrade", "h2c").field("upgrade", "websocket"),
                request().with("connection", "upgrade"),
                request().with("Connection", "keep-alive, Upgrade"),
                request().with("connection", "keep-alive").field("connection", "UPGRADE"),
                request().with("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                request().with("sec-websocket-key", "/+/+/+/+/+/+/+/+/+/+/w=="),
                request().with("SEC-WEBSOCKET-VERSION", "13"),
                request().field("cookie", "a=b").field("x-other", "1"));
    }

    @ParameterizedTest
    @MethodSource("whatOpensAWebSocket")
    @Rfc("6455 §4.2.1")
    void namesAndTokensHaveNoCaseAndMayBeInLists(Handshake request) {
        try (WebSocketWire wire = server.open()) {
            wire.start(request).send(text("x")).expectText("x");
        }
    }

    static Stream<Handshake> whatIsNoHandshake() {
        return Stream.of(
                request().without("upgrade"),
                request().with("upgrade", "h2c"),
                request().with("upgrade", "websockets"),
                request().with("upgrade", "web socket"),
                request().without("connection"),
                request().with("connection", "keep-alive"),
                request().with("connection", "upgraded"),
                request().with("connection", "not-upgrade"),
                request().without("sec-websocket-key"),
                request().with("sec-websocket-key", ""),
                request().with("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAA"),
                request().with("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAAA="),
                request().with("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA"),
                request().with("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAAAA"),
                request().with("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAA.=="),
                request().with("sec-websocket-key", "-_-_-_-_-_-_-_-_-_-_-w=="),
                request().with("sec-websocket-key", "AAAAAAAAAAA AAAAAAAAAAA=="),
                request().field("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                request().without("host"),
                request().version("HTTP/1.0"));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoHandshake")
    @Rfc({"6455 §4.2.1", "6455 §4.2.2"})
    void whatIsNoHandshakeIsABadRequest(Handshake request) {
        answerTo(request)
                .expectStatus(400)
                .expectNoHeader("sec-websocket-accept")
                .expectNoHeader("sec-websocket-version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    @Rfc("6455 §4.2.1")
    void onlyGetOpensAWebSocket(String method) {
        answerTo(request().method(method).field("content-length", "0")).expectStatus(405);
    }

    static Stream<Handshake> otherVersions() {
        return Stream.of(
                request().without("sec-websocket-version"),
                request().with("sec-websocket-version", "12"),
                request().with("sec-websocket-version", "14"),
                request().with("sec-websocket-version", "8"),
                request().with("sec-websocket-version", "013"),
                request().with("sec-websocket-version", "13a"),
                request().with("sec-websocket-version", "255"));
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    @Rfc({"6455 §4.2.2", "6455 §4.4"})
    void anotherVersionIsToldWhichOneIsSpoken(Handshake request) {
        answerTo(request)
                .expectStatus(426)
                .expectHeader("sec-websocket-version", "13")
                .expectHeader("upgrade", "websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "https://example.com:8443"})
    @Rfc({"6455 §4.2.2", "6455 §10.2"})
    void aPageOfAnAllowedOriginConnects(String origin) {
        answerTo(request().field("origin", origin)).expectStatus(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org",
                "https://example.com",
                "http://example.com:81",
                "http://example.com.example.org",
                "http://www.example.com",
                "null",
            })
    @Rfc({"6455 §4.2.2", "6455 §10.2"})
    void aPageOfAnotherOriginIsForbidden(String origin) {
        answerTo(request().field("origin", origin)).expectStatus(403);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, 101",
        "https://LOCALHOST:80, 403",
        "http://localhost:80, 101",
        "http://localhost:81, 403",
        "http://example.org, 403",
        "http://localhost.example.org, 403",
        "localhost, 403",
        "null, 403",
    })
    @Rfc("6455 §10.2")
    void withoutAListOnlyPagesOfTheSameHostConnect(String origin, int status) {
        assertStatus(status, WebSocketOptions.standard(), origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://example.org", "null", "x"})
    @Rfc("6455 §10.2")
    void anyPageConnectsWhereThatIsWanted(String origin) {
        WebSocketOptions open = WebSocketOptions.builder().origins(new Origins.Any()).build();
        assertStatus(101, open, origin);
    }

    private static void assertStatus(int status, WebSocketOptions options, String origin) {
        try (WebSocketServer other = WebSocketServer.start(options);
                WebSocketWire wire = other.open()) {
            wire.handshake(request().field("origin", origin)).expectStatus(status);
        }
    }

    static Stream<Arguments> subprotocols() {
        return Stream.of(
                Arguments.of(List.of("chat"), "chat"),
                Arguments.of(List.of("superchat, chat"), "superchat"),
                Arguments.of(List.of("chat,superchat"), "chat"),
                Arguments.of(List.of("x-other, superchat"), "superchat"),
                Arguments.of(List.of("x-other", "chat, superchat"), "chat"));
    }

    @ParameterizedTest
    @MethodSource("subprotocols")
    @Rfc({"6455 §1.9", "6455 §4.2.2", "6455 §11.3.4"})
    void theFirstSubprotocolOfTheClientThatTheServerHasIsChosen(
            List<String> offered, String chosen) {
        Handshake request = request();
        offered.forEach(value -> request.field("sec-websocket-protocol", value));
        try (WebSocketWire wire = server.open()) {
            wire.handshake(request)
                    .expectStatus(101)
                    .expectHeader("sec-websocket-protocol", chosen);
            wire.send(text("subprotocol")).expectText(chosen);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-other", "Chat", "chatter, super"})
    @Rfc({"6455 §4.2.2", "6455 §11.3.4"})
    void noSubprotocolIsChosenThatBothDoNotHave(String offered) {
        try (WebSocketWire wire = server.open()) {
            wire.handshake(request().subprotocols(offered))
                    .expectStatus(101)
                    .expectNoHeader("sec-websocket-protocol");
            wire.send(text("subprotocol")).expectText("none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-other", "x-other; a=1; b=\"2\", x-third", "permessage-bzip2"})
    @Rfc({"6455 §4.2.2", "6455 §9.1"})
    void anExtensionThatTheServerDoesNotHaveIsNotUsed(String offered) {
        try (WebSocketWire wire = server.open()) {
            wire.handshake(request().extensions(offered))
                    .expectStatus(101)
                    .expectNoHeader("sec-websocket-extensions");
            assertFalse(wire.isCompressing());
            wire.send(text("x")).expectText("x");
        }
    }

    @Test
    @Rfc("6455 §4.1")
    void framesRightBehindTheHandshakeAreTheFirstOnes() {
        String large = "early".repeat(20_000);
        try (WebSocketWire wire = server.open()) {
            wire.handshake(request(), text("a"), ping("b"), text(large)).expectStatus(101);
            wire.expectText("a").expect(pong("b")).expectText(large);
            wire.send(text("later")).expectText("later");
        }
    }

    @Test
    @Rfc("6455 §4.1")
    void aFrameMayBeCutByTheEndOfTheSegmentOfTheHandshake() {
        try (WebSocketWire wire = server.open()) {
            byte[] frame = text("halves").bytes();
            wire.handshake(request(), text("halves").cut(5)).expectStatus(101);
            wire.send(raw(Arrays.copyOfRange(frame, 5, frame.length)));
            wire.expectText("halves");
        }
    }

    @Test
    @Rfc("6455 §3")
    void theHandlerSeesTheRequest() {
        try (WebSocketWire wire = WebSocketWire.connect(server.port(), "/ws?room=7&x")) {
            wire.send(text("query")).expectText("room=7&x");
        }
    }

    @Test
    @Rfc("6455 §4.2.2")
    void aRefusalKeepsTheConnection() {
        try (WebSocketWire wire = server.open()) {
            wire.handshake(request().with("sec-websocket-version", "8")).expectStatus(426);
            wire.start(request()).send(text("x")).expectText("x");
        }
    }

    @Test
    @Rfc("6455 §4.2")
    void theHandshakeMayGoThroughTls(@TempDir Path folder) throws Exception {
        try (WebSocketServer secure =
                        WebSocketServer.start(
                                WebSocketOptions.standard(),
                                o -> o.tls(new Certificates(folder).localhost()));
                WebSocketWire wire =
                        WebSocketWire.connectTls(secure.port(), "/ws", TlsClient.context())) {
            wire.send(text("x")).expectText("x");
            wire.closeHandshake();
            secure.expectEnd(1000);
            secure.awaitIdle();
        }
    }
}
