package io.roadrunner.http1;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.exchange.Outcome;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.UpgradedConnection;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A connection after a switch of protocols: the application's handler owns the bytes, the listener
/// still owns the connection. Served by the thread that served HTTP on it.
final class Http1Upgrade implements Connection, UpgradedConnection {
    private static final System.Logger LOGGER = System.getLogger(Http1Upgrade.class.getName());

    private final Http1Connection before;
    private final Http1Channel channel;
    private final Outcome.HandOver handOver;
    private final Thread thread;
    private final long startedNanos;
    private volatile @Nullable Drain drain;
    private volatile @Nullable Consumer<DrainNotice> onDrain;
    private volatile @Nullable CloseCause cut;
    private @Nullable Instant told;

    Http1Upgrade(Http1Connection before, Http1Channel channel, Outcome.HandOver handOver) {
        this.before = before;
        this.channel = channel;
        this.handOver = handOver;
        this.thread = Thread.currentThread();
        this.startedNanos = before.requestNanos();
        this.drain = before.drain();
    }

    @Override
    public Next serve() {
        CloseCause cause =
                handOver.session().serve(this) ? CloseCause.COMPLETE : CloseCause.ABORTED;
        CloseCause forced = cut;
        return new Next.Close(forced == null ? cause : forced);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.input().read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        Transport transport = channel.transport();
        while (source.hasRemaining()) {
            transport.write(source);
        }
    }

    @Override
    public void onDrain(Consumer<DrainNotice> action) {
        onDrain = action;
        tell(drain);
    }

    @Override
    public void drain(Drain next) {
        synchronized (this) {
            Drain current = drain;
            drain = current == null ? next : current.and(next);
        }
        tell(drain);
    }

    @Override
    public void notifyDrain(Drain next) {
        tell(next);
    }

    /// Runs the action once for each deadline, on a thread of its own: what an application does
    /// there may block or fail and must not keep the drain from others.
    private synchronized void tell(@Nullable Drain current) {
        Consumer<DrainNotice> action = onDrain;
        if (action == null || current == null || !current.reachesHandlers()) {
            return;
        }
        Instant deadline = current.deadline().instant();
        if (!deadline.equals(told)) {
            told = deadline;
            Thread.ofVirtual()
                    .name(thread.getName() + "/drain")
                    .start(() -> run(action, new DrainNotice(deadline)));
        }
    }

    private void run(Consumer<DrainNotice> action, DrainNotice notice) {
        try {
            action.accept(notice);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "telling " + thread.getName() + " of a drain failed", e);
        }
    }

    @Override
    public long deadlineNanos() {
        return Deadline.NONE;
    }

    @Override
    public void check(long nowNanos) {
        // The application decides how long its own protocol may be silent.
    }

    @Override
    public void close(CloseCause cause) {
        cut = cause;
        channel.transport().close();
    }

    @Override
    public String protocol() {
        return "upgrade";
    }

    @Override
    public List<ActiveRequest> activeRequests() {
        return List.of(new ActiveRequest(handOver.route(), startedNanos, thread));
    }

    @Override
    public long requestsServed() {
        return before.requestsServed();
    }
}
