package io.roadrunner.testkit.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.continuation;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.pong;
import static io.roadrunner.testkit.websocket.Frames.raw;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Peer;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The WebSocket client against servers that send fixed octets.
class WebSocketWireTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    /// The answer to the key of the example in RFC 6455 §1.3.
    private static final String OPEN =
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: WebSocket\r
            Connection: keep-alive, upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            """;

    @Test
    void aHandshakeAndWhatFollowsItGoOutInOneWrite() throws Exception {
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (Peer peer =
                        Peer.playing(socket -> {
                            Peer.write(socket, OPEN + "\r\n");
                            received.complete(all(socket));
                        });
                WebSocketWire wire = WebSocketWire.open(peer.port())) {
            wire.handshake(Handshake.to("/ws?a").subprotocols("a", "b"), text("early"));
            wire.send(ping("x"), close(1000)).sendSplit(3, text("late")).endOutput();
            String head =
                    """
                    GET /ws?a HTTP/1.1\r
                    host: localhost\r
                    upgrade: websocket\r
                    connection: Upgrade\r
                    sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r
                    sec-websocket-version: 13\r
                    sec-websocket-protocol: a, b\r
                    \r
                    """;
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            expected.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            expected.writeBytes(octets(text("early"), ping("x"), close(1000), text("late")));
            assertArrayEquals(expected.toByteArray(), received.get(5, TimeUnit.SECONDS));
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    void framesRightBehindTheAnswerAreRead() throws Exception {
        try (Peer peer =
                        sending(
                                "",
                                text("hel").notFinal(),
                                ping("p"),
                                continuation("lo"),
                                text("x"),
                                binary(new byte[200]),
                                pong("q"),
                                close(4001, "bye"));
                WebSocketWire wire = WebSocketWire.connect(peer.port(), "/")) {
            Message message = wire.receiveMessage();
            assertEquals("hello", message.text());
            assertEquals(2, message.frames());
            wire.expect(text("x")).expectBinary(new byte[200]).expect(pong("q"));
            assertEquals("bye", wire.expectClose(4001));
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            assertThrows(ConnectionEndedException.class, wire::receive);
        }
    }

    @Test
    void aPingIsAnsweredUnlessTheTestSaysOtherwise() throws Exception {
        assertArrayEquals(octets(pong("p")), sentTo(true));
        assertArrayEquals(new byte[0], sentTo(false));
    }

    private static byte[] sentTo(boolean answering) throws Exception {
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (Peer peer =
                        Peer.playing(socket -> {
                            awaitHead(socket);
                            Peer.write(socket, OPEN + "\r\n");
                            socket.getOutputStream().write(octets(ping("p").unmasked()));
                            received.complete(all(socket));
                        });
                WebSocketWire wire = WebSocketWire.connect(peer.port(), "/")) {
            wire.automaticPong(answering).expect(ping("p")).endOutput();
            return received.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void somethingElseThanExpectedFails() throws Exception {
        try (Peer peer =
                        sending(
                                "",
                                text("a"),
                                text("b"),
                                text("c"),
                                text("d"),
                                close(),
                                raw(of(1)));
                WebSocketWire wire = WebSocketWire.connect(peer.port(), "/")) {
            assertThrows(AssertionError.class, () -> wire.expect(text("b")));
            assertThrows(AssertionError.class, () -> wire.expectText("c"));
            assertThrows(AssertionError.class, () -> wire.expectBinary(of('c')));
            assertThrows(AssertionError.class, () -> wire.expectClose(1000));
            AssertionError noMessage = assertThrows(AssertionError.class, wire::receiveMessage);
            assertTrue(noMessage.getMessage().contains("< TEXT \"d\""), noMessage.getMessage());
            assertThrows(AssertionError.class, wire::expectClosed);
            assertThrows(AssertionError.class, wire::compression);
        }
    }

    @Test
    void silenceIsBounded() throws Exception {
        try (Peer peer =
                        Peer.playing(socket -> {
                            Peer.write(socket, OPEN + "\r\n");
                            all(socket);
                        });
                WebSocketWire wire = WebSocketWire.connect(peer.port(), "/")) {
            wire.withTimeout(SHORT).expectNothingFor(SHORT);
            assertThrows(WireTimeoutException.class, wire::receive);
            assertThrows(WireTimeoutException.class, wire::expectClosed);
            assertThrows(IllegalArgumentException.class, () -> wire.withTimeout(Duration.ZERO));
        }
    }

    @Test
    void aResetIsNoOrderlyEnd() throws Exception {
        try (Peer peer =
                        Peer.playing(socket -> {
                            awaitHead(socket);
                            Peer.write(socket, OPEN + "\r\n");
                            socket.setSoLinger(true, 0);
                        });
                WebSocketWire wire = WebSocketWire.open(peer.port())) {
            wire.handshake(Handshake.to("/"));
            assertEquals(Wire.End.RESET, wire.expectClosed());
            assertThrows(AssertionError.class, () -> wire.expectNothingFor(Duration.ofMillis(1)));
        }
    }

    @Test
    void aRefusalIsReadWithItsBody() throws Exception {
        String refusal = "HTTP/1.1 426 Upgrade Required\r\nupgrade: websocket\r\nx: 1\r\nX: 2\r\n";
        try (Peer peer = Peer.sending(refusal + "content-length: 2\r\n\r\nno!");
                WebSocketWire wire = WebSocketWire.open(peer.port())) {
            HandshakeResponse response = wire.handshake(Handshake.to("/"));
            response.expectStatus(426).expectHeader("Upgrade", "websocket").expectNoHeader("y");
            assertEquals("1, 2", response.header("x"));
            assertEquals("no", response.text());
            assertThrows(AssertionError.class, () -> response.expectStatus(101));
            assertThrows(AssertionError.class, () -> response.expectHeader("x", "1"));
            assertThrows(AssertionError.class, () -> response.expectNoHeader("x"));
        }
    }

    static Stream<String> answersThatOpenNothing() {
        return Stream.of(
                OPEN.replace("s3p", "S3p"),
                OPEN.replace("Upgrade: WebSocket", "Upgrade: h2c"),
                OPEN.replace("upgrade\r\n", "close\r\n"),
                OPEN + "Sec-WebSocket-Protocol: c\r\n",
                OPEN + "Sec-WebSocket-Extensions: x-other\r\n",
                OPEN + "Content-Length: 0\r\n",
                OPEN.replace("101", "200"));
    }

    @ParameterizedTest
    @MethodSource("answersThatOpenNothing")
    void anAnswerThatNoClientMayAcceptFails(String answer) throws Exception {
        try (Peer peer = Peer.sending(answer + "\r\n");
                WebSocketWire wire = WebSocketWire.open(peer.port())) {
            Handshake request = Handshake.to("/").subprotocols("a", "b");
            request.extensions("permessage-deflate");
            assertThrows(AssertionError.class, () -> wire.start(request));
        }
    }

    @Test
    void compressedMessagesAreInflated() throws Exception {
        String agreed = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
        try (PermessageDeflate server = new PermessageDeflate(true, true);
                Peer peer =
                        sending(
                                agreed,
                                server.deflate(text("Hello")),
                                server.deflate(text("Hello")),
                                text("plain"));
                WebSocketWire wire = WebSocketWire.open(peer.port())) {
            wire.start(Handshake.to("/").extensions("permessage-deflate"));
            assertTrue(wire.isCompressing());
            assertTrue(wire.receiveMessage().compressed());
            wire.expectText("Hello");
            assertFalse(wire.receiveMessage().compressed());
            assertEquals(7, wire.compression().deflate(text("Hello")).payload().length);
        }
    }

    static Stream<List<Outgoing>> whatAServerMayNotSend() {
        return Stream.of(
                List.of(text("x").rsv1()),
                List.of(text("x").rsv2()),
                List.of(ping("x").rsv1()),
                List.of(continuation("x")),
                List.of(text("x").notFinal(), text("y")),
                List.of(close(), text("x")),
                List.of(close(of(3))),
                List.of(close(1005)),
                List.of(close(999)),
                List.of(close(2999)),
                List.of(close(1000, of(0xff))));
    }

    @ParameterizedTest
    @MethodSource("whatAServerMayNotSend")
    void framesOutOfOrderAreRefused(List<Outgoing> frames) throws Exception {
        try (Peer peer = sending("", frames.toArray(Outgoing[]::new));
                WebSocketWire wire = WebSocketWire.connect(peer.port(), "/")) {
            assertThrows(MalformedResponseException.class, () -> readAll(wire));
        }
    }

    private static void readAll(WebSocketWire wire) {
        Frame frame = wire.receive();
        while (frame.opcode() != Opcode.TEXT || !frame.fin()) {
            frame = wire.receive();
        }
    }

    @Test
    void aTextIsUtf8() throws Exception {
        try (Peer peer = sending("", text(of(0xff)));
                WebSocketWire wire = WebSocketWire.connect(peer.port(), "/")) {
            assertThrows(MalformedResponseException.class, wire::receiveMessage);
        }
    }

    private static byte[] of(int octet) {
        return new byte[] {(byte) octet};
    }

    private static Peer sending(String fields, Outgoing... frames) throws IOException {
        return Peer.playing(socket -> {
            Peer.write(socket, OPEN + fields + "\r\n");
            for (Outgoing frame : frames) {
                boolean masked = frame instanceof OutgoingFrame;
                Outgoing sent = masked ? ((OutgoingFrame) frame).unmasked() : frame;
                socket.getOutputStream().write(sent.bytes());
            }
            // Everything that the client sends is read: what is unread would become a RST.
            socket.shutdownOutput();
            all(socket);
        });
    }

    private static void awaitHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
    }

    private static byte[] all(Socket socket) throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    private static byte[] octets(Outgoing... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Outgoing frame : frames) {
            out.writeBytes(frame.bytes());
        }
        return out.toByteArray();
    }
}
