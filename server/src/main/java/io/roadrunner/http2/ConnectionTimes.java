package io.roadrunner.http2;

import io.roadrunner.connection.Deadline;

/// What the reaper looks after on a connection: requests that wait for their peer, a connection
/// without requests, a peer that has gone silent, an end that takes too long. Guarded by the lock
/// of the connection but for what it says otherwise.
final class ConnectionTimes {
    /// How long a peer may take to answer the PING that confirms a GOAWAY.
    private static final long CONFIRM_NANOS = 1_000_000_000L;

    private final Http2Channel channel;
    private final Http2Settings settings;
    private long idleSinceNanos;
    private long confirmNanos = Deadline.NONE;
    private long lingerNanos = Deadline.NONE;
    private volatile long blockNanos = Deadline.NONE;
    private volatile long heardNanos;
    private volatile boolean probed;

    /// Whether the buffers have been given back since the peer was last heard.
    private volatile boolean hibernated;

    ConnectionTimes(Http2Channel channel, long now) {
        this.channel = channel;
        this.settings = channel.settings();
        this.idleSinceNanos = now;
        this.heardNanos = now;
        channel.due().noLaterThan(now + settings.requestNanos());
        channel.due().noLaterThan(later(now, settings.hibernateNanos()));
    }

    private static long later(long now, long nanos) {
        return nanos == Long.MAX_VALUE ? Deadline.NONE : now + nanos;
    }

    /// Something has come from the peer. The thread that reads, without the lock.
    void heard() {
        heardNanos = channel.clock().coarseNanoTime();
        probed = false;
        if (hibernated) {
            hibernated = false;
            channel.due().noLaterThan(later(heardNanos, settings.hibernateNanos()));
        }
    }

    /// A header block has begun that is not complete. The thread that reads, without the lock.
    void blockBegins() {
        if (blockNanos == Deadline.NONE) {
            blockNanos = channel.clock().coarseNanoTime() + settings.requestNanos();
            channel.due().noLaterThan(blockNanos);
        }
    }

    /// The header block is complete. The thread that reads, without the lock.
    void blockEnds() {
        blockNanos = Deadline.NONE;
    }

    /// A request has begun.
    void busy() {
        channel.due().noLaterThan(heardNanos + settings.writeNanos());
        channel.due().noLaterThan(later(heardNanos, settings.hibernateNanos()));
    }

    /// The last request has ended.
    void idle() {
        long now = channel.clock().coarseNanoTime();
        idleSinceNanos = now;
        channel.due().noLaterThan(now + settings.keepAliveNanos());
        channel.due().noLaterThan(later(now, settings.hibernateNanos()));
    }

    /// The peer has been asked whether it has heard that this side leaves.
    void confirming() {
        confirmNanos = channel.clock().coarseNanoTime() + CONFIRM_NANOS;
        channel.due().noLaterThan(confirmNanos);
    }

    /// The output has ended: the peer has a moment to take it.
    void lingering() {
        if (lingerNanos == Deadline.NONE) {
            lingerNanos = channel.clock().coarseNanoTime() + settings.lingerNanos();
            channel.due().noLaterThan(lingerNanos);
        }
    }

    /// Looks at everything that may be overdue and says what to do first; see [Overdue].
    ///
    /// @param greeted whether the peer has sent its preface
    Overdue check(long now, boolean greeted) {
        channel.due().clear();
        checkAnswered(now);
        Overdue overdue = Overdue.NOTHING;
        if (channel.streams().isEmpty()) {
            overdue = checkIdle(now, greeted);
        } else {
            checkRequests(now);
            overdue = checkSilence(now);
            if (overdue == Overdue.NOTHING) {
                overdue = checkQuiet(now);
            }
        }
        if (isOver(blockNanos, now)) {
            blockNanos = Deadline.NONE;
            return Overdue.BLOCK;
        }
        if (isOver(confirmNanos, now)) {
            confirmNanos = Deadline.NONE;
            overdue = Overdue.CONFIRMATION;
        }
        return isOver(lingerNanos, now) ? Overdue.END : overdue;
    }

    private boolean isOver(long moment, long now) {
        if (moment == Deadline.NONE) {
            return false;
        }
        channel.due().noLaterThan(moment);
        return now - moment >= 0;
    }

    private Overdue checkIdle(long now, boolean greeted) {
        boolean used = channel.streams().served() > 0;
        long allowed = used ? settings.keepAliveNanos() : settings.requestNanos();
        if (lingerNanos == Deadline.NONE && isOver(idleSinceNanos + allowed, now)) {
            return greeted ? Overdue.IDLE : Overdue.PREFACE;
        }
        long hibernation = later(idleSinceNanos, settings.hibernateNanos());
        if (hibernation != Deadline.NONE && now - hibernation >= 0) {
            return Overdue.BUFFERS;
        }
        channel.due().noLaterThan(hibernation);
        return Overdue.NOTHING;
    }

    private void checkAnswered(long now) {
        for (Http2Request request : channel.streams().allAnswered()) {
            if (isOver(request.lingerNanos(), now)) {
                channel.endEarly(request);
            }
        }
    }

    private void checkRequests(long now) {
        for (Http2Request request : channel.streams().all()) {
            Http2Stream stream = request.stream();
            // A stream whose windows are open waits for its turn: that is not the peer's doing.
            if (stream.isQueued() && channel.outbox().window().isOpen()) {
                stream.postpone(now);
            }
            stream.expire(now);
            channel.due().noLaterThan(stream.deadlineNanos());
        }
    }

    /// Streams may be quiet for hours, those that carry another protocol above all.
    private Overdue checkQuiet(long now) {
        long hibernation = later(heardNanos, settings.hibernateNanos());
        if (hibernated || hibernation == Deadline.NONE) {
            return Overdue.NOTHING;
        }
        if (now - hibernation >= 0) {
            hibernated = true;
            return Overdue.BUFFERS;
        }
        channel.due().noLaterThan(hibernation);
        return Overdue.NOTHING;
    }

    /// A quiet stream lives as long as its peer answers a PING.
    private Overdue checkSilence(long now) {
        long silence = heardNanos + settings.writeNanos() * (probed ? 2 : 1);
        if (now - silence < 0) {
            channel.due().noLaterThan(silence);
            return Overdue.NOTHING;
        }
        if (probed) {
            return Overdue.DEAD;
        }
        probed = true;
        channel.due().noLaterThan(heardNanos + 2 * settings.writeNanos());
        return Overdue.SILENCE;
    }

    /// What a peer has failed to do in time.
    enum Overdue {
        /// Nothing.
        NOTHING,
        /// It has sent no preface.
        PREFACE,
        /// It has sent no request for long.
        IDLE,
        /// The connection has been quiet for long enough to give back its buffers.
        BUFFERS,
        /// It has begun a header block and not gone on.
        BLOCK,
        /// It has not been heard of while it waits for a response: it is asked.
        SILENCE,
        /// It has not answered that either.
        DEAD,
        /// It has not confirmed that it knows that this side leaves.
        CONFIRMATION,
        /// It has not taken the end of the connection.
        END
    }
}
