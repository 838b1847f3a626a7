package io.roadrunner.http1;

import io.roadrunner.connection.Clock;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who may let the bytes leave that an [Http1Output] holds back while a handler runs. They are
/// *lent* by the phase HOLDING of the [PeerTimer]; from then on they may leave by any thread that
/// calls [#flush()]. Why that is safe:
///
/// * Whoever moves HOLDING to WORKING owns buffer, counters and timer, and only one can. Whatever
///   the connection's thread does with the output begins with [#reclaim()]: either it is that one,
///   or it waits for the lock that the other one has taken before it tried, and gives back when all
///   has left. So a peer that does not read holds up the handler, by whichever thread bytes leave.
/// * Nobody but the owner moves the timer. Before the connection's thread waits for the peer it has
///   flushed and so reclaimed ([Http1Channel#fillOwed()]), or else the deadline of a write that is
///   under way would be lost.
/// * Nothing is forgotten. Behind a piece of a stream either nothing is held, or it is lent and a
///   writer comes; what takes it back on the handler's thread is a part of sending more, which ends
///   in the same way, or a part of the end of the answer, which ends in a flush.
/// * A writer that comes late finds another phase and does nothing, or finds what has been lent
///   since, which may leave at any time as well. Behind a switch of protocols nothing is lent.
/// * When a write fails here the transport is closed before the output is given back, and a stream
///   lends no more: its next piece fails like one that is written at once.
final class Lending {
    private final Transport transport;
    private final PeerTimer timer;
    private final Clock clock;
    private final Flush held;

    /// Held by whoever lets lent bytes leave; made when bytes are lent for the first time.
    private @Nullable ReentrantLock leaving;

    /// Whether a writer has been started and has not looked yet.
    private final AtomicBoolean writerComes = new AtomicBoolean();

    private boolean lent;

    /// Lets everything leave that is held back.
    @FunctionalInterface
    interface Flush {
        void run() throws IOException;
    }

    Lending(Transport transport, PeerTimer timer, Clock clock, Flush held) {
        this.transport = transport;
        this.timer = timer;
        this.clock = clock;
        this.held = held;
    }

    /// Allows what is held back to leave at the next tick of the reaper.
    void lend() {
        if (leaving == null) {
            leaving = new ReentrantLock();
        }
        lent = true;
        timer.holding(clock.coarseNanoTime() + 1);
    }

    /// Allows what is held back to leave, by a thread that is started for it: at once where another
    /// carrier is free, else when the handler parks or ends.
    ///
    /// At most one such thread is on its way. It clears the flag before it looks, by an exchange
    /// that reads what the exchange here has written, so that it sees what was lent by whoever has
    /// found the flag set.
    void lendToWriter() {
        lend();
        if (!writerComes.getAndSet(true)) {
            Thread.ofVirtual().name("roadrunner/h1/writer").start(this::write);
        }
    }

    private void write() {
        writerComes.getAndSet(false);
        flush();
    }

    /// Lets lent bytes leave, unless the connection's thread has come back for them. Any thread but
    /// that one; blocks.
    void flush() {
        ReentrantLock lock = leaving;
        if (lock == null) {
            return;
        }
        lock.lock();
        try {
            if (timer.endHolding()) {
                held.run();
            }
        } catch (IOException e) {
            transport.close();
        } finally {
            lock.unlock();
        }
    }

    /// Whether bytes may be leaving by another thread.
    boolean isLent() {
        return lent;
    }

    /// Takes back what was lent; waits while it is leaving.
    void reclaim() {
        if (!lent) {
            return;
        }
        ReentrantLock lock = leaving;
        if (timer.endHolding() || lock == null) {
            lent = false;
            return;
        }
        // They are leaving at this moment; wait until they have.
        lock.lock();
        try {
            lent = false;
        } finally {
            lock.unlock();
        }
    }
}
