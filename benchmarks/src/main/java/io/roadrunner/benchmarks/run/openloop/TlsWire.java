package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// A connection with TLS. One thread.
final class TlsWire implements Wire {
    private final SSLEngine engine;
    private final PlainWire wire;

    /// Records as they came, not decrypted yet; filled from the front.
    private final ByteBuffer in;

    private final ByteBuffer out;

    private TlsWire(SSLEngine engine, PlainWire wire) {
        this.engine = engine;
        this.wire = wire;
        int length = engine.getSession().getPacketBufferSize();
        in = ByteBuffer.allocate(2 * length);
        out = ByteBuffer.allocate(length);
    }

    /// Shakes hands on a connection that blocks; afterwards it does not.
    ///
    /// @param engine of a client
    /// @throws IOException when there is no agreement
    static TlsWire open(SSLEngine engine, SocketChannel channel) throws IOException {
        TlsWire tls = new TlsWire(engine, new PlainWire(channel));
        engine.beginHandshake();
        tls.shakeHands(channel);
        channel.configureBlocking(false);
        return tls;
    }

    private void shakeHands(SocketChannel channel) throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer early = ByteBuffer.allocate(in.capacity());
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> write(nothing);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (unwrap(early) == Status.BUFFER_UNDERFLOW && channel.read(in) < 0) {
                        throw new SSLException("closed within the handshake");
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> throw new AssertionError(status);
            }
            status = engine.getHandshakeStatus();
        }
        if (early.position() > 0) {
            throw new SSLException("content within the handshake");
        }
    }

    private void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    private Status unwrap(ByteBuffer into) throws SSLException {
        in.flip();
        Status status = engine.unwrap(in, into).getStatus();
        in.compact();
        runTasks();
        return status;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        int count = wire.read(in);
        Status status = Status.OK;
        while (status == Status.OK && in.position() > 0) {
            status = unwrap(into);
        }
        int decrypted = into.position() - before;
        boolean isEnd = count < 0 || status == Status.CLOSED;
        return decrypted == 0 && isEnd ? -1 : decrypted;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        do {
            engine.wrap(from, out);
            wire.write(out.flip());
            out.clear();
        } while (from.hasRemaining());
    }

    @Override
    public boolean flush() throws IOException {
        return wire.flush();
    }

    @Override
    public void close() {
        wire.close();
    }
}
