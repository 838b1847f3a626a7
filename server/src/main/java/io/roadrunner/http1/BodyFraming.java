package io.roadrunner.http1;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;

/// How the end of a request's body is found (RFC 9112 §6.3). Immutable; any thread.
sealed interface BodyFraming {
    /// What a request without a body has; there is need for no other.
    BodyFraming NONE = new None();

    /// What a request with a chunked body has; there is need for no other.
    BodyFraming CHUNKED = new Chunked();

    /// No byte follows the head: neither framing field is there, or Content-Length is 0.
    record None() implements BodyFraming {}

    /// The body has a known length.
    ///
    /// @param octets the length in bytes, at least 1
    record Length(long octets) implements BodyFraming {}

    /// The body comes in chunks.
    record Chunked() implements BodyFraming {}

    /// The framing that a head announces.
    ///
    /// @throws RejectedException if the head leaves any doubt
    static BodyFraming of(RequestHead head) throws RejectedException {
        Headers headers = head.headers();
        int coding = headers.indexOf("transfer-encoding", 0);
        int length = headers.indexOf("content-length", 0);
        if (coding >= 0) {
            if (length >= 0) {
                // "ought to be handled as an error" RFC 9112 §6.3
                throw new RejectedException(Rejection.CONFLICTING_FRAMING);
            }
            return ofTransferEncoding(head.version(), headers, coding);
        }
        return length < 0 ? NONE : ofContentLength(headers, length);
    }

    private static BodyFraming ofTransferEncoding(HttpVersion version, Headers headers, int index)
            throws RejectedException {
        // "A server or client that receives an HTTP/1.0 message containing a Transfer-Encoding
        // header field MUST treat the message as if the framing is faulty" RFC 9112 §6.1
        if (version == HttpVersion.HTTP_1_0
                || headers.indexOf("transfer-encoding", index + 1) >= 0) {
            throw new RejectedException(Rejection.BAD_TRANSFER_ENCODING);
        }
        String codings = headers.value(index);
        if (!Ascii.equalsIgnoreCase(codings, TransferCodings.CHUNKED)) {
            throw new RejectedException(TransferCodings.refusal(codings));
        }
        return CHUNKED;
    }

    private static BodyFraming ofContentLength(Headers headers, int index)
            throws RejectedException {
        // Identical repeats may be merged or refused (RFC 9112 §6.3); other recipients on the way
        // may have chosen differently, so they are refused.
        if (headers.indexOf("content-length", index + 1) >= 0) {
            throw new RejectedException(Rejection.CONFLICTING_FRAMING);
        }
        long length = contentLength(headers.value(index));
        return length == 0 ? NONE : new Length(length);
    }

    /// `Content-Length = 1*DIGIT` (RFC 9110 §8.6).
    private static long contentLength(String text) throws RejectedException {
        if (text.isEmpty()) {
            throw new RejectedException(Rejection.BAD_CONTENT_LENGTH);
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            // "a recipient MUST anticipate potentially large decimal numerals and prevent parsing
            // errors due to integer conversion overflows" RFC 9110 §8.6
            boolean fits = digit >= 0 && digit <= 9 && length <= (Long.MAX_VALUE - digit) / 10;
            if (!fits) {
                throw new RejectedException(Rejection.BAD_CONTENT_LENGTH);
            }
            length = length * 10 + digit;
        }
        return length;
    }
}
