package io.roadrunner.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes records in the order in which TLS makes them: each at once, or several together when they
/// are gathered. TLS may make one on the thread that reads, such as the answer to a key update (RFC
/// 8446 §4.6.3), while another thread writes: it takes its place behind those that are gathered.
final class RecordOutput extends OutputStream {
    private final SocketTransport transport;
    private final SpareBuffer spare;

    /// Held while octets leave: their order is that of the records.
    private final ReentrantLock order = new ReentrantLock();

    /// Records that have been gathered, up to its position; null when there are none. Guarded by
    /// the order.
    private @Nullable ByteBuffer gathered;

    /// What the peer did not take at once; null when it has taken everything. Guarded by the order.
    private @Nullable ByteBuffer waiting;

    /// Whether records are kept here until they are told to leave. Guarded by the order.
    private boolean gathers;

    /// @param transport where the records go to
    /// @param spare where the buffer comes from that records are gathered in
    RecordOutput(SocketTransport transport, SpareBuffer spare) {
        this.transport = transport;
        this.spare = spare;
    }

    /// Keeps records from now on until [#send()].
    void gather() {
        order.lock();
        try {
            gathers = true;
        } finally {
            order.unlock();
        }
    }

    /// Lets records leave that were gathered, blocking until at least one octet has.
    ///
    /// @return how many octets still wait
    /// @throws IOException when the connection is gone
    int send() throws IOException {
        order.lock();
        try {
            gathers = false;
            return sendSome();
        } finally {
            order.unlock();
        }
    }

    private int sendSome() throws IOException {
        if (waiting == null && sendGathered() > 0) {
            return remaining();
        }
        ByteBuffer rest = waiting;
        if (rest != null) {
            transport.write(rest);
            waiting = rest.hasRemaining() ? rest : null;
        }
        return remaining();
    }

    private int remaining() {
        ByteBuffer rest = waiting;
        return rest == null ? 0 : rest.remaining();
    }

    /// Lets go what the socket takes at once. What it does not is put elsewhere: the buffer is for
    /// a moment only, however long the peer takes.
    ///
    /// @return how many octets have left
    private int sendGathered() throws IOException {
        ByteBuffer records = gathered;
        if (records == null) {
            return 0;
        }
        gathered = null;
        int sent;
        try {
            sent = transport.writeNow(records.flip());
            if (records.hasRemaining()) {
                waiting = ByteBuffer.allocate(records.remaining()).put(records).flip();
            }
        } finally {
            spare.giveBack(records);
        }
        return sent;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        order.lock();
        try {
            if (gathers && length <= SpareBuffer.CAPACITY) {
                keep(source, offset, length);
                return;
            }
            sendAll();
            ByteBuffer rest = ByteBuffer.wrap(source, offset, length);
            while (rest.hasRemaining()) {
                transport.write(rest);
            }
        } finally {
            order.unlock();
        }
    }

    private void keep(byte[] source, int offset, int length) throws IOException {
        ByteBuffer records = gathered;
        if (records != null && records.remaining() < length) {
            sendAll();
            records = null;
        }
        if (records == null) {
            records = spare.take();
            gathered = records;
        }
        records.put(source, offset, length);
    }

    private void sendAll() throws IOException {
        while (gathered != null || waiting != null) {
            sendSome();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
