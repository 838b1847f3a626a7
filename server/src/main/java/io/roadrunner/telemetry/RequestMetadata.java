package io.roadrunner.telemetry;

import io.roadrunner.http.HttpVersion;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What every event of one request says about it; made once per request.
///
/// @param requestId 16 lower-case hexadecimal digits, unique in the process for all practical
///   purposes
/// @param listenerName the name of the listener
/// @param peer the address of the peer, null on a unix-domain socket
/// @param method the method token as it came
/// @param target the request target as it came, with its query
/// @param scheme `http` or `https`
/// @param version the protocol version
public record RequestMetadata(
        String requestId,
        String listenerName,
        @Nullable InetSocketAddress peer,
        String method,
        String target,
        String scheme,
        HttpVersion version) {}
