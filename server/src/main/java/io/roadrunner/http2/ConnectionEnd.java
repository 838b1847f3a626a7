package io.roadrunner.http2;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Drain;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How a connection ends: by a drain, for lack of use, for an error of its peer, or because the
/// peer has gone. Takes the lock of the connection itself unless it says that the caller holds it.
final class ConnectionEnd {
    private final Http2Protocol protocol;
    private final Http2Channel channel;
    private final ReentrantLock lock;
    private final Condition requestEnded;
    private final ConnectionTimes times;
    private final Departure departure = new Departure();

    /// The peer has said that it sends no more requests.
    private boolean peerLeaves;

    /// The peer is to hear that this side is about to leave.
    private boolean announcing;

    ConnectionEnd(Http2Protocol protocol, Http2Channel channel, ConnectionTimes times) {
        this.protocol = protocol;
        this.channel = channel;
        this.lock = channel.lock();
        this.requestEnded = lock.newCondition();
        this.times = times;
    }

    /// Tells the peer what it did wrong; nothing more is served.
    void fail(Http2Exception.OfConnection error) {
        channel.conclude(CloseCause.PROTOCOL_ERROR);
        lock.lock();
        try {
            int last = channel.streams().lastId();
            Outbox outbox = channel.outbox();
            departure.end(outbox.last(), last, error.code(), error.reason());
            failRequests(error.reason());
            finish();
        } finally {
            lock.unlock();
        }
        protocol.reporter().goAway(channel.transport().peer(), error);
    }

    private void failRequests(String reason) {
        for (Http2Request request : channel.streams().all()) {
            channel.outbox().remove(request.stream());
            request.stream().fail(reason);
        }
    }

    /// The writer has found that the peer is gone. Any thread, without the lock.
    void lost() {
        lock.lock();
        try {
            failRequests("the connection is lost");
        } finally {
            lock.unlock();
        }
        channel.cut(CloseCause.PEER_GONE);
    }

    /// Whether a stream that begins now is served; with the lock.
    boolean serves(int streamId) {
        return departure.serves(streamId);
    }

    /// Nothing more comes. Whoever waits for content is told, and whoever waits for a window that
    /// nobody will open now; whoever else sends may go on as long as the peer takes it.
    void awaitRequests() {
        lock.lock();
        try {
            for (Http2Request request : channel.streams().all()) {
                request.stream().inputEnded();
            }
            while (!channel.streams().isEmpty()) {
                requestEnded.awaitUninterruptibly();
                // What it took of the window of the connection may be what another one waits for.
                channel.streams().all().forEach(request -> request.stream().signal());
            }
            finish();
            channel.outbox().awaitFlushed();
        } finally {
            lock.unlock();
        }
    }

    /// Lets the last words leave, and the connection with them. With the lock.
    private void finish() {
        channel.outbox().finish();
        times.lingering();
    }

    /// A request is over; with the lock.
    void requestEnded() {
        requestEnded.signalAll();
        finishIfDone();
    }

    private void finishIfDone() {
        if (channel.streams().isEmpty() && (departure.isDecided() || peerLeaves)) {
            finish();
        }
    }

    /// The peer will send no more requests: RFC 9113 §6.8.
    void peerLeaves() {
        lock.lock();
        try {
            peerLeaves = true;
            finishIfDone();
        } finally {
            lock.unlock();
        }
    }

    /// The peer has heard that this side leaves.
    void confirmed() {
        decide(CloseCause.DRAINED);
    }

    /// Says which requests are still served: those that have begun.
    void decide(CloseCause cause) {
        lock.lock();
        try {
            boolean due = cause == CloseCause.IDLE || departure.isConfirming();
            if (due) {
                channel.conclude(cause);
                departure.end(
                        channel.outbox().last(),
                        channel.streams().lastId(),
                        ErrorCode.NO_ERROR,
                        cause.text());
                channel.outbox().send();
                finishIfDone();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Leaves as far as a drain asks for; with the lock.
    ///
    /// @param greeted whether the peer has sent its preface
    void leave(Drain drain, boolean greeted) {
        Outbox outbox = channel.outbox();
        if (!drain.closesIdle()) {
            announcing = true;
            announceIfUsed();
        } else if (!greeted && !channel.transport().hasUnread()) {
            channel.conclude(CloseCause.DRAINED);
            channel.transport().endInput();
        } else if (departure.confirm(outbox.last())) {
            times.confirming();
        }
        outbox.send();
    }

    /// The peer has begun a stream; with the lock.
    void used() {
        if (announcing) {
            announceIfUsed();
            channel.outbox().send();
        }
    }

    /// A client that has only just come may ask for something first, as by HTTP/1.1: told to leave
    /// before that, it would come again and again to a server that still accepts.
    private void announceIfUsed() {
        if (channel.streams().lastId() > 0) {
            departure.announce(channel.outbox().last());
        }
    }
}
