package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What threads of the application may do with a session while its handler works.
class SessionThreadsTest {
    private static final int THREADS = 8;
    private static final int EACH = 300;

    @ParameterizedTest
    @EnumSource
    void theHandlerIsNeverCalledTwiceAtOnceAndMessagesOfAThreadKeepTheirOrder(Carrier carrier) {
        try (SessionServer server = SessionServer.start(NotedSession.QUIET);
                SessionClient client = server.connect(carrier)) {
            WebSocket socket = server.session(0).socket();
            List<Thread> threads =
                    each(thread ->
                            () -> {
                                for (int i = 0; i < EACH; i++) {
                                    String message = thread + ":" + i;
                                    persist(() -> socket.post(message));
                                }
                            });
            for (int i = 0; i < EACH; i++) {
                client.wire().send(text("client:" + i));
            }
            join(threads);
            client.wire().closeHandshake();
            server.session(0).awaitEnd();
            server.session(0).expectInOrder();
            List<String> texts =
                    server.session(0).calls().stream()
                            .filter(call -> call.startsWith("text "))
                            .map(call -> call.substring("text ".length()))
                            .toList();
            expectAll(texts, 1, "client");
        }
    }

    @Test
    void whatIsPostedIsDeliveredInTheOrderOfEachThread() {
        try (SessionServer server = SessionServer.start(NotedSession.QUIET);
                SessionClient client = server.connect(Carrier.HTTP1)) {
            WebSocket socket = server.session(0).socket();
            join(
                    each(thread ->
                            () -> {
                                for (int i = 0; i < EACH; i++) {
                                    String message = thread + ":" + i;
                                    persist(() -> socket.post(message));
                                }
                            }));
            persist(() -> socket.post("last"));
            server.session(0).awaitCall("message last");
            List<String> messages =
                    server.session(0).calls().stream()
                            .filter(call -> call.startsWith("message ") && call.contains(":"))
                            .map(call -> call.substring("message ".length()))
                            .toList();
            expectAll(messages, THREADS, "0");
            client.wire().closeHandshake();
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesOfManyThreadsArriveWholeAndInTheOrderOfEach(Carrier carrier) {
        String padding = "-".repeat(1000);
        WebSocketOptions options = WebSocketOptions.builder().maxQueuedBytes(64 << 20).build();
        try (SessionServer server = SessionServer.start(options, NotedSession.QUIET);
                SessionClient client = server.connect(carrier)) {
            WebSocket socket = server.session(0).socket();
            List<Thread> threads =
                    each(thread ->
                            () -> {
                                for (int i = 0; i < EACH; i++) {
                                    assertTrue(socket.sendText(thread + ":" + i + padding));
                                }
                            });
            List<String> received = new ArrayList<>();
            for (int i = 0; i < THREADS * EACH; i++) {
                String message = client.wire().receiveMessage().text();
                assertTrue(message.endsWith(padding), message);
                received.add(message.substring(0, message.length() - padding.length()));
            }
            join(threads);
            expectAll(received, THREADS, "0");
            client.wire().closeHandshake();
        }
    }

    /// Expects the numbers from 0 on, in order, of each thread.
    private static void expectAll(List<String> messages, int threads, String first) {
        Map<String, Integer> next = new HashMap<>();
        for (String message : messages) {
            String[] parts = message.split(":", -1);
            int number = next.getOrDefault(parts[0], 0);
            assertEquals(number, Integer.parseInt(parts[1]), message);
            next.put(parts[0], number + 1);
        }
        assertEquals(threads, next.size());
        assertTrue(next.containsKey(first), next.toString());
        next.forEach((thread, count) -> assertEquals(EACH, count, thread));
    }

    private static List<Thread> each(IntFunction<Runnable> work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(work.apply(i)));
        }
        return threads;
    }

    private static void persist(BooleanSupplier attempt) {
        while (!attempt.getAsBoolean()) {
            Thread.yield();
        }
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Test
    void oneMessageMoreThanTheMailboxHoldsIsRefused() {
        Semaphore gate = new Semaphore(0);
        NotedSession.Behavior waits =
                (call, _, _) -> {
                    if (call.equals("message")) {
                        gate.acquire();
                    }
                };
        try (SessionServer server =
                        SessionServer.start(
                                WebSocketOptions.standard(), waits, o -> o.mailboxCapacity(4));
                SessionClient client = server.connect(Carrier.HTTP1)) {
            WebSocket socket = server.session(0).socket();
            assertTrue(socket.post("at work"));
            server.session(0).awaitCall("message at work");
            for (int i = 0; i < 4; i++) {
                assertTrue(socket.post(i));
            }
            assertFalse(socket.post("too many"));
            gate.release(5);
            server.session(0).awaitCall("message 3");
            assertEquals(5, server.session(0).count("message"));
            assertTrue(socket.post("room again"));
            gate.release();
            server.session(0).awaitCall("message room again");
            client.wire().closeHandshake();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandlerHasSentArrivesAlthoughItGoesOnWorking(Carrier carrier) {
        Semaphore gate = new Semaphore(0);
        NotedSession.Behavior works =
                (call, socket, _) -> {
                    if (call.equals("text")) {
                        socket.sendText("begun");
                        gate.acquire();
                        socket.sendText("done");
                    }
                };
        try (SessionServer server = SessionServer.start(works);
                SessionClient client = server.connect(carrier)) {
            client.wire().send(text("go")).expectText("begun");
            gate.release();
            client.wire().expectText("done").closeHandshake();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatIsClosedFromOutsideEndsAlthoughItsHandlerWorks(Carrier carrier) {
        Semaphore gate = new Semaphore(0);
        NotedSession.Behavior works =
                (call, _, _) -> {
                    if (call.equals("message")) {
                        gate.acquire();
                    }
                };
        try (SessionServer server = SessionServer.start(works);
                SessionClient client = server.connect(carrier)) {
            server.session(0).socket().post("work");
            server.session(0).awaitCall("message");
            server.session(0).socket().close(4000, "enough");
            client.wire().expectClose(4000);
            client.wire().send(close(4000)).expectClosed();
            assertEquals(0, server.session(0).count("close"), "not while another call runs");
            gate.release();
            assertEquals("4000 ", server.session(0).awaitEnd());
            server.session(0).expectInOrder();
        }
    }
}
