package io.roadrunner.http2;

import io.roadrunner.http.Headers;
import java.util.List;

/// What a request says about the length of its content (RFC 9113 §8.1.1). Pure.
final class ContentLength {
    private static final int MOST_DIGITS = 18;

    private ContentLength() {}

    /// The announced length, -1 when there is none.
    ///
    /// @param end whether the stream has no content
    /// @throws Http2Exception.OfStream when it is malformed or cannot be true
    static long of(int streamId, Headers headers, boolean end) throws Http2Exception.OfStream {
        if (!headers.contains("content-length")) {
            return -1;
        }
        List<String> values = headers.all("content-length");
        String value = values.getFirst();
        long length = values.size() == 1 ? parse(value) : -1;
        if (length < 0 || (end && length > 0)) {
            throw new Http2Exception.OfStream(
                    streamId, ErrorCode.PROTOCOL_ERROR, "a content-length that is not true");
        }
        return length;
    }

    private static long parse(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return -1;
            }
        }
        boolean number = !value.isEmpty() && value.length() <= MOST_DIGITS;
        return number ? Long.parseLong(value) : -1;
    }
}
