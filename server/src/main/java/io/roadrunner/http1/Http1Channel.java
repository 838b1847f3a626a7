package io.roadrunner.http1;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.PeerReporter;
import io.roadrunner.exchange.RateMeter;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
    private final Http1Settings settings;

    /// Measures the peer during one request; made when it is waited for.
    private @Nullable RateMeter rate;

    private final PeerReporter reporter;
    private Phase phase = Phase.REQUEST_HEAD;
    private boolean minimumRate = true;
    private long requestDeadline;

    Http1Channel(Transport transport, Http1Protocol protocol) {
        Http1Settings settings = protocol.settings();
        this.transport = transport;
        this.clock = protocol.clock();
        this.reporter = protocol.peerReporter();
        this.timer = new PeerTimer(transport);
        this.input = new Http1Input(transport);
        this.output = new Http1Output(transport, timer, protocol);
        this.settings = settings;
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

    /// Waits for the first bytes of a request.
    ///
    /// @return how many, -1 at the end of the input
    /// @throws IOException when the connection is gone
    int awaitRequest() throws IOException {
        input.await();
        return input.fill();
    }

    /// Reads what comes behind a switch of protocols.
    ///
    /// @return how many bytes, -1 at the end of the input
    /// @throws IOException when the connection is gone
    int readTunnel(ByteBuffer target) throws IOException {
        input.release();
        input.await();
        return input.read(target);
    }

    /// Whether bytes have arrived that have not been used, here or in the kernel.
    boolean hasUnread() {
        return input.hasAhead() || transport.hasUnread();
    }

    /// Ends the input of an idle connection. Any thread.
    ///
    /// @param reader the connection's thread; unless it is parked it may hold the first bytes of a
    ///   request that nobody else can see
    /// @return false when the connection is not idle, or cannot be told to be: ask again later
    boolean endIdle(CloseCause cause, @Nullable Thread reader) {
        if (hasUnread() || !isParked(reader) || !timer.beginEnding()) {
            return false;
        }
        // Bytes that came before the phase changed are in the kernel, in the watch, or with a
        // reader that runs; those that come from now on find the phase changed.
        if (hasUnread() || !isParked(reader) || !timer.isEnding()) {
            timer.cancelEnding();
            return false;
        }
        timer.end(cause);
        return true;
    }

    private static boolean isParked(@Nullable Thread reader) {
        return reader != null && reader.getState() == Thread.State.WAITING;
    }

    /// A request begins: everything of it is owed by the deadline.
    void beginRequest(long deadline) {
        requestDeadline = deadline;
        phase = Phase.REQUEST_HEAD;
        minimumRate = true;
        rate = null;
    }

    private RateMeter rate() {
        RateMeter current = rate;
        if (current == null) {
            current = settings.readRate();
            rate = current;
        }
        return current;
    }

    /// Holds the rest of the request to no minimum rate.
    void waiveMinimumRate() {
        minimumRate = false;
    }

    /// Moves the deadline of what is owed, which is content from now on.
    void contentOwedUntil(long deadline) {
        requestDeadline = deadline;
        phase = Phase.REQUEST_BODY;
    }

    /// Lets the deadline of the next content begin now.
    void contentOwedFor(long nanos) {
        contentOwedUntil(clock.coarseNanoTime() + nanos);
    }

    /// Waits for more bytes behind those that are here.
    ///
    /// @throws RejectedException when they do not come in time or the input ends
    /// @throws IOException when the connection is gone
    void fillOwed() throws IOException {
        // Whoever may have to wait for the peer must not hold back what the peer may wait for. And
        // what is lent may be leaving at this moment, by a thread that has set the timer.
        if (output.isLent() || !input.hasMoreAtHand()) {
            output.flush();
        }
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
        long allowance = minimumRate ? rate().allowanceNanos() : RateMeter.UNLIMITED;
        boolean byRate = allowance < requestDeadline - now;
        timer.reading(
                byRate ? now + allowance : requestDeadline,
                byRate ? CloseCause.SLOW_PEER : CloseCause.REQUEST_TIMEOUT);
        return now;
    }

    private void endWait(long before, int read) throws RejectedException {
        timer.working();
        rate().record(clock.coarseNanoTime() - before, Math.max(0, read));
        if (read >= 0) {
            return;
        }
        CloseCause expiry = timer.expiry();
        if (expiry == null) {
            throw new RejectedException(
                    phase == Phase.REQUEST_HEAD
                            ? Rejection.INCOMPLETE_HEAD
                            : Rejection.INCOMPLETE_BODY);
        }
        reporter.late(transport.peer(), phase, expiry, rate());
        throw new RejectedException(Rejection.REQUEST_TIMEOUT);
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
