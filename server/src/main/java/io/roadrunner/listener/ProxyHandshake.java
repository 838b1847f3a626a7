package io.roadrunner.listener;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Connection;
import io.roadrunner.connection.Drain;
import io.roadrunner.connection.Next;
import io.roadrunner.transport.ProxyHeader;
import io.roadrunner.transport.ProxyHeaderParser;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A connection of a trusted proxy until its PROXY header has been read, then the connection that
/// it stands for. Served by the connection's thread; the reaper ends its wait.
final class ProxyHandshake implements Opening {
    private static final int SKIPPED_AT_ONCE = 1024;

    private final Transport transport;
    private final long deadlineNanos;
    private final Function<ProxyHeader, @Nullable Connection> following;
    private volatile boolean begun;
    private volatile @Nullable CloseCause ended;

    /// @param transport to the proxy
    /// @param deadlineNanos until when the header has to be there
    /// @param following the connection behind a header, null when it is not admitted
    ProxyHandshake(
            Transport transport,
            long deadlineNanos,
            Function<ProxyHeader, @Nullable Connection> following) {
        this.transport = transport;
        this.deadlineNanos = deadlineNanos;
        this.following = following;
    }

    @Override
    public Next serve() {
        ProxyHeader header;
        try {
            header = read();
        } catch (IOException e) {
            CloseCause forced = ended;
            boolean silent = !begun && forced == null;
            CloseCause cause = silent ? CloseCause.PEER_CLOSED : CloseCause.PROTOCOL_ERROR;
            return new Next.Close(forced == null ? cause : forced);
        }
        Connection next = following.apply(header);
        return next == null ? new Next.Close(CloseCause.STOPPED) : new Next.HandOver(next);
    }

    private ProxyHeader read() throws IOException {
        ProxyHeaderParser parser = new ProxyHeaderParser();
        int missing;
        while ((missing = parser.missing()) > 0) {
            parser.added(readInto(ByteBuffer.wrap(parser.octets(), parser.size(), missing)));
        }
        skip(parser.toSkip());
        return parser.header();
    }

    private void skip(int count) throws IOException {
        int left = count;
        while (left > 0) {
            left -= readInto(ByteBuffer.allocate(Math.min(left, SKIPPED_AT_ONCE)));
        }
    }

    private int readInto(ByteBuffer target) throws IOException {
        int read = transport.read(target);
        if (read < 0) {
            throw new IOException("the peer closed the connection within its PROXY header");
        }
        begun = true;
        return read;
    }

    /// Whoever has not begun is waited for no longer; whoever has may finish, in time.
    @Override
    public void drain(Drain drain) {
        if (drain.stage() == Drain.Stage.CLOSING && !begun && !transport.hasUnread()) {
            end(CloseCause.DRAINED);
        }
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public void expire() {
        end(CloseCause.REQUEST_TIMEOUT);
    }

    private void end(CloseCause cause) {
        ended = cause;
        transport.endInput();
    }

    @Override
    public void close(CloseCause cause) {
        ended = cause;
        transport.close();
    }

    @Override
    public String protocol() {
        return "proxy";
    }
}
