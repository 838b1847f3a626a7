package io.roadrunner.http1;

import io.roadrunner.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A connection without a network. What a test feeds is read piece by piece; what is written can be
/// looked at. Any thread.
final class FakeTransport implements Transport {
    private static final byte[] END = {};
    private static final Runnable NOTHING = () -> {};

    private final LinkedBlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final AtomicInteger writes = new AtomicInteger();

    /// What is left of a packet that did not fit.
    private volatile @Nullable ByteBuffer rest;

    private volatile boolean inputEnded;
    private volatile boolean closed;
    private volatile Runnable beforeReturn = NOTHING;
    private volatile Runnable beforeWrite = NOTHING;

    /// Lets bytes arrive; each call is one packet.
    FakeTransport feed(String latin1) {
        input.add(latin1.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// Lets the peer end its side.
    void feedEnd() {
        input.add(END);
    }

    /// Runs once in the middle of the next read that returns bytes, when they are taken already.
    void beforeReturn(Runnable action) {
        beforeReturn = action;
    }

    /// Runs before each write, in the thread that writes.
    void beforeWrite(Runnable action) {
        beforeWrite = action;
    }

    String written() {
        synchronized (output) {
            return output.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /// How many writes there were.
    int writes() {
        return writes.get();
    }

    boolean isInputEnded() {
        return inputEnded;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (inputEnded) {
            return -1;
        }
        ByteBuffer piece = nextPiece();
        if (!piece.hasRemaining()) {
            input.add(END);
            return closedOrEnd();
        }
        int count = Math.min(piece.remaining(), target.remaining());
        target.put(piece.slice(piece.position(), count));
        piece.position(piece.position() + count);
        rest = piece.hasRemaining() ? piece : null;
        Runnable action = beforeReturn;
        beforeReturn = NOTHING;
        action.run();
        return count;
    }

    private ByteBuffer nextPiece() throws IOException {
        ByteBuffer begun = rest;
        try {
            return begun == null ? ByteBuffer.wrap(input.take()) : begun;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private int closedOrEnd() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        return -1;
    }

    /// A read waits all the same.
    @Override
    public void awaitInput() {}

    @Override
    public void write(ByteBuffer source) throws IOException {
        write(source, ByteBuffer.allocate(0));
    }

    @Override
    public void write(ByteBuffer first, ByteBuffer second) throws IOException {
        beforeWrite.run();
        if (closed) {
            throw new IOException("closed");
        }
        writes.incrementAndGet();
        synchronized (output) {
            put(first);
            put(second);
        }
    }

    private void put(ByteBuffer source) {
        while (source.hasRemaining()) {
            output.write(source.get());
        }
    }

    @Override
    public long sendFile(FileChannel file, long offset, long length) {
        throw new AssertionError("no file here");
    }

    @Override
    public boolean hasUnread() {
        byte[] next = input.peek();
        return rest != null || (next != null && next.length > 0);
    }

    @Override
    public void endInput() {
        inputEnded = true;
        input.add(END);
    }

    @Override
    public void finish() {}

    @Override
    public void endOutput() {}

    @Override
    public void reset() {
        close();
    }

    @Override
    public void close() {
        closed = true;
        input.add(END);
    }

    @Override
    public @Nullable InetSocketAddress peer() {
        return null;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return List.of();
    }
}
