package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.raw;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.telemetry.WebSocketEvent.SessionClosed;
import io.roadrunner.telemetry.WebSocketEvent.SessionOpened;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.WebSocketWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that are reset at any moment: no slot, no request and no file descriptor is lost.
class SessionResetsTest {
    private static final int EACH = 20;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /// Where a client is when it goes.
    enum Phase {
        BETWEEN_FRAMES,
        WITHIN_A_HEAD,
        WITHIN_A_FRAME,
        WITHIN_A_MESSAGE,
        BEHIND_A_CLOSE_OF_THE_SERVER,
        BEHIND_ITS_OWN_CLOSE,
        WHILE_MUCH_IS_SENT
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(DESCRIPTORS)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsResetInAnyPhaseLeavesNothingBehind(Phase phase) {
        NotedSession.Behavior behavior =
                (call, socket, data) -> {
                    if (data.equals("much")) {
                        byte[] large = new byte[1 << 20];
                        boolean taken = socket.sendBinary(large);
                        while (taken) {
                            taken = socket.sendBinary(large);
                        }
                    }
                };
        try (SessionServer server = SessionServer.start(behavior)) {
            // Whatever is opened once for all.
            for (Carrier carrier : Carrier.values()) {
                go(server, carrier, phase);
            }
            server.awaitNothingLeft();
            long before = openFiles();
            for (int i = 0; i < EACH; i++) {
                go(server, Carrier.HTTP1, phase);
                go(server, Carrier.HTTP2, phase);
            }
            server.awaitNothingLeft();
            Await.until("no descriptor is left", () -> openFiles() <= before);
            int sessions = 2 * EACH + 2;
            server.awaitEvents(SessionOpened.class, sessions);
            server.awaitEvents(SessionClosed.class, sessions);
            assertEquals(sessions, server.sessions().size());
            server.sessions().forEach(NotedSession::expectInOrder);
        }
    }

    private static void go(SessionServer server, Carrier carrier, Phase phase) {
        int before = server.sessions().size();
        try (SessionClient client = server.connect(carrier)) {
            NotedSession session = server.session(before);
            session.awaitCall("open");
            WebSocketWire wire = client.wire();
            switch (phase) {
                case BETWEEN_FRAMES -> wire.send(text("x"));
                case WITHIN_A_HEAD -> wire.send(raw(new byte[] {(byte) 0x82, (byte) 0xfe, 1}));
                case WITHIN_A_FRAME -> wire.send(binary(new byte[10]).announcing(1000));
                case WITHIN_A_MESSAGE -> wire.send(binary(new byte[10]).notFinal());
                case BEHIND_A_CLOSE_OF_THE_SERVER -> {
                    session.socket().close(4000, "");
                    wire.expectClose(4000);
                }
                case BEHIND_ITS_OWN_CLOSE -> wire.send(close(1000));
                case WHILE_MUCH_IS_SENT -> {
                    wire.send(text("much"));
                    session.awaitCall("text");
                }
            }
            client.vanish();
            session.awaitEnd();
        }
    }

    @Test
    void whoIsResetWithinTheHandshakeLeavesNothingBehind() {
        byte[] handshake = Handshake.to(SessionServer.PATH).bytes();
        String whole = new String(handshake, StandardCharsets.ISO_8859_1);
        try (SessionServer server = SessionServer.start(NotedSession.ECHO)) {
            for (int length = 1; length <= whole.length(); length += 5) {
                try (Wire wire = Wire.connect(server.port())) {
                    wire.send(whole.substring(0, length));
                    wire.reset();
                }
            }
            for (int i = 0; i < EACH; i++) {
                try (Wire wire = Wire.connect(server.port())) {
                    wire.send(whole);
                    wire.reset();
                }
            }
            try (SessionClient client = server.connect(Carrier.HTTP1)) {
                client.wire().send(text("x")).expectText("x").closeHandshake();
            }
            server.awaitNothingLeft();
            Await.until(
                    "every session has ended",
                    () ->
                            server.events(SessionOpened.class).size()
                                    == server.events(SessionClosed.class).size());
        }
    }
}
