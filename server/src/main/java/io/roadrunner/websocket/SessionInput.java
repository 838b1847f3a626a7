package io.roadrunner.websocket;

import io.roadrunner.exchange.Tunnel;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What has been read from a client and not been decoded yet. Owned by the thread of the session,
/// but for [#hibernate()].
///
/// It waits with a small array, which is all that an idle session keeps. A read that fills it is
/// followed by one into a larger array, which is a spare otherwise and which the reaper may take.
final class SessionInput {
    /// Holds the frame of a 1 KiB message.
    private static final int IDLE_CAPACITY = 1024 + 16;

    private static final int BUSY_CAPACITY = 32 * 1024;

    private final Tunnel tunnel;
    private final byte[] idle = new byte[IDLE_CAPACITY];
    private byte[] octets = idle;
    private int from;
    private int to;
    private volatile byte @Nullable [] spare;

    SessionInput(Tunnel tunnel) {
        this.tunnel = tunnel;
    }

    byte[] octets() {
        return octets;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isEmpty() {
        return from == to;
    }

    void consume(int count) {
        from += count;
    }

    /// Waits for more; everything before has been used.
    ///
    /// @param announced how much more the current frame is going to bring
    /// @return how many octets have come, -1 when the client has ended its side
    /// @throws IOException when the connection is gone
    int fill(long announced) throws IOException {
        select(announced > IDLE_CAPACITY || to == octets.length);
        from = 0;
        to = 0;
        int read = tunnel.read(ByteBuffer.wrap(octets));
        to = Math.max(0, read);
        return read;
    }

    private void select(boolean busy) {
        if (busy && octets.length == IDLE_CAPACITY) {
            byte[] kept = spare;
            spare = null;
            octets = kept == null ? new byte[BUSY_CAPACITY] : kept;
        } else if (!busy && octets.length > IDLE_CAPACITY) {
            spare = octets;
            octets = idle;
        }
    }

    /// Gives back what an idle session does not need. Any thread.
    void hibernate() {
        spare = null;
    }
}
