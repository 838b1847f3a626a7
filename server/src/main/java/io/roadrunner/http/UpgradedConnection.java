package io.roadrunner.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of a connection whose protocol has been switched. Reading and writing may happen in
/// two different threads.
public interface UpgradedConnection {
    /// Reads at least one byte, first those that arrived right behind the request.
    ///
    /// @return how many bytes were put into the buffer, -1 when the peer has ended its side
    /// @throws IOException when the connection is gone
    int read(ByteBuffer target) throws IOException;

    /// Writes everything that remains in the buffer.
    ///
    /// @throws IOException when the connection is gone or the peer does not read
    void write(ByteBuffer source) throws IOException;

    /// Has the action run once when the listener drains; at once when it drains already.
    void onDrain(java.util.function.Consumer<DrainNotice> action);
}
