package io.roadrunner.http;

/// What a request says before its body (RFC 9110 §6): immutable and already checked by the protocol
/// that read it.
///
/// @param method the method token, case-sensitive
/// @param target the request target as it was sent
/// @param path the path of the target before `?`, not percent-decoded; `*` for `OPTIONS *`
/// @param query what follows the first `?`, raw; empty when there is none
/// @param version the protocol version
/// @param headers the header fields in wire order
public record RequestHead(
        String method,
        String target,
        String path,
        String query,
        HttpVersion version,
        Headers headers) {}
