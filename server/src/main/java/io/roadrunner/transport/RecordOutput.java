package io.roadrunner.transport;

import io.roadrunner.bytes.ByteOutput;
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
    private final SpareOutput spare;

    /// Held while octets leave: their order is that of the records.
    private final ReentrantLock order = new ReentrantLock();

    /// What has not left; null when everything has. Guarded by the order.
    private @Nullable ByteOutput gathered;

    /// How much of it has left already. Guarded by the order.
    private int left;

    /// Whether records are kept here until they are told to leave. Guarded by the order.
    private boolean gathers;

    /// @param transport where the records go to
    /// @param spare where the array comes from that records are gathered in
    RecordOutput(SocketTransport transport, SpareOutput spare) {
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
        ByteOutput waiting = gathered;
        if (waiting == null) {
            return 0;
        }
        ByteBuffer rest = waiting.toByteBuffer();
        transport.write(rest.position(left));
        left = rest.position();
        if (!rest.hasRemaining()) {
            gathered = null;
            left = 0;
            spare.giveBack(waiting);
        }
        return rest.remaining();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        order.lock();
        try {
            if (gathers) {
                keep(source, offset, length);
                return;
            }
            while (gathered != null) {
                sendSome();
            }
            ByteBuffer rest = ByteBuffer.wrap(source, offset, length);
            while (rest.hasRemaining()) {
                transport.write(rest);
            }
        } finally {
            order.unlock();
        }
    }

    private void keep(byte[] source, int offset, int length) {
        ByteOutput target = gathered;
        if (target == null) {
            target = spare.take();
            gathered = target;
        }
        target.put(source, offset, length);
    }

    @Override
    public void close() {
        transport.close();
    }
}
