package io.roadrunner.http1;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.exchange.Outcome;
import io.roadrunner.http.RejectedException;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection: a blocking thread that reads a head, has the request served and goes on
/// with the next. Its state is where that thread stands; what other threads may see or ask is
/// volatile.
final class Http1Connection implements Connection {
    private final Http1Protocol protocol;
    private final Http1Settings settings;
    private final Clock clock;
    private final Http1Channel channel;
    private final ConnectionEnd end;
    private final Http1RequestReader reader;

    /// When the connection was last left with nothing to do; read by the reaper.
    private volatile long idleSinceNanos;

    /// The deadline that the reaper last found held back answers by. Only for the reaper.
    private long overdueNanos = Deadline.NONE;

    private volatile @Nullable Thread thread;
    private volatile @Nullable Drain ending;
    private volatile @Nullable Drain notice;
    private volatile @Nullable Consumer<Drain> onDrain;

    /// The route of the request that is being served, null between requests. It is only shown, so
    /// nothing needs to wait until others see it.
    private final AtomicReference<@Nullable String> route = new AtomicReference<>();

    Http1Connection(Http1Protocol protocol, Transport transport) {
        this.protocol = protocol;
        this.settings = protocol.settings();
        this.clock = protocol.clock();
        this.channel = new Http1Channel(transport, protocol);
        this.end = new ConnectionEnd(protocol, channel);
        this.reader = new Http1RequestReader(this, channel, protocol);
    }

    Http1Channel channel() {
        return channel;
    }

    byte[] dateLine() {
        return protocol.dateLine().octets();
    }

    @Override
    public Next serve() {
        thread = Thread.currentThread();
        try {
            return serveRequests();
        } catch (IOException e) {
            return end.by(CloseCause.PEER_GONE);
        }
    }

    private Next serveRequests() throws IOException {
        while (true) {
            CloseCause over = isBatchServed() ? awaitRequest() : null;
            if (over != null) {
                return end.by(over);
            }
            Http1Exchange exchange;
            try {
                exchange = reader.read();
            } catch (RejectedException refusal) {
                return end.refuse(refusal.rejection());
            }
            Next next = serveRequest(exchange);
            if (next != null) {
                return next;
            }
        }
    }

    /// Whether the next request may be a long way off: answers are not held back any longer.
    private boolean isBatchServed() {
        return channel.input().isEmpty() && !channel.input().hasMoreAtHand();
    }

    /// Waits for the first byte of a request.
    ///
    /// @return null when it has come, else why the connection ends
    private @Nullable CloseCause awaitRequest() throws IOException {
        channel.output().flush();
        rest();
        long now = clock.coarseNanoTime();
        idleSinceNanos = now;
        channel.timer().idle(now + Math.min(reader.idleNanos(), settings.hibernateNanos()));
        if (endsWhenIdle() && !channel.hasUnread()) {
            channel.timer().wake();
            return CloseCause.DRAINED;
        }
        int read = channel.awaitRequest();
        channel.timer().wake();
        return read >= 0 ? null : end.ofInput();
    }

    private boolean endsWhenIdle() {
        Drain drain = ending;
        return drain != null && drain.closesIdle();
    }

    /// Puts away what an idle connection does not need, where [#hibernate()] finds it.
    private void rest() {
        channel.input().rest();
        channel.output().rest();
        reader.rest();
    }

    /// @return null when the connection goes on with the next request
    private @Nullable Next serveRequest(Http1Exchange exchange) throws IOException {
        routed("");
        channel.output().lend();
        try {
            return switch (protocol.pipeline().serve(exchange)) {
                case Outcome.Completed _ -> afterwards(exchange);
                case Outcome.Aborted _ -> end.by(CloseCause.ABORTED);
                case Outcome.HandOver handOver ->
                        new Next.HandOver(new Http1Tunnel(this, channel, handOver));
            };
        } finally {
            route.setOpaque(null);
            if (onDrain != null) {
                onDrain = null;
            }
        }
    }

    private @Nullable Next afterwards(Http1Exchange exchange) throws IOException {
        Http1Body body = exchange.requestBody();
        boolean finished = body == null || body.isFinished();
        if (exchange.isKeptAlive() && (body == null || finished || discard(body))) {
            channel.output().flushIfFull();
            return null;
        }
        channel.output().flush();
        // Also when the peer asked for the end: it may be sending all the same (RFC 9112 §9.6).
        end.linger();
        return end.by(ending == null ? CloseCause.COMPLETE : CloseCause.DRAINED);
    }

    /// Reads the rest of a body that nobody wanted, so that the next request can be found.
    ///
    /// @return false when that would take too much
    private boolean discard(Http1Body body) throws IOException {
        channel.output().flush();
        channel.contentOwedUntil(clock.coarseNanoTime() + settings.discardNanos());
        try {
            return body.discard(settings.discardBytes());
        } catch (RejectedException e) {
            return false;
        }
    }

    /// Whether the limits of the connection allow for another request after this one.
    boolean mayKeepAlive() {
        return reader.requests() < settings.maxKeepAliveRequests() && ending == null;
    }

    /// Whether it is worth to read a body to its end for the sake of the connection.
    boolean canReachEndOf(@Nullable Http1Body body) {
        if (body == null || body.isFinished()) {
            return true;
        }
        return !body.isContinueOwed() && body.unread() <= settings.discardBytes();
    }

    @Nullable Drain ending() {
        return ending;
    }

    /// What handlers know of a drain.
    @Nullable Drain drain() {
        Drain drain = ending;
        return drain == null ? currentNotice() : drain;
    }

    /// A notice is of no more interest when its deadline has passed and nothing has happened.
    private @Nullable Drain currentNotice() {
        Drain told = notice;
        boolean over = told != null && told.deadline().remaining(clock.coarseNanoTime()) < 0;
        return over ? null : told;
    }

    void onDrain(Consumer<Drain> action) {
        onDrain = action;
        Drain drain = drain();
        if (drain != null && drain.reachesHandlers()) {
            action.accept(drain);
        }
    }

    long requestNanos() {
        return reader.startedNanos();
    }

    void routed(String pattern) {
        route.setOpaque(pattern);
    }

    @Override
    public void drain(Drain drain) {
        Drain merged;
        synchronized (this) {
            Drain before = ending;
            merged = before == null ? drain : before.and(drain);
            ending = merged;
        }
        tellHandler(merged);
        if (merged.closesIdle()) {
            endIdle(CloseCause.DRAINED);
        }
    }

    private void endIdle(CloseCause cause) {
        long seen = channel.timer().deadlineNanos();
        if (!channel.endIdle(cause, thread) && channel.timer().isIdle()) {
            // Its thread is on its way into the wait or out of it: the reaper looks again.
            channel.timer().postpone(seen, clock.coarseNanoTime());
        }
    }

    @Override
    public void notifyDrain(Drain drain) {
        notice = drain;
        tellHandler(drain);
    }

    private void tellHandler(Drain drain) {
        Consumer<Drain> action = onDrain;
        if (action != null && drain.reachesHandlers()) {
            action.accept(drain);
        }
    }

    @Override
    public long deadlineNanos() {
        return channel.timer().deadlineNanos();
    }

    @Override
    public void check(long nowNanos) {
        PeerTimer timer = channel.timer();
        long seen = timer.deadlineNanos();
        if (nowNanos - seen < 0) {
            return;
        }
        if (timer.isHolding()) {
            letLentLeave(seen);
            return;
        }
        if (timer.isIdle()) {
            checkIdle(nowNanos, seen);
        } else {
            timer.expire(seen);
        }
    }

    /// A virtual thread costs least. When it has not got to run until the next tick, handlers that
    /// compute occupy all carriers, and a thread of the system may take its place.
    private void letLentLeave(long seen) {
        Runnable flush = channel.output()::flushLent;
        if (seen == overdueNanos) {
            protocol.lateWriters().start(flush);
        } else {
            overdueNanos = seen;
            Thread.ofVirtual().name("roadrunner/h1/writer").start(flush);
        }
    }

    private void checkIdle(long nowNanos, long seen) {
        long allowed = reader.requests() == 0 ? settings.requestNanos() : settings.keepAliveNanos();
        long idleEnd = idleSinceNanos + allowed;
        if (endsWhenIdle()) {
            endIdle(CloseCause.DRAINED);
        } else if (nowNanos - idleEnd >= 0) {
            endIdle(CloseCause.IDLE);
        } else {
            hibernate();
            channel.timer().postpone(seen, idleEnd);
        }
    }

    private void hibernate() {
        channel.input().hibernate();
        channel.output().hibernate();
        reader.hibernate();
    }

    @Override
    public void close(CloseCause cause) {
        end.cut(cause);
    }

    @Override
    public String protocol() {
        return "h1";
    }

    @Override
    public List<ActiveRequest> activeRequests() {
        String current = route.get();
        Thread working = thread;
        return current == null || working == null
                ? List.of()
                : List.of(new ActiveRequest(current, reader.startedNanos(), working));
    }

    @Override
    public long requestsServed() {
        return reader.requests();
    }
}
