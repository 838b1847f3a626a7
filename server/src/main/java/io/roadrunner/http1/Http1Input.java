package io.roadrunner.http1;

import io.roadrunner.http.PeerGoneException;
import io.roadrunner.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bytes that have been read from a connection and not yet used. Owned by its thread.
///
/// It waits for a request without an array and then takes a small one; a connection whose requests
/// have not fit gets a larger one from then on. The last one is a spare while the connection is
/// idle, and the reaper may take it away.
final class Http1Input {
    /// Holds an ordinary request head of a program, and is little to keep for a connection that
    /// waits.
    private static final int FIRST_CAPACITY = 256;

    /// How much larger the next array is when something did not fit.
    private static final int GROWTH = 4;

    private static final int BUSY_CAPACITY = 8192;

    private static final byte[] NOTHING = {};

    private final Transport transport;
    private byte[] octets = NOTHING;
    private int from;
    private int to;
    private long bytesRead;

    /// Whether the last read found as much as there was room for.
    private boolean filled;

    /// Of the array that is taken next.
    private int capacity = FIRST_CAPACITY;

    /// Kept for the next request while idle; nulled by the reaper at any moment.
    private byte @Nullable [] spare;

    private @Nullable DisconnectWatch watch;

    Http1Input(Transport transport) {
        this.transport = transport;
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

    /// How many bytes have been used so far.
    long bytesUsed() {
        return bytesRead - (to - from);
    }

    boolean isEmpty() {
        return from == to;
    }

    /// Whether a byte can be had without waiting for the peer, as far as is known here.
    boolean hasAhead() {
        return !isEmpty() || (watch != null && watch.hasAhead());
    }

    /// Whether the next [#fill()] is certain not to wait: the last one left bytes in the kernel.
    boolean hasMoreAtHand() {
        return filled && watch == null && transport.hasUnread();
    }

    /// Uses everything before the index.
    void consumeTo(int index) {
        from = index;
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    /// Gets ready to wait for a request.
    void rest() {
        filled = false;
        if (isEmpty() && octets.length > 0) {
            spare = octets;
            octets = NOTHING;
        }
    }

    /// Gives back what an idle connection does not need. Any thread.
    void hibernate() {
        spare = null;
    }

    /// Gives back what nobody needs who reads into arrays of his own.
    void release() {
        rest();
        hibernate();
    }

    /// Waits until there may be something to read.
    ///
    /// @throws IOException when the connection is gone
    void await() throws IOException {
        if (isEmpty() && watch == null) {
            try {
                transport.awaitInput();
            } catch (IOException e) {
                throw new PeerGoneException(e);
            }
        }
    }

    /// Reads some more bytes behind those that are here, making room for them.
    ///
    /// @return how many, -1 at the end of the input
    /// @throws IOException when the connection is gone
    int fill() throws IOException {
        if (octets.length == 0) {
            takeArray();
        } else if (to == octets.length || isInMiddleOfBatch()) {
            makeRoom();
        }
        int read = receive(ByteBuffer.wrap(octets, to, octets.length - to));
        if (read > 0) {
            to += read;
        }
        filled = to == octets.length;
        if (filled) {
            // Whoever does not fit once, with a head or with content behind it, rarely does later.
            capacity = Math.max(capacity, Math.min(octets.length * GROWTH, BUSY_CAPACITY));
        }
        return read;
    }

    /// The last one if it is large enough: who needed a large one gets all of the next request, or
    /// batch, at once.
    private void takeArray() {
        byte[] kept = spare;
        octets = kept == null || kept.length < capacity ? new byte[capacity] : kept;
        spare = null;
    }

    /// Whether pipelined requests ended just where a small array does.
    private boolean isInMiddleOfBatch() {
        return filled && isEmpty() && octets.length == FIRST_CAPACITY;
    }

    /// Reads into a target: first what is here, else directly from the connection.
    ///
    /// @return how many bytes, -1 at the end of the input
    /// @throws IOException when the connection is gone
    int read(ByteBuffer target) throws IOException {
        if (isEmpty()) {
            return receive(target);
        }
        int count = Math.min(to - from, target.remaining());
        target.put(octets, from, count);
        consumeTo(from + count);
        return count;
    }

    private void makeRoom() {
        int size = to - from;
        // A small array that was filled holds the beginning of something larger.
        if (from > 0 && size < octets.length / 2 && octets.length > FIRST_CAPACITY) {
            System.arraycopy(octets, from, octets, 0, size);
        } else {
            byte[] kept = spare;
            byte[] larger =
                    kept != null && kept.length > octets.length
                            ? kept
                            : new byte[Math.max(BUSY_CAPACITY, octets.length * 2)];
            spare = null;
            System.arraycopy(octets, from, larger, 0, size);
            octets = larger;
        }
        from = 0;
        to = size;
    }

    private int receive(ByteBuffer target) throws IOException {
        int read = 0;
        if (watch != null) {
            read = watch.take(target);
            if (read == 0) {
                watch = null;
            }
        }
        if (read == 0) {
            try {
                read = transport.read(target);
            } catch (IOException e) {
                throw new PeerGoneException(e);
            }
        }
        bytesRead += Math.max(0, read);
        return read;
    }

    /// Has the action run when the peer goes away; from now on another thread reads ahead.
    void watch(Runnable onDisconnect) {
        if (watch == null || !watch.continueFor(onDisconnect)) {
            drainWatch();
            watch = DisconnectWatch.start(transport, onDisconnect);
        }
    }

    /// Keeps what an ended watch has read before a new one takes its place.
    private void drainWatch() {
        if (watch == null) {
            return;
        }
        while (watch.hasAhead()) {
            if (to == octets.length) {
                makeRoom();
            }
            int read = watch.take(ByteBuffer.wrap(octets, to, octets.length - to));
            to += read;
            bytesRead += read;
        }
    }
}
