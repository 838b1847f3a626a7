package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidHeaderException;

/// Puts the chunked coding on a body (RFC 9112 §7.1): what stands before and after data that the
/// caller writes. Stateless; any thread.
final class ChunkedEncoder {
    private ChunkedEncoder() {}

    /// Appends what stands before the data of a chunk. Throws [IllegalArgumentException] unless the
    /// length is positive: an empty chunk would end the body.
    static void beginChunk(ByteOutput out, long length) {
        if (length <= 0) {
            throw new IllegalArgumentException("chunk of " + length + " bytes");
        }
        out.putHex(length).putLineEnd();
    }

    /// Appends what stands after the data of a chunk.
    static void endChunk(ByteOutput out) {
        out.putLineEnd();
    }

    /// Appends the last chunk and the trailer section. Throws [InvalidHeaderException], before
    /// anything is appended, for a trailer that "MUST NOT" be sent by RFC 9110 §6.5.1.
    static void lastChunk(ByteOutput out, Headers trailers) {
        String forbidden = TrailerFields.forbidden(trailers);
        if (forbidden != null) {
            throw new InvalidHeaderException("not allowed as a trailer: " + forbidden);
        }
        out.put('0').putLineEnd();
        for (int i = 0; i < trailers.size(); i++) {
            FieldLine.put(out, trailers.name(i), trailers.value(i));
        }
        out.putLineEnd();
    }
}
