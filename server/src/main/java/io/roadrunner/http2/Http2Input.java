package io.roadrunner.http2;

import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bytes that have been read from a connection and not yet used: whole frames, and the
/// beginning of the next. Owned by the connection's thread, but for [#hibernate()].
///
/// It waits with a small array, which is all that an idle connection keeps; what does not fit gets
/// a larger one, which is a spare meanwhile and which the reaper may take away.
final class Http2Input {
    private static final int IDLE_CAPACITY = 1024;

    /// Holds a whole frame of the largest size and more behind it.
    private static final int BUSY_CAPACITY = 32 * 1024;

    private final Transport transport;
    private final byte[] idle = new byte[IDLE_CAPACITY];
    private byte[] octets = idle;
    private int from;
    private int to;

    /// Kept for the next large read while the small array waits; nulled by the reaper.
    private volatile byte @Nullable [] spare;

    Http2Input(Transport transport) {
        this.transport = transport;
    }

    byte[] octets() {
        return octets;
    }

    int from() {
        return from;
    }

    int available() {
        return to - from;
    }

    void consume(int count) {
        from += count;
    }

    /// Gives back what an idle connection does not need. Any thread.
    void hibernate() {
        spare = null;
    }

    /// Whether a read would have to wait for the peer, as far as is known here.
    boolean isAtRest() {
        return from == to;
    }

    /// Makes sure that so many bytes are here, at most a frame with its header.
    ///
    /// @return false when the input ends before
    /// @throws IOException when the connection is gone
    boolean await(int count) throws IOException {
        while (to - from < count) {
            makeRoom(count);
            if (isAtRest()) {
                transport.awaitInput();
            }
            int read = transport.read(ByteBuffer.wrap(octets, to, octets.length - to));
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    private void makeRoom(int count) {
        if (from == to) {
            from = 0;
            to = 0;
            rest(count);
        }
        if (octets.length - to > 0 && octets.length - from >= count) {
            return;
        }
        byte[] target = octets;
        if (octets.length == IDLE_CAPACITY) {
            byte[] kept = spare;
            target = kept == null ? new byte[BUSY_CAPACITY] : kept;
            spare = null;
        }
        System.arraycopy(octets, from, target, 0, to - from);
        to -= from;
        from = 0;
        octets = target;
    }

    private void rest(int count) {
        if (octets.length > IDLE_CAPACITY && count <= IDLE_CAPACITY) {
            spare = octets;
            octets = idle;
        }
    }
}
