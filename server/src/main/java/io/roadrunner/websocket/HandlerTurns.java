package io.roadrunner.websocket;

import io.roadrunner.http.RequestContext;
import io.roadrunner.http.RequestScope;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Calls the handler of one session, never twice at the same time: the thread of the session with
/// what the client sends, and a virtual thread that exists while there are messages of other
/// threads. The first failure ends it.
final class HandlerTurns {
    /// One call of the handler.
    @FunctionalInterface
    interface Turn {
        void run() throws Exception;
    }

    /// What the messages of other threads become.
    interface Deliveries {
        /// Calls the handler with one of them.
        void message(Object message) throws Exception;

        /// Calls the handler with the deadline of a drain.
        void drain(Instant deadline) throws Exception;

        /// The handler has failed.
        void failed();
    }

    private final Deliveries deliveries;
    private final RequestContext request;
    private final int capacity;
    private final String threadName;

    /// Held during a call. Fair: a client that sends without a pause must not keep messages of
    /// other threads, or the notice of a drain, from the handler.
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Object mailbox = new Object();
    private @Nullable ArrayDeque<Object> messages;
    private @Nullable Instant deadline;
    private @Nullable Thread courier;
    private boolean closed;
    private volatile @Nullable Throwable failure;

    /// @param request what is bound during a call
    /// @param capacity how many messages may wait; one more is refused
    /// @param threadName the name of the thread of the session
    HandlerTurns(Deliveries deliveries, RequestContext request, int capacity, String threadName) {
        this.deliveries = deliveries;
        this.request = request;
        this.capacity = capacity;
        this.threadName = threadName;
    }

    /// Calls the handler in this thread, which is that of the session; nothing happens after a
    /// failure.
    void run(Turn call) {
        run(call, false);
    }

    /// Calls the handler for the last time, also after a failure; messages are refused and
    /// forgotten from now on.
    void runLast(Turn call) {
        synchronized (mailbox) {
            closed = true;
            messages = null;
            deadline = null;
        }
        run(call, true);
    }

    private void run(Turn call, boolean anyway) {
        turn.lock();
        try {
            if (anyway || failure == null) {
                call.run();
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            // A stale interrupt would close the socket at the next write.
            Thread.interrupted();
            turn.unlock();
        }
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
            deliveries.failed();
        }
    }

    /// What the handler has thrown, null for nothing.
    @Nullable Throwable failure() {
        return failure;
    }

    /// Whether the calling thread is in a call of the handler.
    boolean isMine() {
        return turn.isHeldByCurrentThread();
    }

    /// Takes a message of any thread.
    ///
    /// @return false when there are too many, or it is over
    boolean post(Object message) {
        synchronized (mailbox) {
            ArrayDeque<Object> queue = messages;
            if (queue == null) {
                queue = new ArrayDeque<>(4);
                messages = queue;
            }
            if (closed || queue.size() >= capacity) {
                return false;
            }
            queue.add(message);
            startCourier();
            return true;
        }
    }

    /// Takes the deadline of a drain, which goes before all messages and takes the place of an
    /// earlier one.
    void postDrain(Instant moment) {
        synchronized (mailbox) {
            if (!closed) {
                deadline = moment;
                startCourier();
            }
        }
    }

    private void startCourier() {
        if (courier == null) {
            Thread thread =
                    Thread.ofVirtual().name(threadName + "/messages").unstarted(this::deliverAll);
            thread.start();
            courier = thread;
        }
    }

    private void deliverAll() {
        Turn next = next();
        while (next != null) {
            Turn call = next;
            RequestScope.call(
                    request,
                    () -> {
                        run(call);
                        return call;
                    });
            next = next();
        }
    }

    private @Nullable Turn next() {
        synchronized (mailbox) {
            Instant moment = deadline;
            deadline = null;
            if (moment != null && !closed) {
                return () -> deliveries.drain(moment);
            }
            Object message = messages == null || closed ? null : messages.poll();
            if (message == null) {
                courier = null;
                return null;
            }
            return () -> deliveries.message(message);
        }
    }

    /// Interrupts a call that a message has led to.
    void interrupt() {
        synchronized (mailbox) {
            if (courier != null) {
                courier.interrupt();
            }
        }
    }
}
