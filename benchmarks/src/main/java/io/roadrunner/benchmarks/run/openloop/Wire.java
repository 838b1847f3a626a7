package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The octets of a connection in both directions, which never waits. One thread.
interface Wire extends AutoCloseable {
    /// Reads what is there.
    ///
    /// @param into has room for 32 KiB at least
    /// @return how many octets, 0 when there is nothing, -1 at the end
    int read(ByteBuffer into) throws IOException;

    /// Takes all of it, and sends what the socket takes now.
    void write(ByteBuffer from) throws IOException;

    /// Sends more of what was taken.
    ///
    /// @return whether nothing is left
    boolean flush() throws IOException;

    @Override
    void close();
}
