package io.roadrunner.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Content on its way into the records of TLS. What needs more than one record is encrypted ahead,
/// several records at once, which leave in one write; it counts as written as they leave, so that a
/// slow peer is seen to take something. Owned by the thread that writes.
final class TlsOutput {
    /// What fits into one record (RFC 8446 §5.1).
    static final int RECORD = 16 * 1024;

    /// How much is encrypted at once.
    private static final int LARGEST_AHEAD = 6 * RECORD;

    private final OutputStream plain;
    private final RecordOutput records;

    /// How much of what comes next has been encrypted and has not left.
    private int ahead;

    /// @param plain encrypts what is written to it
    /// @param records where the encrypted records go
    TlsOutput(OutputStream plain, RecordOutput records) {
        this.plain = plain;
        this.records = records;
    }

    /// Writes some of what remains of two pieces, of the second only behind all of the first.
    ///
    /// @throws IOException when the connection is gone
    void write(ByteBuffer first, ByteBuffer second) throws IOException {
        if (ahead == 0) {
            int length = Math.min(first.remaining() + second.remaining(), LARGEST_AHEAD);
            if (length <= RECORD && (!first.hasRemaining() || !second.hasRemaining())) {
                // One record leaves by itself.
                encrypt(first.hasRemaining() ? first : second, length);
                return;
            }
            records.gather();
            int ofFirst = Math.min(first.remaining(), length);
            encrypt(first.duplicate(), ofFirst);
            encrypt(second.duplicate(), length - ofFirst);
            ahead = length;
        }
        int moved = send();
        int ofFirst = Math.min(first.remaining(), moved);
        first.position(first.position() + ofFirst);
        second.position(second.position() + moved - ofFirst);
    }

    /// Sends a part of a file.
    ///
    /// @return how many bytes have left, -1 when the file ends before `offset`
    /// @throws IOException when the connection is gone or the file cannot be read
    long sendFile(FileChannel file, long offset, long length) throws IOException {
        if (ahead == 0 && !encrypt(file, offset, Math.min(length, LARGEST_AHEAD))) {
            return -1;
        }
        return send();
    }

    /// @return false when the file ends before `offset`
    private boolean encrypt(FileChannel file, long offset, long length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length, RECORD));
        int read = file.read(piece, offset);
        if (read > 0) {
            // Not before something is there to leave: what is written next must not stay behind.
            records.gather();
        }
        while (read > 0) {
            encrypt(piece.flip(), read);
            ahead += read;
            piece.clear().limit((int) Math.min(piece.capacity(), length - ahead));
            read = piece.hasRemaining() ? file.read(piece, offset + ahead) : 0;
        }
        return read == 0 || ahead > 0;
    }

    /// Lets records leave, blocking until an octet has. All of the content has left with the last
    /// octet of its records, which are longer than it.
    ///
    /// @return how much of the content has left
    private int send() throws IOException {
        int waiting = records.send();
        int moved = waiting == 0 ? ahead : Math.max(0, ahead - waiting);
        ahead -= moved;
        return moved;
    }

    private void encrypt(ByteBuffer source, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (source.hasArray()) {
            plain.write(source.array(), source.arrayOffset() + source.position(), length);
            source.position(source.position() + length);
            return;
        }
        byte[] piece = new byte[Math.min(length, RECORD)];
        for (int rest = length; rest > 0; ) {
            int size = Math.min(piece.length, rest);
            source.get(piece, 0, size);
            plain.write(piece, 0, size);
            rest -= size;
        }
    }
}
