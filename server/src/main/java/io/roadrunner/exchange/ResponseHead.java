package io.roadrunner.exchange;

import io.roadrunner.http.Headers;

/// What is sent before the content, as the pipeline decides it; the protocol adds its framing.
///
/// @param status the final status
/// @param headers the fields without any about framing
/// @param length the length of the content in bytes, [#UNKNOWN] when it is not known yet
/// @param content whether content follows: not for HEAD, 204 and 304 (RFC 9110 §6.4.1)
public record ResponseHead(int status, Headers headers, long length, boolean content) {
    /// The length of content that is produced while it is sent.
    public static final long UNKNOWN = -1;

    /// The length when a response has no content and says nothing about one.
    public static final long UNSAID = -2;
}
