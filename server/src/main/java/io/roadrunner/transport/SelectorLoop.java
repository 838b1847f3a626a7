package io.roadrunner.transport;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the kernel which sockets are ready, for all of them at once, and wakes their threads. On a
/// virtual thread, so that it takes its turn with them: whom it has woken has run when it asks
/// again, and a busy carrier does not change threads for that (docs/decisions/012).
final class SelectorLoop {
    private static final System.Logger LOGGER = System.getLogger(SelectorLoop.class.getName());

    private static final long BACK_OFF_NANOS = 10_000_000L;

    /// A selection whose first signal came so late has waited, and others have had the carrier: or
    /// it has given back the descriptors of what was closed.
    private static final long WAIT_NANOS = 50_000L;

    /// For how long the loop takes turns with its connections alone when it has not waited.
    private static final long TURN_NANOS = 1_000_000L;

    /// For how long it does so at most, whatever its selections seemed to be.
    private static final long LONGEST_TURN_NANOS = 10_000_000L;

    private final Selector selector;
    private final Consumer<SelectionKey> signal = this::signal;

    /// Whether a change of what is waited for may come too late to be seen without a wake-up.
    private volatile boolean asking;

    /// Those that were woken and have not run yet.
    private final AtomicInteger woken = new AtomicInteger();

    /// Whether the loop waits for them.
    private volatile boolean waiting;

    /// When the first signal of a selection came; of the loop.
    private long signalledNanos;

    /// Whether a selection has signalled nothing yet; of the loop.
    private boolean silent;

    /// Whether a channel was found that somebody is just closing; of the loop.
    private boolean closing;

    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    private SelectorLoop(Selector selector) {
        this.selector = selector;
    }

    /// Opens a selector and starts its thread.
    ///
    /// @throws IOException for want of file descriptors
    static SelectorLoop start(String threadName) throws IOException {
        SelectorLoop loop = new SelectorLoop(Selector.open());
        Thread.ofVirtual().name(threadName).start(loop::run);
        return loop;
    }

    private void run() {
        thread = Thread.currentThread();
        try (selector) {
            takeTurns();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "closing a selector failed", e);
        }
    }

    private void takeTurns() {
        long waitedNanos = System.nanoTime();
        long restedNanos = waitedNanos;
        while (!closed) {
            try {
                long askedNanos = System.nanoTime();
                long nowNanos = select();
                if (nowNanos - askedNanos > WAIT_NANOS) {
                    waitedNanos = nowNanos;
                }
                awaitWoken();
                if (closing
                        || nowNanos - waitedNanos > TURN_NANOS
                        || nowNanos - restedNanos > LONGEST_TURN_NANOS) {
                    closing = false;
                    rest();
                    restedNanos = System.nanoTime();
                    waitedNanos = restedNanos;
                }
            } catch (IOException | RuntimeException | Error e) {
                // The loop must live: without it no connection would ever read again.
                report(e);
                LockSupport.parkNanos(this, BACK_OFF_NANOS);
            }
        }
    }

    /// Waits for signals and passes them on, which may take as long when there are many.
    ///
    /// @return when the first one came
    private long select() throws IOException {
        silent = true;
        asking = true;
        try {
            selector.select(signal);
        } finally {
            asking = false;
        }
        return silent ? System.nanoTime() : signalledNanos;
    }

    /// Lets all run that have been woken: the kernel would only tell of them again.
    @SuppressWarnings("ThreadPriorityCheck") // no matter of correctness
    private void awaitWoken() {
        if (woken.get() == 0) {
            // There are only bytes for which nobody waits.
            Thread.yield();
            return;
        }
        waiting = true;
        while (woken.get() > 0) {
            LockSupport.park(this);
        }
        waiting = false;
    }

    /// Somebody is about to be woken. By the loop itself.
    void willRun() {
        woken.incrementAndGet();
    }

    /// Somebody who was woken runs. Any thread.
    void hasRun() {
        if (woken.decrementAndGet() == 0 && waiting) {
            LockSupport.unpark(thread);
        }
    }

    /// While the loop and its connections wake each other, their carrier looks for no work
    /// elsewhere, where new connections come from, and handlers that waited for something else. The
    /// second time its own queue is empty, and once this thread parks nothing comes back at once.
    @SuppressWarnings("ThreadPriorityCheck") // no matter of correctness
    private void rest() {
        Thread.yield();
        Thread.yield();
        LockSupport.parkNanos(this, 1);
    }

    private void signal(SelectionKey key) {
        if (silent) {
            silent = false;
            signalledNanos = System.nanoTime();
        }
        ReadySocket socket = (ReadySocket) key.attachment();
        try {
            if (key.isValid()) {
                socket.signal(key);
                return;
            }
        } catch (CancelledKeyException e) {
            // Just now.
        }
        // The kernel tells of it until its thread, which may need a carrier, has closed it.
        closing = true;
        socket.wake();
    }

    private static void report(Throwable failure) {
        try {
            LOGGER.log(Level.ERROR, "a round of a selector failed", failure);
        } catch (Throwable unreportable) {
            // A log that needs a file descriptor when there is none must not end the thread either.
            return;
        }
    }

    /// Waits for bytes to read from now on.
    ///
    /// @throws ClosedChannelException when the channel or this loop is closed
    SelectionKey register(SocketChannel channel, ReadySocket socket) throws ClosedChannelException {
        try {
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ, socket);
            changed();
            return key;
        } catch (ClosedSelectorException e) {
            throw closed(e);
        }
    }

    private static ClosedChannelException closed(@Nullable Throwable cause) {
        ClosedChannelException exception = new ClosedChannelException();
        exception.initCause(cause);
        return exception;
    }

    /// A key has changed, or its channel was closed: the kernel has to be told.
    void changed() {
        if (asking) {
            selector.wakeup();
        }
    }

    /// @throws ClosedChannelException when nobody is told any more that a socket is ready
    void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw closed(null);
        }
    }

    /// Ends the thread soon and wakes everybody who waits; sockets stay as they are.
    void close() {
        closed = true;
        try {
            for (SelectionKey key : selector.keys()) {
                ((ReadySocket) key.attachment()).wake();
            }
            selector.wakeup();
        } catch (ClosedSelectorException e) {
            // By an earlier call.
            return;
        }
    }
}
