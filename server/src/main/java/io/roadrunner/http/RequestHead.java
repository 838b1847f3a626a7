package io.roadrunner.http;

import org.jspecify.annotations.Nullable;

/// What a request says before its body (RFC 9110 §6): immutable and already checked by the protocol
/// that read it.
///
/// @param method the method token, case-sensitive
/// @param target the request target as it was sent
/// @param path the path of the target before `?`, not percent-decoded; `*` for `OPTIONS *`
/// @param query what follows the first `?`, raw; empty when there is none
/// @param version the protocol version
/// @param headers the header fields in wire order
/// @param protocol what an extended CONNECT asks for (`:protocol`, RFC 8441 §4), such as
///   `websocket`; null for every other request
public record RequestHead(
        String method,
        String target,
        String path,
        String query,
        HttpVersion version,
        Headers headers,
        @Nullable String protocol) {
    /// The head of a request that is no extended CONNECT.
    public RequestHead(
            String method,
            String target,
            String path,
            String query,
            HttpVersion version,
            Headers headers) {
        this(method, target, path, query, version, headers, null);
    }

    /// This head with other fields.
    public RequestHead withHeaders(Headers headers) {
        return new RequestHead(method, target, path, query, version, headers, protocol);
    }

    /// The method by which its route is found: an extended CONNECT comes to where a GET with
    /// `upgrade` would come to over HTTP/1.1 (RFC 8441 §5).
    public String routedMethod() {
        return protocol == null ? method : "GET";
    }
}
