package io.roadrunner.telemetry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened in one WebSocket session. [SessionOpened] is followed by exactly one
/// [SessionClosed] with the same request id, whatever happens.
public sealed interface WebSocketEvent extends TelemetryEvent {
    /// The request that opened the session.
    RequestMetadata request();

    @Override
    default String listenerName() {
        return request().listenerName();
    }

    /// A session has begun.
    ///
    /// @param time when
    /// @param request the opening handshake
    /// @param subprotocol what was agreed on, null for nothing
    /// @param compressed whether messages may be compressed
    record SessionOpened(
            Instant time, RequestMetadata request, @Nullable String subprotocol, boolean compressed)
            implements WebSocketEvent {
        @Override
        public String name() {
            return "ws.upgrade";
        }
    }

    /// The head of a frame has come; its payload may still be on the way.
    ///
    /// @param time when
    /// @param request the opening handshake
    /// @param opcode `text`, `binary`, `continuation`, `close`, `ping` or `pong`
    /// @param fin whether its message ends with it
    /// @param payloadBytes the length of its payload on the wire
    record FrameReceived(
            Instant time, RequestMetadata request, String opcode, boolean fin, long payloadBytes)
            implements WebSocketEvent {
        @Override
        public String name() {
            return "ws.frame_in";
        }
    }

    /// A frame has been queued to leave.
    ///
    /// @param time when
    /// @param request the opening handshake
    /// @param opcode `text`, `binary`, `close`, `ping` or `pong`
    /// @param payloadBytes the length of its payload before compression
    record FrameSent(Instant time, RequestMetadata request, String opcode, long payloadBytes)
            implements WebSocketEvent {
        @Override
        public String name() {
            return "ws.frame_out";
        }
    }

    /// The client broke the protocol or went past a limit. Followed by the end of the session.
    ///
    /// @param time when
    /// @param request the opening handshake
    /// @param code the close code that it was told, such as 1002 or 1009
    /// @param reason what was wrong, in a few words
    record FrameRejected(Instant time, RequestMetadata request, int code, String reason)
            implements WebSocketEvent {
        @Override
        public String name() {
            return "ws.frame_rejected";
        }
    }

    /// A session has ended.
    ///
    /// @param time when
    /// @param request the opening handshake
    /// @param code the close code: of the client, else of the server, else 1006
    /// @param reason what was said about it, may be empty
    /// @param clean whether both sides have sent a close frame
    /// @param measured what went through it
    record SessionClosed(
            Instant time,
            RequestMetadata request,
            int code,
            String reason,
            boolean clean,
            SessionMeasurements measured)
            implements WebSocketEvent {
        @Override
        public String name() {
            return "ws.close";
        }
    }

    /// What went through a session.
    ///
    /// @param duration how long it was open
    /// @param messagesReceived data messages of the client
    /// @param messagesSent data messages to the client
    /// @param bytesReceived bytes of the connection, from the first frame on
    /// @param bytesSent bytes of data frames
    record SessionMeasurements(
            Duration duration,
            long messagesReceived,
            long messagesSent,
            long bytesReceived,
            long bytesSent) {}
}
