package io.roadrunner.websocket;

import io.roadrunner.exchange.Tunnel;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What has been read from a client and not been decoded yet. Owned by the thread of the session,
/// but for [#hibernate()].
///
/// It waits with an array for what has come last: a small one, which is all that an idle session
/// keeps, or one for an ordinary message. Only a read that fills that is followed by one into a
/// large array, which is a spare otherwise and which the reaper may take.
final class SessionInput {
    /// Holds any pong.
    private static final int IDLE_CAPACITY = 144;

    /// Holds the frame of a 1 KiB message.
    private static final int MESSAGE_CAPACITY = 1024 + 16;

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
        select(capacity(announced));
        from = 0;
        to = 0;
        int read = tunnel.read(ByteBuffer.wrap(octets));
        to = Math.max(0, read);
        return read;
    }

    private int capacity(long announced) {
        if (to == octets.length) {
            return octets.length == IDLE_CAPACITY ? MESSAGE_CAPACITY : BUSY_CAPACITY;
        }
        // What is announced is no reason for a large array as long as it does not come.
        if (announced > MESSAGE_CAPACITY && to >= MESSAGE_CAPACITY) {
            return BUSY_CAPACITY;
        }
        return to > IDLE_CAPACITY ? MESSAGE_CAPACITY : IDLE_CAPACITY;
    }

    private void select(int capacity) {
        if (capacity == octets.length) {
            return;
        }
        byte[] kept = spare;
        if (octets.length == BUSY_CAPACITY) {
            spare = octets;
        }
        if (capacity == IDLE_CAPACITY) {
            octets = idle;
        } else if (capacity == BUSY_CAPACITY && kept != null) {
            spare = null;
            octets = kept;
        } else {
            octets = new byte[capacity];
        }
    }

    /// Gives back what an idle session does not need. Any thread.
    void hibernate() {
        spare = null;
    }
}
