package io.roadrunner.telemetry;

import io.roadrunner.http.Rejection;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to one request.
///
/// **Pairs.** [RequestStarted] is followed by exactly one [RequestStopped] or [RequestFailed] with
/// the same [RequestMetadata], hence the same request id, whatever happens: on every protocol, for
/// an answer by the server itself (404, 405, 413, 503), when the handler throws, when the peer goes
/// away, when a drain cuts it. The other events stand alone between the two, except
/// [RequestRejected], which is also the only one of a request whose head could not be read.
public sealed interface RequestEvent extends TelemetryEvent {
    /// A request has its head and its id; it is about to be routed.
    ///
    /// @param time when
    /// @param request which request
    record RequestStarted(Instant time, RequestMetadata request) implements RequestEvent {
        @Override
        public String listenerName() {
            return request.listenerName();
        }

        @Override
        public String name() {
            return "request.start";
        }
    }

    /// A request was answered: the response is written, or could not be written to its end (then
    /// [ResponseSendFailed] came before).
    ///
    /// @param time when
    /// @param request which request
    /// @param route the pattern of the route, null when none matched
    /// @param status the status code of the response
    /// @param responseKind the shape of the response
    /// @param measurements times and bytes
    record RequestStopped(
            Instant time,
            RequestMetadata request,
            @Nullable String route,
            int status,
            ResponseKind responseKind,
            RequestMeasurements measurements)
            implements RequestEvent {
        @Override
        public String listenerName() {
            return request.listenerName();
        }

        @Override
        public String name() {
            return "request.stop";
        }
    }

    /// The handler or a middleware of a request threw, before its response or while it was made.
    ///
    /// @param time when
    /// @param request which request
    /// @param route the pattern of the route, null when none matched
    /// @param status the status code that was sent, usually 500; 0 when none was
    /// @param cause what was thrown
    /// @param measurements times and bytes
    record RequestFailed(
            Instant time,
            RequestMetadata request,
            @Nullable String route,
            int status,
            Throwable cause,
            RequestMeasurements measurements)
            implements RequestEvent {
        @Override
        public String listenerName() {
            return request.listenerName();
        }

        @Override
        public String name() {
            return "request.exception";
        }
    }

    /// The peer broke a rule of the protocol or a limit, so its request is refused.
    ///
    /// @param time when
    /// @param listenerName which listener
    /// @param peer the address of the peer, null on a unix-domain socket
    /// @param requestId the id of the request, null when its head could not be read and it never
    ///   started
    /// @param rejection what was broken
    record RequestRejected(
            Instant time,
            String listenerName,
            @Nullable InetSocketAddress peer,
            @Nullable String requestId,
            Rejection rejection)
            implements RequestEvent {
        @Override
        public String name() {
            return "request.rejected";
        }
    }

    /// A well-formed request was turned away before its handler because of the load.
    ///
    /// @param time when
    /// @param request which request
    /// @param limit which limit was reached
    record RequestThrottled(Instant time, RequestMetadata request, RequestLimit limit)
            implements RequestEvent {
        @Override
        public String listenerName() {
            return request.listenerName();
        }

        @Override
        public String name() {
            return "request.throttled";
        }
    }

    /// A response could not be written: the peer has gone or does not read.
    ///
    /// @param time when
    /// @param request which request
    /// @param responseKind the shape of the response
    /// @param part what was being written
    /// @param cause what the transport said
    record ResponseSendFailed(
            Instant time,
            RequestMetadata request,
            ResponseKind responseKind,
            ResponsePart part,
            Throwable cause)
            implements RequestEvent {
        @Override
        public String listenerName() {
            return request.listenerName();
        }

        @Override
        public String name() {
            return "response.send_failed";
        }
    }

    /// The limits that turn a request away.
    enum RequestLimit {
        /// `max_concurrent_requests`: as many as allowed are running.
        MAX_CONCURRENT_REQUESTS,
        /// A rate limit: its client has sent too many.
        RATE_LIMIT
    }

    /// The parts of a response that are written by themselves.
    enum ResponsePart {
        /// The head, or all of a [ResponseKind#BUFFERED] response, which leaves in one piece.
        HEAD,
        /// What follows the head: content and trailers.
        BODY
    }
}
