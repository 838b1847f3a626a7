package io.roadrunner.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes pieces of a body to the peer. Each leaves at once; one that follows right behind another
/// may leave together with those behind it, at the latest when the thread waits for something, and
/// an error of sending it is thrown for a later one. An empty piece writes nothing. Blocks while
/// the peer does not read, at most for the write timeout of the listener. Only for the thread that
/// the response runs on.
@FunctionalInterface
public interface Push {
    /// Sends what remains of the buffer.
    ///
    /// @throws IOException when the peer has gone or does not read
    void send(ByteBuffer bytes) throws IOException;

    /// Sends all of an array.
    ///
    /// @throws IOException when the peer has gone or does not read
    default void send(byte[] bytes) throws IOException {
        send(ByteBuffer.wrap(bytes));
    }

    /// Sends a text as UTF-8.
    ///
    /// @throws IOException when the peer has gone or does not read
    default void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }
}
