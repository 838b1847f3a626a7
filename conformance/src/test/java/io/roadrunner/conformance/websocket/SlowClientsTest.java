package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.websocket.Frames.ping;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Setting;
import io.roadrunner.testkit.websocket.Frame;
import io.roadrunner.testkit.websocket.Http2Stream;
import io.roadrunner.testkit.websocket.Opcode;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that do not read: who sends from outside does not wait for them, what waits for them is
/// bounded, and nobody else loses anything.
class SlowClientsTest {
    private static final int QUEUE = 64 * 1024;

    /// What the window of an HTTP/2 stream takes before anything waits.
    private static final int WINDOW = 65_535;

    private static final int MESSAGE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static WebSocketOptions.Builder options() {
        return WebSocketOptions.builder().compression(null).maxQueuedBytes(QUEUE);
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotReadWhatOthersSendIsClosedWith1013(Carrier carrier) {
        WebSocketOptions options = options().closeTimeout(Duration.ofMinutes(1)).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.QUIET);
                SessionClient client = server.connect(carrier)) {
            WebSocket socket = server.session(0).socket();
            byte[] message = new byte[16 * 1024];
            int sent = 0;
            while (socket.sendBinary(message)) {
                sent++;
            }
            assertFalse(socket.isOpen());
            assertFalse(socket.sendText("more"));
            // What had left before arrives whole.
            int received = 0;
            Frame frame = client.wire().receive();
            while (frame.opcode() == Opcode.BINARY) {
                assertEquals(message.length, frame.payload().length());
                received++;
                frame = client.wire().receive();
            }
            assertEquals(1013, frame.closeCode());
            assertTrue(received <= sent, received + " of " + sent);
            client.leave();
            assertEquals("1013 too slow", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
            server.awaitNothingLeft();
        }
    }

    /// The window of a stream takes a known amount, so that the rest is known as well.
    @Test
    void whatWaitsIsBoundedAndOneMessageBeyondIsRefused() {
        try (SessionServer server = SessionServer.start(options().build(), NotedSession.QUIET);
                SessionClient client = server.connect(Carrier.HTTP2)) {
            WebSocket socket = server.session(0).socket();
            long sent = 0;
            while (socket.sendBinary(new byte[MESSAGE])) {
                sent += MESSAGE + 4;
            }
            assertTrue(sent >= QUEUE, "less than may wait: " + sent);
            assertTrue(sent <= WINDOW + QUEUE + MESSAGE + 4, "more than may wait: " + sent);
            client.leave();
        }
    }

    @Test
    void aMessageThatIsOnItsWayWaitsAsWell() {
        try (SessionServer server = SessionServer.start(options().build(), NotedSession.QUIET);
                SessionClient client = server.connect(Carrier.HTTP2)) {
            WebSocket socket = server.session(0).socket();
            assertTrue(socket.sendBinary(new byte[WINDOW + QUEUE]), "one may go beyond");
            assertFalse(socket.sendBinary(new byte[MESSAGE]));
            client.leave();
        }
    }

    @Test
    void whatManyThreadsCompressAtOnceIsBoundedAsWell() {
        WebSocketOptions options = WebSocketOptions.builder().maxQueuedBytes(QUEUE).build();
        int large = 16 * 1024;
        AtomicInteger sent = new AtomicInteger();
        try (SessionServer server = SessionServer.start(options, NotedSession.QUIET);
                Http2Wire http = Http2Wire.connect(server.port())) {
            openCompressed(http);
            WebSocket socket = server.session(0).socket();
            CompletableFuture<?>[] senders = new CompletableFuture<?>[8];
            for (int i = 0; i < senders.length; i++) {
                senders[i] =
                        CompletableFuture.runAsync(
                                () -> {
                                    while (socket.sendBinary(random(large))) {
                                        sent.incrementAndGet();
                                    }
                                },
                                task -> Thread.ofPlatform().start(task));
            }
            CompletableFuture.allOf(senders).join();
            int octets = sent.get() * large;
            assertTrue(octets >= QUEUE, "less than may wait: " + octets);
            assertTrue(octets <= WINDOW + QUEUE + large, "more than may wait: " + octets);
        }
    }

    @Test
    void whoSendsFromOutsideDoesNotWaitForAHandlerThatWaits() {
        NotedSession.Behavior sends =
                (call, socket, _) -> {
                    if (call.equals("text")) {
                        boolean taken = true;
                        while (taken) {
                            taken = socket.sendBinary(random(20_000));
                        }
                    }
                };
        try (SessionServer server =
                        SessionServer.start(
                                WebSocketOptions.standard(),
                                sends,
                                o -> o.writeTimeout(Duration.ofMinutes(5)));
                Http2Wire http = Http2Wire.connect(server.port())) {
            openCompressed(http);
            http.send(data(1, text("go").bytes()));
            server.session(0).awaitCall("text");
            int received = 0;
            while (received < WINDOW) {
                received += http.expectData(1).content().length();
            }
            // The handler is in a send now, or will be in the next one.
            CompletableFuture<Void> outside =
                    CompletableFuture.runAsync(
                            () -> {
                                WebSocket socket = server.session(0).socket();
                                boolean taken = true;
                                while (taken) {
                                    taken = socket.sendText("news " + System.nanoTime());
                                }
                            },
                            task -> Thread.ofVirtual().start(task));
            Await.until("refused at once", PATIENCE, outside::isDone);
            assertFalse(server.session(0).socket().isOpen());
        }
    }

    private static void openCompressed(Http2Wire http) {
        http.send(
                Http2Stream.request(1, SessionServer.PATH)
                        .field("sec-websocket-extensions", "permessage-deflate"));
        http.expectHeaders(1).expectStatus(200);
    }

    /// Octets that cannot be compressed.
    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        ThreadLocalRandom.current().nextBytes(octets);
        return octets;
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatSendsMoreThanMayWaitIsHeldBack(Carrier carrier) {
        int count = 2000;
        AtomicInteger sent = new AtomicInteger();
        NotedSession.Behavior sends =
                (call, socket, _) -> {
                    if (call.equals("text")) {
                        for (int i = 0; i < count && socket.sendText("%08000d".formatted(i)); i++) {
                            sent.incrementAndGet();
                        }
                    }
                };
        try (SessionServer server = SessionServer.start(options().build(), sends);
                SessionClient client = server.connect(carrier)) {
            client.wire().send(text("go"));
            for (int i = 0; i < count; i++) {
                client.wire().expectText("%08000d".formatted(i));
            }
            assertEquals(count, sent.get());
            client.wire().closeHandshake();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatWaitsForAClientThatNeverReadsIsFreed(Carrier carrier) {
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        NotedSession.Behavior sends =
                (call, socket, _) -> {
                    if (call.equals("text")) {
                        boolean taken = socket.sendBinary(new byte[MESSAGE]);
                        while (taken) {
                            taken = socket.sendBinary(new byte[MESSAGE]);
                        }
                        refused.complete(true);
                    }
                };
        try (SessionServer server =
                        SessionServer.start(
                                options().build(),
                                sends,
                                o -> o.writeTimeout(Duration.ofMillis(500)));
                SessionClient client = server.connect(carrier)) {
            client.wire().send(text("go"));
            Await.until("the write timeout", PATIENCE, refused::isDone);
            assertEquals("1006 ", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
            client.leave();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aClientThatFloodsWithPingsAndDoesNotReadIsHeldBackAndCut() {
        WebSocketOptions options = options().pingInterval(Duration.ZERO).build();
        try (SessionServer server =
                        SessionServer.start(
                                options,
                                NotedSession.QUIET,
                                o -> o.writeTimeout(Duration.ofMillis(500)));
                SessionClient client = server.connect(Carrier.HTTP1)) {
            Thread flood =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        client.wire().send(ping("x".repeat(125)));
                                    }
                                } catch (RuntimeException _) {
                                    // It has been cut.
                                    return;
                                }
                            });
            assertEquals("1006 ", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
            flood.interrupt();
            client.leave();
            server.awaitNothingLeft();
        }
    }

    @Test
    void pongsThatTheWindowOfAStreamDoesNotTakeEndItsSession() {
        WebSocketOptions options = options().pingInterval(Duration.ZERO).build();
        try (SessionServer server =
                        SessionServer.start(
                                options,
                                NotedSession.QUIET,
                                o -> o.writeTimeout(Duration.ofMillis(500)));
                Http2Wire wire = Http2Wire.open(server.port())) {
            wire.start(settings().set(Setting.INITIAL_WINDOW_SIZE, 100));
            wire.send(Http2Stream.request(1, SessionServer.PATH));
            wire.expectHeaders(1).expectStatus(200);
            for (int i = 0; i < 400; i++) {
                wire.send(data(1, ping("x".repeat(125)).bytes()));
            }
            assertEquals("1006 ", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
        }
    }

    @Test
    void oneSlowClientOfAHundredCostsTheOthersNothing() {
        int fast = 99;
        int rounds = 30;
        int round = 10;
        try (SessionServer server = SessionServer.start(options().build(), NotedSession.QUIET);
                SessionClient slow = server.connect(Carrier.HTTP2)) {
            WebSocket slowest = server.session(0).socket();
            List<SessionClient> clients = new ArrayList<>();
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            AtomicInteger received = new AtomicInteger();
            for (int i = 0; i < fast; i++) {
                SessionClient client = server.connect(Carrier.HTTP1);
                clients.add(client);
                readers.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    for (int n = 0; n < rounds * round; n++) {
                                        client.wire().expectText("%01000d".formatted(n));
                                        received.incrementAndGet();
                                    }
                                },
                                task -> Thread.ofVirtual().start(task)));
            }
            server.session(fast).socket();
            List<WebSocket> sockets = server.sessions().stream().map(NotedSession::socket).toList();
            for (int n = 0; n < rounds * round; n++) {
                String message = "%01000d".formatted(n);
                for (WebSocket socket : sockets) {
                    boolean sent = socket.sendText(message);
                    assertTrue(sent || socket == slowest, "only the slow one is refused");
                }
                int due = fast * (n + 1);
                if ((n + 1) % round == 0) {
                    Await.until("all have it", PATIENCE, () -> received.get() == due);
                }
            }
            assertFalse(slowest.isOpen(), "it is too slow");
            readers.forEach(CompletableFuture::join);
            for (SessionClient client : clients) {
                client.wire().closeHandshake();
                client.leave();
            }
            Frame frame = slow.wire().receive();
            while (frame.opcode() == Opcode.TEXT) {
                frame = slow.wire().receive();
            }
            assertEquals(1013, frame.closeCode());
        }
    }
}
