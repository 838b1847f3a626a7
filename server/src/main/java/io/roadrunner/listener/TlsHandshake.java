package io.roadrunner.listener;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.transport.TlsTransport;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A connection until keys are agreed on (RFC 8446 §4), then the connection of its protocol. Served
/// by the connection's thread; the reaper ends its wait.
final class TlsHandshake implements Opening {
    private final TlsTransport transport;
    private final long deadlineNanos;
    private final Function<TlsTransport, Connection> following;
    private volatile @Nullable CloseCause ended;
    private volatile @Nullable String failure;

    /// @param transport to the peer, before its handshake
    /// @param deadlineNanos until when keys have to be agreed on
    /// @param following the connection behind the handshake
    TlsHandshake(
            TlsTransport transport,
            long deadlineNanos,
            Function<TlsTransport, Connection> following) {
        this.transport = transport;
        this.deadlineNanos = deadlineNanos;
        this.following = following;
    }

    @Override
    public Next serve() {
        try {
            transport.handshake();
        } catch (IOException e) {
            CloseCause forced = ended;
            failure = forced == null ? String.valueOf(e.getMessage()) : "took too long";
            return new Next.Close(forced == null ? CloseCause.TLS_HANDSHAKE : forced);
        }
        return new Next.HandOver(following.apply(transport));
    }

    /// What went wrong; null as long as nothing has.
    @Nullable String failure() {
        return failure;
    }

    /// Whoever has sent nothing is waited for no longer; whoever has may finish, in time.
    @Override
    public void drain(Drain drain) {
        if (drain.stage() == Drain.Stage.CLOSING && !transport.hasBegun()) {
            ended = CloseCause.DRAINED;
            transport.endInput();
        }
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public void expire() {
        close(CloseCause.TLS_HANDSHAKE);
    }

    @Override
    public void close(CloseCause cause) {
        ended = cause;
        transport.close();
    }

    @Override
    public String protocol() {
        return "tls";
    }
}
