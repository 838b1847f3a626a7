package io.roadrunner.http1;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.exchange.DrainAction;
import io.roadrunner.exchange.Outcome;
import io.roadrunner.exchange.Tunnel;
import io.roadrunner.exchange.TunneledProtocol;
import io.roadrunner.http.DrainNotice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A connection after a switch of protocols: another protocol owns the bytes, the listener still
/// owns the connection. Served by the thread that served HTTP on it. A peer that does not read is
/// held to the times of the listener; how long it may be silent is for the other protocol to say.
final class Http1Tunnel implements Connection, Tunnel {
    private final Http1Connection before;
    private final Http1Channel channel;
    private final Outcome.HandOver handOver;
    private final Thread thread;
    private final long startedNanos;
    private final DrainAction drainAction;
    private volatile @Nullable TunneledProtocol protocol;
    private volatile @Nullable CloseCause cut;
    private @Nullable Drain drain;
    private @Nullable Drain notice;

    Http1Tunnel(Http1Connection before, Http1Channel channel, Outcome.HandOver handOver) {
        this.before = before;
        this.channel = channel;
        this.handOver = handOver;
        this.thread = Thread.currentThread();
        this.startedNanos = before.requestNanos();
        this.drainAction = new DrainAction(thread.getName());
        this.drain = before.ending();
    }

    @Override
    public Next serve() {
        CloseCause cause =
                handOver.session().serve(this) ? CloseCause.COMPLETE : CloseCause.ABORTED;
        CloseCause forced = cut;
        CloseCause late = channel.timer().expiry();
        if (late != null) {
            return new Next.Close(late);
        }
        return new Next.Close(forced == null ? cause : forced);
    }

    @Override
    public void attend(TunneledProtocol attended) {
        Drain known;
        synchronized (this) {
            protocol = attended;
            known = known();
        }
        if (known != null) {
            attended.drain(known);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.readTunnel(target);
    }

    @Override
    public boolean hasUnread() {
        return channel.hasUnread();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        channel.output().send(source);
    }

    @Override
    public void endOutput() {
        channel.transport().endOutput();
    }

    @Override
    public void cut(CloseCause cause) {
        close(cause);
    }

    @Override
    public void onDrain(Consumer<DrainNotice> action) {
        Drain known;
        synchronized (this) {
            known = known();
        }
        if (known != null) {
            drainAction.drain(known);
        }
        drainAction.set(action);
    }

    /// What has been told so far, also to the connection before this one had taken its place.
    private @Nullable Drain known() {
        if (drain != null) {
            return drain;
        }
        return notice == null ? before.drain() : notice;
    }

    @Override
    public void drain(Drain next) {
        Drain merged;
        synchronized (this) {
            Drain current = drain;
            merged = current == null ? next : current.and(next);
            drain = merged;
        }
        tell(merged);
    }

    @Override
    public void notifyDrain(Drain next) {
        synchronized (this) {
            notice = next;
        }
        tell(next);
    }

    private void tell(Drain told) {
        drainAction.drain(told);
        TunneledProtocol attended = protocol;
        if (attended != null) {
            attended.drain(told);
        }
    }

    @Override
    public boolean bidFarewell() {
        TunneledProtocol attended = protocol;
        if (attended != null) {
            attended.bidFarewell();
        }
        return attended != null;
    }

    @Override
    public long deadlineNanos() {
        TunneledProtocol attended = protocol;
        long writing = channel.timer().deadlineNanos();
        return attended == null ? writing : Math.min(writing, attended.deadlineNanos());
    }

    @Override
    public void check(long nowNanos) {
        long writing = channel.timer().deadlineNanos();
        if (writing != Deadline.NONE && nowNanos - writing >= 0) {
            channel.timer().expire(writing);
        }
        TunneledProtocol attended = protocol;
        if (attended != null && nowNanos - attended.deadlineNanos() >= 0) {
            attended.check(nowNanos);
        }
    }

    @Override
    public void close(CloseCause cause) {
        if (cut == null) {
            cut = cause;
        }
        channel.transport().close();
        TunneledProtocol attended = protocol;
        if (attended != null) {
            attended.interrupt();
        }
    }

    @Override
    public String protocol() {
        return handOver.protocol();
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
