package io.roadrunner.listener;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.http2.Preface;
import io.roadrunner.transport.SocketTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A plain connection until its first bytes tell which protocol its client speaks, then the
/// connection of that protocol, which reads those bytes again. Served by the connection's thread;
/// the reaper ends its wait.
///
/// "The client connection preface starts with a sequence of 24 octets" RFC 9113 §3.4. Its first
/// line is looked for, with which no request of HTTP/1.1 begins. Whoever has sent that speaks
/// HTTP/2, well or badly: the rest is for that protocol to check, and no octet of HTTP/1.1 is the
/// answer to it. Whatever departs from it earlier is HTTP/1.1.
final class PrefaceDetection implements Opening {
    /// How much of the preface is its first line.
    private static final int LINE = "PRI * HTTP/2.0\r\n".length();

    private final SocketTransport transport;
    private final long acceptedNanos;
    private final long deadlineNanos;
    private final ProtocolSelector selector;
    private final ByteBuffer octets = ByteBuffer.allocate(Preface.LENGTH);
    private volatile @Nullable Thread thread;
    private volatile boolean begun;
    private volatile boolean draining;
    private volatile @Nullable CloseCause ended;

    /// @param transport to the client, of which nothing has been read
    /// @param acceptedNanos when it was accepted
    /// @param selector who knows how long it may take, and makes the connection that follows
    PrefaceDetection(SocketTransport transport, long acceptedNanos, ProtocolSelector selector) {
        this.transport = transport;
        this.acceptedNanos = acceptedNanos;
        this.deadlineNanos = acceptedNanos + selector.requestNanos();
        this.selector = selector;
    }

    @Override
    public Next serve() {
        thread = Thread.currentThread();
        boolean preface = true;
        try {
            while (preface && octets.position() < LINE) {
                if (transport.read(octets) < 0) {
                    return new Next.Close(silence());
                }
                begun = true;
                preface = isPreface();
            }
        } catch (IOException e) {
            CloseCause forced = ended;
            return new Next.Close(forced == null ? CloseCause.PEER_GONE : forced);
        }
        transport.unread(octets.flip());
        Connection following = (preface ? selector.http2() : selector.byDefault()).apply(transport);
        return new Next.HandOver(following);
    }

    /// Whether what has come may still be the preface.
    private boolean isPreface() {
        int count = Math.min(octets.position(), LINE);
        return Preface.isBegunBy(octets.array(), octets.arrayOffset(), count);
    }

    private CloseCause silence() {
        CloseCause forced = ended;
        if (forced != null) {
            return forced;
        }
        return begun ? CloseCause.PEER_GONE : CloseCause.PEER_CLOSED;
    }

    /// Whoever has sent nothing is waited for no longer; whoever has may finish, in time.
    @Override
    public void drain(Drain drain) {
        if (drain.closesIdle()) {
            draining = true;
            endIfSilent();
        }
    }

    /// Ends the input of a client that has sent nothing. Unless its thread is parked, that may hold
    /// bytes that nobody else can see: the reaper looks again.
    private void endIfSilent() {
        if (!isSilent()) {
            return;
        }
        ended = CloseCause.DRAINED;
        if (isSilent()) {
            transport.endInput();
        } else {
            ended = null;
        }
    }

    private boolean isSilent() {
        Thread reader = thread;
        boolean parked = reader != null && reader.getState() == Thread.State.WAITING;
        return parked && !begun && !transport.hasUnread();
    }

    /// A drain is looked after at every turn of the reaper.
    @Override
    public long deadlineNanos() {
        return draining && !begun ? acceptedNanos : deadlineNanos;
    }

    @Override
    public void check(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            expire();
        } else if (draining) {
            endIfSilent();
        }
    }

    @Override
    public void expire() {
        ended = begun ? CloseCause.REQUEST_TIMEOUT : CloseCause.IDLE;
        transport.endInput();
    }

    @Override
    public void close(CloseCause cause) {
        ended = cause;
        transport.close();
    }

    @Override
    public String protocol() {
        return "preface";
    }
}
