package io.roadrunner.http;

/// Why a request is refused before or instead of a handler: one constant per refusal with its
/// status, the requirement that was broken and the text that telemetry and logs show.
///
/// A refusal that leaves a doubt about message framing [closes][#closes] the connection.
public enum Rejection {
    /// The request line is not `method SP target SP version`.
    BAD_REQUEST_LINE(400, "RFC 9112 §3", "malformed request line"),
    /// The target has a form or a character that the method does not allow.
    BAD_TARGET(400, "RFC 9112 §3.2", "malformed request target"),
    /// The request line exceeds its limit.
    REQUEST_LINE_TOO_LONG(414, "RFC 9112 §3", "request line too long"),
    /// The protocol version is not one that is served.
    VERSION_NOT_SUPPORTED(505, "RFC 9110 §15.6.6", "protocol version not supported"),
    /// A field line is malformed: bare CR or LF, NUL, space before the colon, folding.
    BAD_HEADER(400, "RFC 9112 §5", "malformed header field"),
    /// One field line exceeds its limit.
    HEADER_TOO_LONG(431, "RFC 9110 §5.4", "header field too long"),
    /// All field lines together exceed their limit.
    HEADER_BLOCK_TOO_LONG(431, "RFC 9110 §5.4", "header section too long"),
    /// There are more field lines than allowed.
    TOO_MANY_HEADERS(431, "RFC 9110 §5.4", "too many header fields"),
    /// An HTTP/1.1 request without Host.
    MISSING_HOST(400, "RFC 9112 §3.2", "missing Host"),
    /// Host is malformed, repeated, or disagrees with the target.
    BAD_HOST(400, "RFC 9112 §3.2", "malformed or conflicting Host"),
    /// Transfer-Encoding with Content-Length, or several Content-Length.
    CONFLICTING_FRAMING(400, "RFC 9112 §6.3", "conflicting message framing"),
    /// Content-Length is not `1*DIGIT` or too large to be a length.
    BAD_CONTENT_LENGTH(400, "RFC 9112 §6.3", "malformed Content-Length"),
    /// Transfer-Encoding is malformed, repeated, on HTTP/1.0 or does not end in chunked.
    BAD_TRANSFER_ENCODING(400, "RFC 9112 §6.1", "malformed Transfer-Encoding"),
    /// A transfer coding that is not implemented.
    TRANSFER_CODING_NOT_IMPLEMENTED(501, "RFC 9112 §6.1", "transfer coding not implemented"),
    /// A chunk size or chunk extension is malformed or too long.
    BAD_CHUNK_SIZE(400, "RFC 9112 §7.1", "malformed chunk size"),
    /// Chunk data is not followed by CRLF.
    BAD_CHUNK(400, "RFC 9112 §7.1", "malformed chunk"),
    /// A trailer section is malformed or holds a framing field.
    BAD_TRAILER(400, "RFC 9112 §7.1.2", "malformed trailer section"),
    /// The trailer section exceeds a header limit.
    TRAILER_TOO_LARGE(431, "RFC 9110 §6.5", "trailer section too large"),
    /// The input ended in the middle of a head.
    INCOMPLETE_HEAD(400, "RFC 9112 §8", "incomplete request head"),
    /// The body ended before its announced length.
    INCOMPLETE_BODY(400, "RFC 9112 §8", "incomplete request body"),
    /// The body exceeds its limit.
    CONTENT_TOO_LARGE(413, "RFC 9110 §15.5.14", "content too large"),
    /// The content is not what its content coding says, or something follows it.
    BAD_CONTENT_CODING(400, "RFC 9110 §8.4.1", "malformed content coding"),
    /// An expectation other than 100-continue.
    EXPECTATION_FAILED(417, "RFC 9110 §10.1.1", "expectation failed"),
    /// The request did not arrive in time.
    REQUEST_TIMEOUT(408, "RFC 9110 §15.5.9", "request timeout"),
    /// CONNECT is not served.
    CONNECT_NOT_IMPLEMENTED(501, "RFC 9110 §9.3.6", "CONNECT not implemented"),
    /// A switch to a protocol that is not available.
    UPGRADE_NOT_IMPLEMENTED(501, "RFC 9110 §7.8", "upgrade not implemented"),
    /// No route matches the path.
    NOT_FOUND(404, "RFC 9110 §15.5.5", "not found"),
    /// A route matches the path, but not with this method.
    METHOD_NOT_ALLOWED(405, "RFC 9110 §15.5.6", "method not allowed"),
    /// As many requests as allowed are running already.
    TOO_MANY_REQUESTS(503, "RFC 9110 §15.6.4", "too many concurrent requests"),
    /// The handler failed.
    INTERNAL_ERROR(500, "RFC 9110 §15.6.1", "internal error");

    private final int status;
    private final String source;
    private final String text;

    Rejection(int status, String source, String text) {
        this.status = status;
        this.source = source;
        this.text = text;
    }

    /// The status code of the answer.
    public int status() {
        return status;
    }

    /// The RFC section that the refusal stands on.
    public String source() {
        return source;
    }

    /// A few words for logs and telemetry, never with bytes of the request.
    public String text() {
        return text;
    }

    /// The name that telemetry shows, in lower case with underscores.
    public String reason() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether the connection must end with the answer because what follows on it cannot be told
    /// apart from the rest of this request.
    public boolean closes() {
        return switch (this) {
            case NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    TOO_MANY_REQUESTS,
                    INTERNAL_ERROR,
                    UPGRADE_NOT_IMPLEMENTED,
                    BAD_CONTENT_CODING,
                    EXPECTATION_FAILED ->
                    false;
            case BAD_REQUEST_LINE,
                    BAD_TARGET,
                    REQUEST_LINE_TOO_LONG,
                    VERSION_NOT_SUPPORTED,
                    BAD_HEADER,
                    HEADER_TOO_LONG,
                    HEADER_BLOCK_TOO_LONG,
                    TOO_MANY_HEADERS,
                    MISSING_HOST,
                    BAD_HOST,
                    CONFLICTING_FRAMING,
                    BAD_CONTENT_LENGTH,
                    BAD_TRANSFER_ENCODING,
                    TRANSFER_CODING_NOT_IMPLEMENTED,
                    BAD_CHUNK_SIZE,
                    BAD_CHUNK,
                    BAD_TRAILER,
                    TRAILER_TOO_LARGE,
                    INCOMPLETE_HEAD,
                    INCOMPLETE_BODY,
                    CONTENT_TOO_LARGE,
                    REQUEST_TIMEOUT,
                    CONNECT_NOT_IMPLEMENTED ->
                    true;
        };
    }
}
