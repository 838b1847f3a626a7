package io.roadrunner.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A request that has begun, and its answer, in either protocol. On the event loop of its
/// connection.
interface NettyExchange {
    /// The path and, when there is one, the query.
    String target();

    /// The first value of a request field; null when it is not there.
    @Nullable CharSequence field(AsciiString name);

    /// Answers with 200 and all of the content, whose owner is the exchange from then on.
    default void answer(AsciiString type, ByteBuf content) {
        answer(type, content, null);
    }

    /// The same with a content coding; null for none.
    void answer(AsciiString type, ByteBuf content, @Nullable AsciiString coding);

    /// Answers without content.
    void refuse(HttpResponseStatus status);

    /// Answers with a file.
    ///
    /// @throws IOException when it is not there or cannot be read
    void file(Path file) throws IOException;

    /// Begins an answer whose pieces follow.
    void begin(AsciiString type);

    /// One piece, which leaves at once.
    void piece(ByteBuf content);

    /// The end of the pieces.
    void end();
}
