package io.roadrunner.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The body of one request as a protocol delivers it. Belongs to the thread of the request.
public interface RequestBody {
    /// A request without content.
    static RequestBody empty() {
        return EmptyBody.INSTANCE;
    }

    /// Whether the request announced content, of whatever length.
    boolean isPresent();

    /// The announced length in bytes, -1 when unknown, 0 without content.
    long length();

    /// The least that the content can amount to, by all that the peer has announced so far: its
    /// length, or the sizes of the chunks that have begun. What is too large is refused by it
    /// before it is read.
    default long announced() {
        return Math.max(0, length());
    }

    /// The most that may be read as a whole into memory: `max_content_length`.
    default long limit() {
        return Integer.MAX_VALUE - 8L;
    }

    /// Reads up to what remains of the buffer; blocks until something has come.
    ///
    /// @return the number of bytes, -1 at the end; 0 when nothing has come but the announcement of
    ///   more, or no room is left
    /// @throws RejectedException when the peer sends it wrong or too slowly
    /// @throws IOException when the peer has gone
    int read(ByteBuffer target) throws IOException;

    /// Reads one piece as it came: a whole chunk of a chunked body, or what is there of one with a
    /// length; at most 64 KiB, so that a body of any size passes in constant memory.
    ///
    /// @return the bytes, empty at the end
    /// @throws RejectedException when the peer sends it wrong or too slowly
    /// @throws IOException when the peer has gone
    byte[] readChunk() throws IOException;

    /// The trailer fields; empty until the end of the content has been read.
    Headers trailers();
}
