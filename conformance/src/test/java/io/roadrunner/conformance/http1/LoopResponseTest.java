package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Disconnected;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loop responses: messages from any thread become the body, the mailbox is bounded, and a lost
/// peer is heard of.
class LoopResponseTest {
    private final CompletableFuture<Mailbox> mailbox = new CompletableFuture<>();
    private final CompletableFuture<Disconnected> disconnected = new CompletableFuture<>();

    /// Pushes each message as one chunk; `stop` ends the body with the number of messages in a
    /// trailer, `fail` throws.
    private final LoopHandler<Integer> loop =
            (message, push, count) -> {
                if (message instanceof Disconnected gone) {
                    disconnected.complete(gone);
                    return Next.stop();
                }
                if (message.equals("stop")) {
                    return new Next.Stop<>(Headers.of("x-count", count.toString()));
                }
                if (message.equals("fail")) {
                    throw new IllegalStateException("asked to");
                }
                push.send(message.toString());
                return Next.next(count + 1);
            };

    private final Handler handler =
            request -> {
                if (request.path().equals("/next")) {
                    return Responses.text(200, "next");
                }
                mailbox.complete(request.mailbox());
                return Responses.loop(200, Headers.of("content-type", "text/plain"), 0, loop);
            };

    private static void begin(Wire wire) {
        wire.send(RequestText.get("/loop"));
        wire.readHead().expectStatus(200).expectHeader("transfer-encoding", "chunked");
    }

    @Test
    void theHeadLeavesBeforeTheFirstMessage() {
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            begin(wire);
            assertTrue(mailbox.join().send("one"));
            wire.expectChunk("one");
            assertTrue(mailbox.join().send("two"));
            wire.expectChunk("two");
        }
    }

    @Test
    void messagesOfSeveralThreadsAllArriveInTheOrderOfEachThread() throws Exception {
        int senders = 4;
        int each = 100;
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            begin(wire);
            List<Thread> threads = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                String name = Integer.toString(sender);
                threads.add(Thread.ofVirtual().start(() -> sendAll(name, each)));
            }
            int[] next = new int[senders];
            for (int i = 0; i < senders * each; i++) {
                String[] parts =
                        new String(wire.readChunk(), StandardCharsets.US_ASCII).split(":", -1);
                int sender = Integer.parseInt(parts[0]);
                assertEquals(next[sender]++, Integer.parseInt(parts[1]));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            mailbox.join().send("stop");
            wire.expectChunk("");
            assertEquals("400", wire.readTrailers().getFirst().value());
        }
    }

    private void sendAll(String name, int count) {
        for (int i = 0; i < count; i++) {
            String message = name + ":" + i;
            Await.until("the mailbox takes " + message, () -> mailbox.join().send(message));
        }
    }

    @Test
    @Rfc("9112 §9.3")
    void aStopEndsTheBodyAndTheConnectionServesTheNextRequest() {
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            begin(wire);
            mailbox.join().send("one");
            mailbox.join().send("stop");
            wire.expectChunk("one").expectChunk("");
            assertEquals("x-count", wire.readTrailers().getFirst().name());
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
            assertTrue(mailbox.join().isClosed());
            assertFalse(mailbox.join().send("late"), "a message to nobody was taken");
        }
    }

    @Test
    @Rfc("9112 §9.3.2")
    void bytesThatArriveDuringALoopAreTheNextRequests() {
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            begin(wire);
            String next = RequestText.get("/next");
            wire.send(next + next.substring(0, 10));
            mailbox.join().send("one");
            wire.expectChunk("one").send(next.substring(10));
            mailbox.join().send("stop");
            wire.expectChunk("");
            wire.readTrailers();
            wire.readResponse().expectBody("next");
            wire.readResponse().expectBody("next");
            wire.send(next).readResponse().expectBody("next");
        }
        assertFalse(disconnected.isDone(), "a peer that is there was reported as gone");
    }

    @Test
    @Rfc("9112 §9.3.2")
    void requestsPipelinedBehindALoopAreServed() {
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/loop") + RequestText.get("/next"));
            wire.readHead().expectStatus(200);
            mailbox.join().send("stop");
            wire.expectChunk("");
            wire.readTrailers();
            wire.readResponse().expectBody("next");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLoopHearsThatItsPeerHasGone(boolean byReset) {
        try (TestServer server = TestServer.answering(handler)) {
            try (Wire wire = server.connect()) {
                begin(wire);
                mailbox.join().send("one");
                wire.expectChunk("one");
                if (byReset) {
                    wire.reset();
                }
            }
            Await.until("the loop hears of it", disconnected::isDone);
            server.awaitIdle();
            assertTrue(mailbox.join().isClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBlockedHandlerHearsThatItsPeerHasGone(boolean byReset) throws Exception {
        Latch running = new Latch();
        Latch gone = new Latch();
        Handler blocked =
                request -> {
                    request.onDisconnect(gone::open);
                    running.open();
                    gone.await();
                    return Responses.text(200, "to nobody");
                };
        try (TestServer server = TestServer.answering(blocked)) {
            try (Wire wire = server.connect()) {
                wire.send(RequestText.get("/"));
                running.await();
                if (byReset) {
                    wire.reset();
                }
            }
            gone.await();
            server.awaitIdle();
        }
    }

    @Test
    void theMailboxTakesAsManyMessagesAsItsCapacity() {
        AtomicReference<List<Boolean>> taken = new AtomicReference<>(List.of());
        Handler filling =
                request -> {
                    List<Boolean> results = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        results.add(request.mailbox().send("m" + i));
                    }
                    results.add(request.mailbox().send("one too many"));
                    taken.set(results);
                    return handler.handle(request);
                };
        try (TestServer server =
                        TestServer.start(
                                o -> o.routes(Routes.handler(filling)).mailboxCapacity(4));
                Wire wire = server.connect()) {
            begin(wire);
            wire.expectChunk("m0").expectChunk("m1").expectChunk("m2").expectChunk("m3");
            assertEquals(List.of(true, true, true, true, false), taken.get());
            mailbox.join().send("again");
            wire.expectChunk("again");
            mailbox.join().send("stop");
            wire.expectChunk("");
        }
    }

    @Test
    void aFullMailboxStillTellsOfALostPeer() {
        Latch release = new Latch();
        LoopHandler<Integer> busy =
                (message, push, count) -> {
                    if (message.equals("block")) {
                        release.await();
                        return Next.next(count);
                    }
                    return message instanceof Disconnected
                            ? loop.onMessage(message, push, count)
                            : Next.next(count);
                };
        Handler blocking =
                request -> {
                    mailbox.complete(request.mailbox());
                    return Responses.loop(200, Headers.empty(), 0, busy);
                };
        try (TestServer server =
                TestServer.start(o -> o.routes(Routes.handler(blocking)).mailboxCapacity(1))) {
            try (Wire wire = server.connect()) {
                begin(wire);
                mailbox.join().send("block");
                Await.until("the mailbox is full", () -> !mailbox.join().send("filler"));
            }
            release.open();
            Await.until("the loop hears of it", disconnected::isDone);
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9112 §8")
    void aLoopThatFailsIsCutVisibly() {
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            begin(wire);
            mailbox.join().send("fail");
            assertThrows(ConnectionEndedException.class, wire::readChunk);
            server.awaitIdle();
        }
    }

    @Test
    @Rfc("9112 §6.3")
    void aClientOfHttp10GetsALoopThatEndsWithTheConnection() {
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send("GET /loop HTTP/1.0\r\n\r\n");
            mailbox.join().send("one");
            mailbox.join().send("stop");
            wire.readResponse().expectBody("one").expectNoHeader("transfer-encoding");
        }
    }
}
