package io.roadrunner.http1;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Input, output and timer of one connection: the place where waiting for bytes that the peer owes
/// gets its deadline. Owned by the connection's thread.
final class Http1Channel {
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Transport transport;
    private final Clock clock;
    private final PeerTimer timer;
    private final Http1Input input;
    private final Http1Output output;
    private final RateMeter rate;
    private boolean minimumRate = true;
    private long requestDeadline;

    Http1Channel(Transport transport, Clock clock, Http1Settings settings) {
        this.transport = transport;
        this.clock = clock;
        this.timer = new PeerTimer(transport);
        this.input = new Http1Input(transport);
        this.output = new Http1Output(transport, timer, clock, settings);
        this.rate = new RateMeter(settings.minReadRate(), Http1Settings.READ_GRACE_NANOS);
    }

    Transport transport() {
        return transport;
    }

    PeerTimer timer() {
        return timer;
    }

    Http1Input input() {
        return input;
    }

    Http1Output output() {
        return output;
    }

    /// A request begins: everything of it is owed by the deadline.
    void beginRequest(long deadline) {
        requestDeadline = deadline;
        minimumRate = true;
        rate.reset();
    }

    /// Holds the rest of the request to no minimum rate.
    void waiveMinimumRate() {
        minimumRate = false;
    }

    /// Moves the deadline of what is owed.
    void owedUntil(long deadline) {
        requestDeadline = deadline;
    }

    /// Waits for more bytes behind those that are here.
    ///
    /// @throws RejectedException when they do not come in time or the input ends
    /// @throws IOException when the connection is gone
    void fillOwed() throws IOException {
        output.flush();
        long before = beginWait();
        endWait(before, input.fill());
    }

    /// Reads bytes that the peer owes.
    ///
    /// @return how many, at least 1
    /// @throws RejectedException when they do not come in time or the input ends
    /// @throws IOException when the connection is gone
    int readOwed(ByteBuffer target) throws IOException {
        if (!input.isEmpty()) {
            return input.read(target);
        }
        output.flush();
        long before = beginWait();
        int read = input.read(target);
        endWait(before, read);
        return read;
    }

    private long beginWait() {
        long now = clock.coarseNanoTime();
        long allowance = minimumRate ? rate.allowanceNanos() : RateMeter.UNLIMITED;
        boolean byRate = allowance < requestDeadline - now;
        timer.reading(
                byRate ? now + allowance : requestDeadline,
                byRate ? CloseCause.SLOW_PEER : CloseCause.REQUEST_TIMEOUT);
        return now;
    }

    private void endWait(long before, int read) throws RejectedException {
        timer.working();
        rate.record(clock.coarseNanoTime() - before, Math.max(0, read));
        if (read < 0) {
            throw new RejectedException(
                    timer.expiry() == null ? Rejection.INCOMPLETE_BODY : Rejection.REQUEST_TIMEOUT);
        }
    }

    /// Tells the peer to send its body, unless it has begun to (RFC 9110 §10.1.1).
    ///
    /// @throws IOException when the peer has gone
    void sendContinue() throws IOException {
        if (input.isEmpty()) {
            output.buffer().put(CONTINUE);
            output.flush();
        }
    }
}
