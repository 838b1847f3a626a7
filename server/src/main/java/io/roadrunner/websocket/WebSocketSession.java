package io.roadrunner.websocket;

import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Drain;
import io.roadrunner.exchange.Tunnel;
import io.roadrunner.exchange.TunnelContext;
import io.roadrunner.exchange.TunneledProtocol;
import io.roadrunner.http.Request;
import io.roadrunner.telemetry.WebSocketEvent.SessionMeasurements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One session from the answer to the handshake to the end of the connection. Its thread reads and
/// calls the handler; what other threads send, post or decide comes in from the side.
final class WebSocketSession implements WebSocket, TunneledProtocol, HandlerTurns.Deliveries {
    /// How long the client may take to read the last words and to end its side.
    private static final long LINGER_NANOS = 1_000_000_000L;

    /// How much is thrown away of what it sends meanwhile.
    private static final int LARGEST_LINGER = 1 << 20;

    private final WebSocketUpgrade upgrade;
    private final Tunnel tunnel;
    private final TunnelContext context;
    private final Clock clock;
    private final Thread thread = Thread.currentThread();
    private final SessionReporter reporter;
    private final SessionTimes times;
    private final SessionInput input;
    private final SessionOutput output;
    private final MessageDecoder decoder;
    private final @Nullable MessageInflater inflater;
    private final HandlerTurns turns;
    private final ClosingHandshake closing = new ClosingHandshake();
    private final long startNanos;
    private long messagesReceived;
    private long bytesReceived;
    private @Nullable Instant told;
    private volatile boolean interrupted;

    WebSocketSession(WebSocketUpgrade upgrade, Tunnel tunnel, TunnelContext context) {
        WebSocketOptions options = upgrade.options();
        MessageCompression compression = upgrade.compression();
        this.upgrade = upgrade;
        this.tunnel = tunnel;
        this.context = context;
        this.clock = context.clock();
        this.startNanos = clock.nanoTime();
        this.reporter = new SessionReporter(context);
        this.times =
                new SessionTimes(
                        clock,
                        options.pingInterval().toNanos(),
                        context.options().hibernateNanos());
        this.inflater = compression == null ? null : compression.inflater();
        this.input = new SessionInput(tunnel);
        this.output =
                new SessionOutput(
                        tunnel,
                        clock,
                        options.maxQueuedBytes(),
                        compression == null ? null : compression.deflater(),
                        () -> tunnel.cut(CloseCause.PEER_GONE));
        this.decoder =
                new MessageDecoder(
                        options.maxFrameSize(),
                        options.maxMessageSize(),
                        inflater,
                        reporter::received);
        this.turns =
                new HandlerTurns(
                        this,
                        context.request(),
                        context.options().mailboxCapacity(),
                        thread.getName());
    }

    /// Serves to the end of the session.
    ///
    /// @throws Exception what the handler has thrown first
    void serve() throws Exception {
        reporter.opened(upgrade.subprotocol(), inflater != null);
        try {
            tunnel.attend(this);
            turns.run(() -> upgrade.handler().onOpen(this));
            read();
        } finally {
            end();
        }
        Throwable failure = turns.failure();
        if (failure instanceof Error error) {
            throw error;
        }
        // Who is cut in a wait has not failed.
        if (failure instanceof Exception exception && !isCut(exception)) {
            throw exception;
        }
    }

    private boolean isCut(Exception thrown) {
        return interrupted && thrown instanceof InterruptedException;
    }

    private void read() {
        try {
            if (receiveAll()) {
                finish();
            }
        } catch (WebSocketException e) {
            reporter.rejected(e.code(), e.reason());
            // "_Fail the WebSocket Connection_ [...] SHOULD send a Close frame with an appropriate
            // status code (Section 7.4) before proceeding to _Close the WebSocket Connection_." RFC
            // 6455 §7.1.7
            close(e.code(), e.reason(), false);
            finish();
        } catch (IOException e) {
            // The client has gone, or the session was cut.
            return;
        }
    }

    /// Takes what the client sends.
    ///
    /// @return whether its close frame has come; false when the connection has ended without
    private boolean receiveAll() throws IOException, WebSocketException {
        while (true) {
            if (input.isEmpty()) {
                output.flush();
                int read = input.fill(decoder.remaining());
                if (read < 0) {
                    return false;
                }
                bytesReceived += read;
                times.heard();
            }
            input.consume(decoder.decode(input.octets(), input.from(), input.to()));
            Received received = decoder.received();
            if (received instanceof Received.Close close) {
                closed(close);
                return true;
            }
            // Behind a close frame of its own nothing can be answered any more: what still matters
            // is the one of the client (RFC 6455 §5.5.1).
            if (received != null && !closing.isSent()) {
                receive(received);
            }
        }
    }

    private void receive(Received received) {
        WebSocketHandler handler = upgrade.handler();
        switch (received) {
            case Received.Text(String text) -> {
                messagesReceived++;
                turns.run(() -> handler.onText(this, text));
            }
            case Received.Binary(byte[] data) -> {
                messagesReceived++;
                turns.run(() -> handler.onBinary(this, data));
            }
            case Received.Ping(byte[] data) -> {
                // "Upon receipt of a Ping frame, an endpoint MUST send a Pong frame in response,
                // unless it already received a Close frame." RFC 6455 §5.5.2
                reporter.sent(Opcode.PONG, data.length);
                output.control(Opcode.PONG, data, Patience.HELD);
                turns.run(() -> handler.onPing(this, data));
            }
            case Received.Pong(byte[] data) -> turns.run(() -> handler.onPong(this, data));
            case Received.Close _ -> throw new IllegalStateException("ends the session");
        }
    }

    /// "When sending a Close frame in response, the endpoint typically echos the status code it
    /// received." RFC 6455 §5.5.1
    private void closed(Received.Close close) {
        closing.received(close.code(), close.reason());
        close(close.code(), "", false);
    }

    /// Lets the last words leave and the client end its side: "The server MUST close the underlying
    /// TCP connection immediately" once both have said farewell (RFC 6455 §5.5.1), but not so that
    /// the client loses what it has not read.
    private void finish() {
        try {
            output.awaitFlushed();
            tunnel.endOutput();
            times.closesWithin(LINGER_NANOS);
            int discarded = 0;
            int read = input.fill(0);
            while (read >= 0 && discarded < LARGEST_LINGER) {
                discarded += read;
                read = input.fill(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The client has gone: there is nothing left to wait for.
            return;
        }
    }

    private void end() {
        output.end();
        try {
            int code = closing.code();
            String reason = closing.reason();
            turns.runLast(() -> upgrade.handler().onClose(this, code, reason));
            reporter.closed(code, reason, closing.isClean(), measured());
        } finally {
            release();
        }
    }

    private SessionMeasurements measured() {
        return new SessionMeasurements(
                Duration.ofNanos(clock.nanoTime() - startNanos),
                messagesReceived,
                output.taken().messages(),
                bytesReceived,
                output.taken().octets());
    }

    /// Gives back what is held outside the heap; no other thread compresses once the output has
    /// ended.
    private void release() {
        if (inflater != null) {
            inflater.close();
        }
        output.free();
    }

    @Override
    public boolean sendText(String text) {
        return send(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean sendBinary(byte[] data) {
        return send(Opcode.BINARY, data);
    }

    private boolean send(Opcode opcode, byte[] payload) {
        boolean queued = taken(output.message(opcode, payload, patience()));
        if (queued) {
            reporter.sent(opcode, payload.length);
        }
        return queued;
    }

    @Override
    public boolean ping(byte[] data) {
        if (data.length > FrameEncoder.MAX_CONTROL_LENGTH) {
            throw new IllegalArgumentException("a ping of " + data.length + " octets");
        }
        boolean queued = taken(output.control(Opcode.PING, data, patience()));
        if (queued) {
            reporter.sent(Opcode.PING, data.length);
        }
        return queued;
    }

    private Patience patience() {
        if (!turns.isMine()) {
            return Patience.NEVER;
        }
        return thread.equals(Thread.currentThread()) ? Patience.HELD : Patience.WAITS;
    }

    private boolean taken(Sent sent) {
        return switch (sent) {
            case QUEUED -> true;
            case ENDED -> false;
            case FULL -> {
                close(CloseCode.TRY_AGAIN_LATER, "too slow", true);
                yield false;
            }
        };
    }

    @Override
    public void close(int code, String reason) {
        int length = reason.getBytes(StandardCharsets.UTF_8).length;
        if (!CloseCode.maySend(code) || length > FrameEncoder.MAX_REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "close code " + code + " with a reason of " + length + " octets");
        }
        close(code, reason, false);
    }

    private void close(int code, String reason, boolean atOnce) {
        if (output.close(code, reason, atOnce)) {
            closing.sent(code, reason);
            reporter.sentClose(code, reason);
            times.closesWithin(upgrade.options().closeTimeout().toNanos());
        }
    }

    @Override
    public boolean post(Object message) {
        return turns.post(message);
    }

    @Override
    public Request request() {
        return upgrade.request();
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.ofNullable(upgrade.subprotocol());
    }

    @Override
    public boolean isOpen() {
        return output.isOpen();
    }

    @Override
    public void message(Object message) throws Exception {
        if (!closing.isSent()) {
            upgrade.handler().onMessage(this, message);
        }
    }

    @Override
    public void drain(Instant deadline) throws Exception {
        if (!closing.isSent()) {
            upgrade.handler().onDrain(this, deadline);
        }
    }

    @Override
    public void failed() {
        close(CloseCode.INTERNAL_ERROR, "internal error", false);
    }

    @Override
    public void drain(Drain drain) {
        if (!drain.reachesHandlers()) {
            return;
        }
        Instant deadline = drain.deadline().instant();
        synchronized (this) {
            if (deadline.equals(told)) {
                return;
            }
            told = deadline;
        }
        switch (context.drainPolicy()) {
            case NOTIFY -> turns.postDrain(deadline);
            case CLOSE_NOW -> bidFarewell();
            case RUN_TO_DEADLINE -> {}
        }
    }

    @Override
    public void bidFarewell() {
        close(CloseCode.GOING_AWAY, "going away", false);
    }

    @Override
    public long deadlineNanos() {
        return Math.min(times.deadlineNanos(), output.heldNanos());
    }

    @Override
    public void check(long nowNanos) {
        if (nowNanos - output.heldNanos() >= 0) {
            output.release();
        }
        switch (times.check(nowNanos)) {
            case NOTHING -> {}
            case PING -> {
                reporter.sent(Opcode.PING, 0);
                output.control(Opcode.PING, new byte[0], Patience.NEVER);
            }
            case DEAD -> tunnel.cut(CloseCause.PEER_GONE);
            case CLOSE ->
                    tunnel.cut(closing.isClean() ? CloseCause.COMPLETE : CloseCause.PEER_GONE);
            case BUFFERS -> {
                input.hibernate();
                output.hibernate();
            }
        }
    }

    @Override
    public void interrupt() {
        interrupted = true;
        output.end();
        turns.interrupt();
    }
}
