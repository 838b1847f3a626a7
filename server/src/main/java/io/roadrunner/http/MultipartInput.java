package io.roadrunner.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The window on a body through which it is read as multipart: octets that have come and are not
/// used yet. Owned by one [Multipart]; bounded by its capacity, and the body by the limit.
final class MultipartInput {
    private final RequestBody body;
    private final long limit;
    private final byte[] octets;
    private int from;
    private int to;
    private long total;
    private boolean ended;

    /// @param body what is read
    /// @param limit how many bytes of it are read at the most
    /// @param capacity how many are held at the same time
    MultipartInput(RequestBody body, long limit, int capacity) {
        this.body = body;
        this.limit = limit;
        long length = body.length();
        this.octets = new byte[length < 0 ? capacity : (int) Math.min(capacity, length)];
    }

    /// The window; what is unused is between [#from] and [#to]. [#fill] moves it.
    byte[] octets() {
        return octets;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    /// Uses what is before an index of the window.
    void consumeTo(int index) {
        from = index;
    }

    /// Reads more, at least one octet.
    ///
    /// @return false at the end of the body
    /// @throws RejectedException when the body exceeds the limit, as soon as that is known
    boolean fill() throws IOException {
        makeRoom();
        while (!ended) {
            int read = body.isPresent() ? body.read(ByteBuffer.wrap(octets, to, room())) : -1;
            ended = read < 0;
            total += Math.max(read, 0);
            checkLimit(Math.max(total, body.announced()));
            if (read > 0) {
                to += read;
                return true;
            }
            // Of a body with a known length the window may hold everything: then it is full.
            ended |= room() == 0;
        }
        return false;
    }

    /// Has at least so many octets in the window.
    ///
    /// @return false when the body ends before
    boolean require(int count) throws IOException {
        while (size() < count) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    private int room() {
        return octets.length - to;
    }

    /// Moves what is unused to the start when little room is left, so that small pieces do not
    /// cause a move each.
    private void makeRoom() {
        if (from > 0 && (from == to || room() < octets.length / 4)) {
            System.arraycopy(octets, from, octets, 0, size());
            to -= from;
            from = 0;
        }
    }

    private void checkLimit(long size) throws RejectedException {
        if (size > limit) {
            throw new RejectedException(Rejection.CONTENT_TOO_LARGE);
        }
    }
}
