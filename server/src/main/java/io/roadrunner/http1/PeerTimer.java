package io.roadrunner.http1;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Deadline;
import io.roadrunner.transport.Transport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What the thread of a connection waits for and until when, published for the reaper, who wakes it
/// when it is late. The thread itself never arms a timer.
///
/// ```
///            bytes arrive                 needs more bytes
///   IDLE ──────────────────▶ WORKING ◀───────────────────▶ READING
///    │                         ▲ ╰──────────────────────▶ WRITING
///    │ expired or drained      ╰───────────────────────────╯
///    ▼
///   ENDING   the input has been ended; what was read already is still served
///
///   WORKING ◀──▶ HOLDING   answers, or pieces of one, are held back while a handler runs
/// ```
///
/// Only the connection's thread moves between IDLE, WORKING, READING and WRITING, and to HOLDING.
/// Whoever moves HOLDING to WORKING owns the output; if that is another thread it moves between
/// WORKING and WRITING while it sends, and the connection's thread waits for it before it moves
/// anything ([Lending]). Any thread may move IDLE to ENDING, and by that alone it gets the right to
/// end the input; it looks once more then whether a request has begun to arrive
/// ([Http1Channel#endIdle]).
final class PeerTimer {
    private static final int WORKING = 0;
    private static final int IDLE = 1;
    private static final int READING = 2;
    private static final int WRITING = 3;
    private static final int ENDING = 4;
    private static final int HOLDING = 5;

    private static final VarHandle PHASE = field("phase", int.class);
    private static final VarHandle DEADLINE = field("deadlineNanos", long.class);

    private final Transport transport;
    private volatile int phase = WORKING;
    private volatile long deadlineNanos = Deadline.NONE;

    /// Why the peer was given up, written before it is woken.
    private volatile @Nullable CloseCause expiry;

    /// What an overdue wait means; written by the connection's thread with the deadline.
    private CloseCause meaning = CloseCause.REQUEST_TIMEOUT;

    PeerTimer(Transport transport) {
        this.transport = transport;
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(PeerTimer.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// The connection waits for a request and owes nothing. A volatile write: whoever drains after
    /// it sees the phase, whoever drained before it is seen by the caller's next look.
    void idle(long deadline) {
        DEADLINE.setOpaque(this, deadline);
        phase = IDLE;
    }

    /// A request has begun to arrive, or the input has ended.
    void wake() {
        DEADLINE.setOpaque(this, Deadline.NONE);
        PHASE.getAndSet(this, WORKING);
    }

    /// The peer owes bytes until the deadline.
    void reading(long deadline, CloseCause ifLate) {
        meaning = ifLate;
        DEADLINE.setOpaque(this, deadline);
        PHASE.setRelease(this, READING);
    }

    /// The peer must take bytes until the deadline.
    void writing(long deadline, CloseCause ifLate) {
        meaning = ifLate;
        DEADLINE.setOpaque(this, deadline);
        PHASE.setRelease(this, WRITING);
    }

    /// Nothing is asked of the peer.
    void working() {
        PHASE.setOpaque(this, WORKING);
        DEADLINE.setOpaque(this, Deadline.NONE);
    }

    /// A handler runs while earlier answers or pieces of its own are held back. What was done to
    /// them before is seen by whoever ends it.
    ///
    /// @param deadline from when on the reaper lets them leave
    void holding(long deadline) {
        DEADLINE.setOpaque(this, deadline);
        PHASE.setRelease(this, HOLDING);
    }

    /// Ends the holding back. Any thread.
    ///
    /// @return false when another thread has done so first
    boolean endHolding() {
        return PHASE.compareAndSet(this, HOLDING, WORKING);
    }

    boolean isHolding() {
        return phase == HOLDING;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /// Postpones what was published, if nothing else has been published since.
    void postpone(long seen, long later) {
        DEADLINE.compareAndSet(this, seen, later);
    }

    boolean isIdle() {
        return phase == IDLE;
    }

    /// Why the peer was given up, or null while it was not.
    @Nullable CloseCause expiry() {
        return expiry;
    }

    /// Takes the right to end the input of an idle connection. Any thread.
    ///
    /// @return false when it is not idle
    boolean beginEnding() {
        return PHASE.compareAndSet(this, IDLE, ENDING);
    }

    /// Whether somebody has that right and the connection's thread has not gone on since.
    boolean isEnding() {
        return phase == ENDING;
    }

    /// Gives that right back, because a request has begun to arrive.
    void cancelEnding() {
        PHASE.compareAndSet(this, ENDING, IDLE);
    }

    /// Ends the input; only with the right to do so.
    void end(CloseCause cause) {
        expiry = cause;
        transport.endInput();
    }

    /// Gives up a peer whose deadline has passed. For the reaper.
    ///
    /// @param seen the deadline that has passed; when another one has been published since, the
    ///   connection has gone on and nothing happens
    void expire(long seen) {
        // The phase first: a new phase is always published after its deadline.
        int current = phase;
        if (deadlineNanos != seen) {
            return;
        }
        switch (current) {
            case READING -> {
                expiry = meaning;
                transport.endInput();
            }
            case WRITING -> {
                expiry = meaning;
                transport.close();
            }
            default -> {}
        }
    }
}
