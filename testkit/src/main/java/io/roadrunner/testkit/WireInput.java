package io.roadrunner.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The receiving side of a [Wire]: a buffer over the channel with one deadline for each message.
/// Owned by the wire, used by one thread at a time. Holds at most [#MAX_MESSAGE_BYTES].
///
/// ```text
/// 0 ......... message ......... position ......... limit ......... bytes.length
///   forgotten         consumed           arrived          room
/// ```
///
/// What the current message has consumed stays in the buffer, so that a failure can show it.
final class WireInput {
    static final int MAX_MESSAGE_BYTES = 64 << 20;
    private static final int FIRST_CAPACITY = 2048;
    private static final int KEPT_CAPACITY = 64 << 10;

    private final SocketChannel channel;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int message;
    private int position;
    private int limit;
    private Wire.@Nullable End end;
    private Duration timeout = Duration.ZERO;
    private long deadlineNanos;

    WireInput(SocketChannel channel) {
        this.channel = channel;
        this.end = channel.isOpen() ? null : Wire.End.RESET;
    }

    /// Starts a message here; everything until the next start must arrive within the timeout.
    void begin(Duration messageTimeout) {
        forgetConsumed();
        timeout = messageTimeout;
        deadlineNanos = System.nanoTime() + messageTimeout.toNanos();
    }

    /// Reads what has arrived without waiting; returns how many bytes are unread.
    int poll() {
        int count = end == null ? readNow() : -1;
        while (count > 0) {
            count = readNow();
        }
        return limit - position;
    }

    /// How the peer ended the connection, null as far as that has not been seen.
    Wire.@Nullable End end() {
        return end;
    }

    /// Whether a byte is there, waiting for one; false when the peer has ended the connection.
    boolean awaitByte(String what) {
        return limit > position || fill(what);
    }

    /// Like [#awaitByte(String)], but the deadline is no failure: false then too.
    boolean byteOrEndArrives() {
        while (limit == position && end == null && readNow() == 0) {
            if (!awaitReadable()) {
                return false;
            }
        }
        return true;
    }

    /// The next line without its CRLF, each byte one character.
    String readLine(String what) {
        int scan = position;
        while (true) {
            for (; scan < limit; scan++) {
                if (bytes[scan] == '\n') {
                    return takeLine(scan, what);
                }
            }
            if (!fill(what)) {
                throw ended(what);
            }
        }
    }

    private String takeLine(int lineFeed, String what) {
        int lineEnd = lineFeed - 1;
        if (lineEnd < position || bytes[lineEnd] != '\r') {
            throw malformed(what + " ends in a bare LF");
        }
        String line = text(position, lineEnd);
        // "A sender MUST NOT generate a bare CR ... within any protocol elements other than the
        // content." RFC 9112 §2.2
        if (line.indexOf('\r') >= 0) {
            throw malformed(what + " has a bare CR in it");
        }
        position = lineFeed + 1;
        return line;
    }

    /// Exactly so many bytes.
    byte[] readExactly(long count, String what) {
        if (count > MAX_MESSAGE_BYTES) {
            throw new WireException(what + " of " + count + " bytes: too many to hold", null);
        }
        while (limit - position < count) {
            if (!fill(what)) {
                int there = limit - position;
                throw ended(what + " after " + there + " of " + count + " bytes");
            }
        }
        byte[] taken = Arrays.copyOfRange(bytes, position, position + (int) count);
        position += (int) count;
        return taken;
    }

    /// Everything until the peer closes.
    byte[] readToEnd(String what) {
        boolean more = fill(what);
        while (more) {
            more = fill(what);
        }
        if (end == Wire.End.RESET) {
            throw ended(what);
        }
        byte[] taken = Arrays.copyOfRange(bytes, position, limit);
        position = limit;
        return taken;
    }

    /// Throws so many bytes away.
    void discard(long count) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, KEPT_CAPACITY));
        long left = count;
        while (left > 0) {
            if (!awaitByte("bytes to discard")) {
                throw ended("bytes to discard, " + left + " of " + count + " to go");
            }
            int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
            forgetConsumed();
        }
    }

    /// What the current message has consumed, each byte one character.
    String consumed() {
        return text(message, position);
    }

    MalformedResponseException malformed(String reason) {
        return new MalformedResponseException(reason + "; received " + received());
    }

    /// What has arrived since the message began, ready to be shown.
    String received() {
        return WireText.shown(bytes, message, limit);
    }

    private ConnectionEndedException ended(String what) {
        Wire.End how = end == null ? Wire.End.CLOSED : end;
        return new ConnectionEndedException(
                how.description() + " while reading " + what + "; received " + received(),
                how,
                null);
    }

    /// Waits for more bytes; false when the peer has ended the connection.
    private boolean fill(String what) {
        while (end == null) {
            if (readNow() > 0) {
                return true;
            }
            if (end == null && !awaitReadable()) {
                throw new WireTimeoutException(
                        "waited %d ms for %s; received %s"
                                .formatted(timeout.toMillis(), what, received()));
            }
        }
        return false;
    }

    private boolean awaitReadable() {
        try {
            return Readiness.await(channel, SelectionKey.OP_READ, deadlineNanos);
        } catch (IOException e) {
            throw closedByTest(e);
        }
    }

    /// The number of bytes read without waiting; -1 when the end has been seen now.
    private int readNow() {
        makeRoom();
        try {
            int count = channel.read(ByteBuffer.wrap(bytes, limit, bytes.length - limit));
            if (count < 0) {
                end = Wire.End.CLOSED;
                return -1;
            }
            limit += count;
            return count;
        } catch (ClosedChannelException e) {
            throw closedByTest(e);
        } catch (IOException _) {
            // Whatever the system calls it, the stream did not end in order.
            end = Wire.End.RESET;
            return -1;
        }
    }

    private static WireException closedByTest(IOException e) {
        return new WireException("this side of the connection is closed", e);
    }

    private void makeRoom() {
        if (limit < bytes.length) {
            return;
        }
        if (bytes.length >= MAX_MESSAGE_BYTES) {
            throw new WireException("more than " + MAX_MESSAGE_BYTES + " bytes unread", null);
        }
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }

    private void forgetConsumed() {
        int unread = limit - position;
        if (bytes.length > KEPT_CAPACITY && unread <= FIRST_CAPACITY) {
            bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, position, limit), FIRST_CAPACITY);
        } else {
            System.arraycopy(bytes, position, bytes, 0, unread);
        }
        message = 0;
        position = 0;
        limit = unread;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
