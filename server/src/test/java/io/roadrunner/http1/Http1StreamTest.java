package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Next;
import io.roadrunner.http.Headers;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.Push;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.StreamingBody;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// By whom and when the pieces of a stream leave.
@Timeout(20)
class Http1StreamTest {
    private static final long BURST_NANOS = 50_000;

    private final FakeClock clock = new FakeClock();
    private final FakeTransport transport = new FakeTransport();
    private final LinkedBlockingQueue<Thread> writers = new LinkedBlockingQueue<>();

    private Connection connection(StreamingBody body) {
        transport.feed("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n").feedEnd();
        return TestProtocol.answering(clock, Responses.streaming(200, Headers.empty(), body))
                .connect(transport);
    }

    private Next serve(StreamingBody body) {
        return connection(body).serve();
    }

    private Thread nextWriter() throws InterruptedException {
        Thread writer = writers.poll(10, TimeUnit.SECONDS);
        assertNotEquals(null, writer, "nobody writes");
        return writer;
    }

    private void assertPushed(Push push, String piece, int writes) throws Exception {
        push.send(piece);
        assertTrue(transport.written().endsWith(piece + "\r\n"), transport.written());
        assertEquals(writes, transport.writes());
    }

    @Test
    void aPieceBehindAPauseLeavesBeforeThePushReturns() {
        StreamingBody body =
                push -> {
                    assertPushed(push, "one", 1);
                    clock.advance(BURST_NANOS);
                    assertPushed(push, "two", 2);
                    clock.advance(BURST_NANOS);
                    assertPushed(push, "three", 3);
                    return Headers.empty();
                };
        assertEquals(new Next.Close(CloseCause.PEER_CLOSED), serve(body));
        assertTrue(transport.written().endsWith("5\r\nthree\r\n0\r\n\r\n"));
        assertEquals(4, transport.writes());
    }

    @Test
    void theFirstPieceOfTheNextAnswerLeavesBeforeThePushReturns() {
        StreamingBody body =
                push -> {
                    assertPushed(push, "one", transport.writes() + 1);
                    return Headers.empty();
                };
        Connection connection = connection(body);
        transport.feed("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n").feedEnd();
        assertEquals(new Next.Close(CloseCause.PEER_CLOSED), connection.serve());
    }

    @Test
    void aPieceRightBehindAnotherLeavesByAnotherThread() {
        transport.beforeWrite(() -> writers.add(Thread.currentThread()));
        StreamingBody body =
                push -> {
                    push.send("one");
                    assertEquals(Thread.currentThread(), nextWriter());
                    clock.advance(BURST_NANOS - 1);
                    push.send("two");
                    assertNotSame(Thread.currentThread(), nextWriter());
                    return Headers.empty();
                };
        assertEquals(new Next.Close(CloseCause.PEER_CLOSED), serve(body));
        assertTrue(transport.written().endsWith("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"));
    }

    /// The clock stands, so that only the failed write tells the next piece from one of a burst.
    @Test
    void thePieceBehindALostOneFails() {
        transport.beforeWrite(() -> writers.add(Thread.currentThread()));
        AtomicBoolean failed = new AtomicBoolean();
        StreamingBody body =
                push -> {
                    push.send("one");
                    nextWriter();
                    transport.close();
                    push.send("two");
                    nextWriter();
                    assertThrows(PeerGoneException.class, () -> push.send("three"));
                    failed.set(true);
                    throw new IllegalStateException("as it should");
                };
        assertEquals(new Next.Close(CloseCause.ABORTED), serve(body));
        assertTrue(failed.get());
    }

    @Test
    void whoDoesNotReadHoldsUpTheHandler() {
        Thread handler = Thread.currentThread();
        AtomicBoolean released = new AtomicBoolean();
        transport.beforeWrite(() -> {
            if (Thread.currentThread() != handler) {
                writers.add(Thread.currentThread());
                awaitParked(handler);
                released.set(true);
            }
        });
        StreamingBody body =
                push -> {
                    push.send("one");
                    push.send("two");
                    nextWriter();
                    push.send("three");
                    assertTrue(released.get(), "the write was still under way");
                    return Headers.empty();
                };
        assertEquals(new Next.Close(CloseCause.PEER_CLOSED), serve(body));
        assertTrue(transport.written().endsWith("3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n"));
    }

    @Test
    void aWriteByAnotherThreadHasItsDeadline() {
        Thread handler = Thread.currentThread();
        StreamingBody[] body = new StreamingBody[1];
        Connection connection = connection(push -> body[0].writeTo(push));
        transport.beforeWrite(() -> {
            if (Thread.currentThread() != handler) {
                writers.add(Thread.currentThread());
                awaitParked(handler);
                long deadline = connection.deadlineNanos();
                assertNotEquals(Deadline.NONE, deadline);
                connection.check(deadline);
            }
        });
        body[0] =
                push -> {
                    push.send("one");
                    push.send("two");
                    nextWriter();
                    assertThrows(PeerGoneException.class, () -> push.send("three"));
                    throw new IllegalStateException("as it should");
                };
        Next.Close end = (Next.Close) connection.serve();
        assertTrue(transport.isClosed());
        assertNotEquals(CloseCause.ABORTED, end.cause());
    }

    /// An interrupted thread that writes closes its socket, with what another answer is owed.
    @Test
    void anInterruptOfTheHandlerDoesNotReachTheLastWrite() {
        String request = "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n";
        AtomicBoolean second = new AtomicBoolean();
        StreamingBody body =
                push -> {
                    if (second.getAndSet(true)) {
                        Thread.currentThread().interrupt();
                        throw new PeerGoneException(new IOException("for all it knows"));
                    }
                    push.send("one");
                    return Headers.empty();
                };
        AtomicBoolean interrupted = new AtomicBoolean();
        transport.beforeWrite(
                () -> interrupted.compareAndSet(false, Thread.currentThread().isInterrupted()));
        transport.feed(request + request).feedEnd();
        Response response = Responses.streaming(200, Headers.empty(), body);
        Next end = TestProtocol.answering(clock, response).connect(transport).serve();
        assertEquals(new Next.Close(CloseCause.ABORTED), end);
        assertTrue(transport.written().endsWith("3\r\none\r\n0\r\n\r\n"));
        assertFalse(interrupted.get());
        assertFalse(Thread.interrupted());
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
