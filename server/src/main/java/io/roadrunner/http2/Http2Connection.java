package io.roadrunner.http2;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.exchange.RateMeter;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection (RFC 9113). Its thread reads frames and does nothing else: it never runs a
/// handler and never writes to the socket. Each request has a virtual thread of its own, and what
/// leaves goes through the [Outbox].
final class Http2Connection implements Connection {
    /// How much is thrown away of what a peer sends after the end.
    private static final int LARGEST_LINGER = 1 << 20;

    private final Http2Protocol protocol;
    private final Http2Channel channel;
    private final ReentrantLock lock;
    private final Http2Input input;
    private final AbuseBudgets budgets;
    private final ConnectionTimes times;
    private final ConnectionEnd end;
    private final RequestRunner runner;
    private final FrameReceiver receiver;
    private final Tunnels tunnels = new Tunnels();

    private volatile boolean greeted;
    private volatile @Nullable Drain ending;
    private volatile @Nullable Drain notice;

    Http2Connection(Http2Protocol protocol, Transport transport) {
        long now = protocol.clock().coarseNanoTime();
        this.protocol = protocol;
        this.channel = new Http2Channel(protocol, transport, this::lost);
        this.lock = channel.lock();
        this.input = new Http2Input(transport);
        this.budgets = new AbuseBudgets(now);
        this.times = new ConnectionTimes(channel, now);
        this.end = new ConnectionEnd(protocol, channel, times);
        this.runner = new RequestRunner(this);
        this.receiver = new FrameReceiver(this);
    }

    Http2Protocol protocolShared() {
        return protocol;
    }

    Http2Channel channel() {
        return channel;
    }

    AbuseBudgets budgets() {
        return budgets;
    }

    ConnectionTimes times() {
        return times;
    }

    ConnectionEnd end() {
        return end;
    }

    RequestRunner runner() {
        return runner;
    }

    Tunnels tunnels() {
        return tunnels;
    }

    @Override
    public Next serve() {
        CloseCause cause = CloseCause.PEER_GONE;
        try {
            greet();
            cause = read();
        } catch (Http2Exception.OfConnection error) {
            end.fail(error);
            cause = CloseCause.PROTOCOL_ERROR;
            discard();
        } catch (IOException e) {
            end.lost();
        } finally {
            end.awaitRequests();
        }
        return new Next.Close(channel.conclude(cause));
    }

    /// "The server connection preface consists of a potentially empty SETTINGS frame that MUST be
    /// the first frame the server sends" RFC 9113 §3.4
    private void greet() {
        lock.lock();
        try {
            Http2Settings settings = channel.settings();
            Outbox outbox = channel.outbox();
            outbox.last().settings(settings.announced());
            int growth = channel.window().growTo(settings.http2().connectionWindow());
            if (growth > 0) {
                outbox.last().windowUpdate(0, growth);
            }
            outbox.send();
        } finally {
            lock.unlock();
        }
    }

    private CloseCause read() throws IOException, Http2Exception.OfConnection {
        if (!readPreface()) {
            // "Clients and servers MUST treat an invalid connection preface as a connection error
            // ... A GOAWAY frame MAY be omitted in this case, since an invalid preface indicates
            // that the peer is not using HTTP/2." RFC 9113 §3.4
            return input.isAtRest() ? CloseCause.PEER_CLOSED : CloseCause.PROTOCOL_ERROR;
        }
        greeted = true;
        while (input.await(FrameType.HEADER_LENGTH)) {
            int length = Frame.payloadLength(input.octets(), input.from());
            if (length > Http2Settings.MAX_FRAME_SIZE) {
                throw new Http2Exception.OfConnection(
                        ErrorCode.FRAME_SIZE_ERROR, "a frame longer than MAX_FRAME_SIZE");
            }
            int whole = FrameType.HEADER_LENGTH + length;
            if (!input.await(whole)) {
                return CloseCause.PEER_GONE;
            }
            times.heard();
            receive(new Frame(input.octets(), input.from()));
            input.consume(whole);
        }
        return runner.isBusy() ? CloseCause.PEER_GONE : CloseCause.PEER_CLOSED;
    }

    private boolean readPreface() throws IOException {
        while (input.available() < Preface.LENGTH) {
            if (!input.await(input.available() + 1)) {
                return false;
            }
            int count = Math.min(input.available(), Preface.LENGTH);
            if (!Preface.isBegunBy(input.octets(), input.from(), count)) {
                return false;
            }
        }
        input.consume(Preface.LENGTH);
        return true;
    }

    private void receive(Frame frame) throws Http2Exception.OfConnection {
        try {
            receiver.receive(frame);
        } catch (Http2Exception.OfStream error) {
            failStream(error);
        } catch (Http2Exception.OfConnection error) {
            throw error;
        } catch (Http2Exception error) {
            throw new Http2Exception.OfConnection(error.code(), error.reason());
        }
    }

    private void failStream(Http2Exception.OfStream error) throws Http2Exception.OfConnection {
        int id = error.streamId();
        budgets.spend(AbuseBudgets.Abuse.PROVOKED_RESETS, channel.clock().coarseNanoTime());
        lock.lock();
        try {
            if (id > channel.streams().lastId() || id % 2 == 0) {
                // RST_STREAM must not be sent for a stream that has not begun: RFC 9113 §6.4.
                throw new Http2Exception.OfConnection(error.code(), error.reason());
            }
            Http2Request request = channel.streams().get(id);
            if (request == null || request.stream().state() == StreamState.CLOSED) {
                channel.resetUnknown(id, error.code());
            } else {
                channel.reset(request, error.code());
                channel.ended(request, error.reason());
            }
        } finally {
            lock.unlock();
        }
        protocol.reporter().reset(channel.transport().peer(), id, error);
    }

    void reportResetByPeer(int streamId, String code) {
        protocol.reporter().resetByPeer(channel.transport().peer(), streamId, code);
    }

    /// The peer may still be sending: what it sends is read and forgotten for a moment, so that it
    /// can read the last words. To close at once would take them away.
    private void discard() {
        try {
            long discarded = input.available();
            input.consume(input.available());
            while (discarded < LARGEST_LINGER && input.await(1)) {
                discarded += input.available();
                input.consume(input.available());
            }
        } catch (IOException e) {
            // The peer has reset the connection: there is nothing left to wait for.
            return;
        }
    }

    private void lost() {
        end.lost();
    }

    /// What handlers know of a drain.
    @Nullable Drain drain() {
        Drain drain = ending;
        if (drain != null) {
            return drain;
        }
        Drain told = notice;
        long now = channel.clock().coarseNanoTime();
        return told == null || told.deadline().remaining(now) < 0 ? null : told;
    }

    @Override
    public void drain(Drain drain) {
        Drain merged;
        lock.lock();
        try {
            Drain before = ending;
            merged = before == null ? drain : before.and(drain);
            ending = merged;
            end.leave(merged, greeted);
        } finally {
            lock.unlock();
        }
        tellHandlers(merged);
    }

    @Override
    public void notifyDrain(Drain drain) {
        notice = drain;
        tellHandlers(drain);
    }

    private void tellHandlers(Drain drain) {
        if (drain.reachesHandlers()) {
            runner.requests().forEach(request -> request.stream().listeners().drain(drain));
        }
    }

    @Override
    public long deadlineNanos() {
        long due = Math.min(channel.due().nanos(), channel.writeTimer().deadlineNanos());
        return Math.min(due, tunnels.deadlineNanos());
    }

    @Override
    public void check(long nowNanos) {
        WriteTimer writes = channel.writeTimer();
        if (writes.isOverdue(nowNanos)) {
            protocol.peerReporter()
                    .late(
                            channel.transport().peer(),
                            Phase.RESPONSE,
                            writes.cause(),
                            writes.rate());
            channel.cut(writes.cause());
            return;
        }
        ConnectionTimes.Overdue overdue;
        lock.lock();
        try {
            overdue = times.check(nowNanos, greeted);
        } finally {
            lock.unlock();
        }
        act(overdue);
        tunnels.check(nowNanos);
    }

    private void act(ConnectionTimes.Overdue overdue) {
        switch (overdue) {
            case NOTHING -> {}
            case PREFACE -> {
                channel.conclude(CloseCause.IDLE);
                channel.transport().endInput();
            }
            case END -> channel.cut(CloseCause.COMPLETE);
            case IDLE -> end.decide(CloseCause.IDLE);
            case BUFFERS -> hibernate();
            case BLOCK -> giveUpBlock();
            case SILENCE -> probe();
            case DEAD -> channel.cut(CloseCause.PEER_GONE);
            case CONFIRMATION -> end.decide(CloseCause.DRAINED);
        }
    }

    private void giveUpBlock() {
        RateMeter waited = channel.settings().readRate();
        waited.record(channel.settings().requestNanos(), 0);
        CloseCause cause = CloseCause.REQUEST_TIMEOUT;
        protocol.peerReporter().late(channel.transport().peer(), Phase.REQUEST_HEAD, cause, waited);
        channel.conclude(cause);
        channel.transport().endInput();
    }

    private void hibernate() {
        input.hibernate();
        lock.lock();
        try {
            channel.outbox().hibernate();
        } finally {
            lock.unlock();
        }
    }

    private void probe() {
        lock.lock();
        try {
            channel.outbox().last().ping(0, false);
            channel.outbox().send();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(CloseCause cause) {
        channel.cut(cause);
        tunnels.interrupt();
        for (Http2Request request : runner.requests()) {
            Thread working = request.thread();
            if (working != null) {
                working.interrupt();
            }
        }
    }

    @Override
    public boolean bidFarewell() {
        return tunnels.bidFarewell();
    }

    @Override
    public String protocol() {
        return "h2";
    }

    @Override
    public List<ActiveRequest> activeRequests() {
        List<ActiveRequest> active = new ArrayList<>();
        for (Http2Request request : runner.requests()) {
            Thread working = request.thread();
            if (working != null) {
                active.add(new ActiveRequest(request.route(), request.startedNanos(), working));
            }
        }
        return active;
    }

    @Override
    public long requestsServed() {
        return runner.served();
    }
}
