package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Next;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The ways in which a connection ends. Owned by its thread, but for [#cut], which any thread may
/// call.
final class ConnectionEnd {
    private static final Headers TEXT = Headers.of("content-type", "text/plain; charset=utf-8");

    /// Long enough for an answer to be read on most ways.
    private static final long HOLD_NANOS = 500_000_000L;

    private final Http1Protocol protocol;
    private final Http1Channel channel;

    /// Why another thread closed the connection, or null.
    private volatile @Nullable CloseCause cut;

    ConnectionEnd(Http1Protocol protocol, Http1Channel channel) {
        this.protocol = protocol;
        this.channel = channel;
    }

    /// Closes at once. Any thread.
    void cut(CloseCause cause) {
        cut = cause;
        channel.transport().close();
    }

    /// The end of the connection, by whatever ended it first.
    ///
    /// @param cause what its thread has seen, which may be no more than a lost peer
    Next by(CloseCause cause) {
        CloseCause forced = cut;
        CloseCause expiry = channel.timer().expiry();
        if (forced != null) {
            return new Next.Close(forced);
        }
        boolean lost = cause == CloseCause.PEER_GONE || cause == CloseCause.ABORTED;
        return new Next.Close(lost && expiry != null ? expiry : cause);
    }

    /// The end of a connection whose input has ended while nothing was owed.
    CloseCause ofInput() {
        CloseCause expiry = channel.timer().expiry();
        return expiry == null ? CloseCause.PEER_CLOSED : expiry;
    }

    /// Answers what never became a request, then ends the connection.
    ///
    /// @throws IOException when the peer has gone
    Next refuse(Rejection rejection) throws IOException {
        CloseCause expiry = channel.timer().expiry();
        if (expiry == CloseCause.DRAINED || cut != null) {
            return by(CloseCause.DRAINED);
        }
        protocol.pipeline().reportRejected(channel.transport().peer(), rejection);
        writeRefusal(rejection);
        channel.output().flush();
        linger();
        return by(expiry == null ? CloseCause.PROTOCOL_ERROR : expiry);
    }

    private void writeRefusal(Rejection rejection) {
        byte[] text = (rejection.text() + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteOutput target = channel.output().buffer();
        ResponseHeadEncoder.statusLine(target, rejection.status());
        ResponseHeadEncoder.fields(target, TEXT, protocol.dateLine().octets());
        ResponseHeadEncoder.contentLength(target, text.length);
        ResponseHeadEncoder.close(target);
        target.putLineEnd().put(text);
    }

    /// Lets the peer read the last answer before the connection goes.
    void linger() {
        Http1Settings settings = protocol.settings();
        if (channel.timer().expiry() != null) {
            hold(Math.min(settings.discardNanos(), HOLD_NANOS));
            return;
        }
        long deadline = protocol.clock().coarseNanoTime() + settings.discardNanos();
        new LingeringClose(channel, deadline, settings.discardBytes()).run();
    }

    /// Keeps the connection open for a moment. Its input was ended to wake its thread, so nothing
    /// more can be read from it, and to end the output as well would make the kernel reset a peer
    /// that is still sending.
    private void hold(long nanos) {
        long end = protocol.clock().nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && cut == null && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = end - protocol.clock().nanoTime();
        }
    }
}
