package io.roadrunner.middleware;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request as the access log saw it. Immutable; the texts are what the peer sent, not escaped.
///
/// @param time when the request came
/// @param requestId its id
/// @param listener the name of the listener
/// @param client the address of the client: the peer, or whom trusted proxies name; null on a
///   unix-domain socket of which nothing more is known
/// @param peer the address of the peer without its port, null on a unix-domain socket
/// @param method the method token
/// @param target the request target with its query
/// @param protocol such as `HTTP/1.1`
/// @param status of the answer; 0 when there was none because the peer had gone
/// @param bytes of content that were sent, after any compression and before a transfer coding
/// @param duration until the answer was complete or had failed
/// @param complete whether the whole body was handed over; of a body in memory or a file, whether
///   the answer was made
/// @param referer the field `referer`
/// @param userAgent the field `user-agent`
record AccessLogEntry(
        Instant time,
        String requestId,
        String listener,
        @Nullable String client,
        @Nullable String peer,
        String method,
        String target,
        String protocol,
        int status,
        long bytes,
        Duration duration,
        boolean complete,
        @Nullable String referer,
        @Nullable String userAgent) {}
