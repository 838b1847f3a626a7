package io.roadrunner.testkit.socket;

import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The receiving side of a connection: octets from the socket with a deadline. What a deadline
/// interrupts stays in the buffer. Owned by the wire, used by one thread at a time.
public final class SocketInput {
    private static final int FIRST_CAPACITY = 32 << 10;

    private final Socket socket;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int position;
    private int limit;
    private Wire.@Nullable End end;

    /// @param socket its timeout is changed by every read
    public SocketInput(Socket socket) {
        this.socket = socket;
    }

    /// How the peer ended the connection, null as far as that has not been seen.
    public Wire.@Nullable End end() {
        return end;
    }

    /// Octets that have arrived and were not taken.
    public int unread() {
        return limit - position;
    }

    /// The octet at this distance from the next one; only below [#unread()].
    public int peek(int offset) {
        return bytes[position + offset] & 0xff;
    }

    /// Takes so many octets; only up to [#unread()].
    public byte[] take(int count) {
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    /// Waits until so many octets are there; false when the deadline passes or the peer has ended
    /// the connection before.
    public boolean await(int count, long deadlineNanos) {
        while (unread() < count) {
            if (end != null || !fill(count, deadlineNanos)) {
                return false;
            }
        }
        return true;
    }

    private boolean fill(int count, long deadlineNanos) {
        makeRoom(count);
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        try {
            // A timeout of 0 would be none.
            socket.setSoTimeout((int) Math.max(1, millis));
            int read = socket.getInputStream().read(bytes, limit, bytes.length - limit);
            if (read < 0) {
                end = Wire.End.CLOSED;
                return false;
            }
            limit += read;
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            // Whatever the system calls it, the stream did not end in order.
            end = Wire.End.RESET;
            return false;
        }
    }

    private void makeRoom(int count) {
        if (position > 0) {
            System.arraycopy(bytes, position, bytes, 0, unread());
            limit -= position;
            position = 0;
        }
        if (bytes.length < count || limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(count, bytes.length * 2));
        }
    }
}
