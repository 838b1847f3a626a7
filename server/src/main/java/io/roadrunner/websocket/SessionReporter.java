package io.roadrunner.websocket;

import io.roadrunner.exchange.TunnelContext;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.telemetry.WebSocketEvent.FrameReceived;
import io.roadrunner.telemetry.WebSocketEvent.FrameRejected;
import io.roadrunner.telemetry.WebSocketEvent.FrameSent;
import io.roadrunner.telemetry.WebSocketEvent.SessionClosed;
import io.roadrunner.telemetry.WebSocketEvent.SessionMeasurements;
import io.roadrunner.telemetry.WebSocketEvent.SessionOpened;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells telemetry of one session. Without a subscriber to sessions each call is one look at a
/// short list. Any thread.
final class SessionReporter {
    private final TunnelContext context;
    private final Telemetry telemetry;

    SessionReporter(TunnelContext context) {
        this.context = context;
        this.telemetry = context.telemetry();
    }

    void opened(@Nullable String subprotocol, boolean compressed) {
        if (telemetry.wants(SessionOpened.class)) {
            telemetry.emit(new SessionOpened(now(), context.metadata(), subprotocol, compressed));
        }
    }

    void received(Opcode opcode, boolean fin, long length) {
        if (telemetry.wants(FrameReceived.class)) {
            telemetry.emit(new FrameReceived(now(), context.metadata(), name(opcode), fin, length));
        }
    }

    void sent(Opcode opcode, long length) {
        if (telemetry.wants(FrameSent.class)) {
            telemetry.emit(new FrameSent(now(), context.metadata(), name(opcode), length));
        }
    }

    void sentClose(int code, String reason) {
        if (telemetry.wants(FrameSent.class)) {
            int octets = reason.getBytes(StandardCharsets.UTF_8).length;
            sent(Opcode.CLOSE, code == CloseCode.NO_STATUS ? 0 : 2 + octets);
        }
    }

    void rejected(int code, String reason) {
        if (telemetry.wants(FrameRejected.class)) {
            telemetry.emit(new FrameRejected(now(), context.metadata(), code, reason));
        }
    }

    void closed(int code, String reason, boolean clean, SessionMeasurements measured) {
        if (telemetry.wants(SessionClosed.class)) {
            telemetry.emit(
                    new SessionClosed(now(), context.metadata(), code, reason, clean, measured));
        }
    }

    private static String name(Opcode opcode) {
        return opcode.name().toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return context.clock().now();
    }
}
