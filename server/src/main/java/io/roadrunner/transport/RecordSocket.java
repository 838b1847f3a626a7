package io.roadrunner.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The connected socket that TLS is layered on. TLS asks for the header of a record first and then
/// for the rest, each a call of the system; here one read brings both, and what follows. One thread
/// reads, one writes; everything else may come from any thread and goes to the socket itself.
final class RecordSocket extends Socket {
    private final SocketTransport transport;
    private final Socket socket;
    private final RecordInput input = new RecordInput();
    private final RecordOutput output;

    /// @param transport where the bytes come from and go to
    /// @param socket the same connection
    /// @param output writes to the transport
    RecordSocket(SocketTransport transport, Socket socket, RecordOutput output)
            throws SocketException {
        super((SocketImpl) null);
        this.transport = transport;
        this.socket = socket;
        this.output = output;
    }

    /// Reads ahead. What it holds is used up before its thread waits, so that a thread that is
    /// parked has nothing here.
    private final class RecordInput extends InputStream {
        /// Holds an ordinary request; the rest of a larger record is read to where it belongs.
        private static final int CAPACITY = 2048;

        private final byte[] ahead = new byte[CAPACITY];
        private int from;
        private int to;

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (from == to) {
                if (length >= CAPACITY) {
                    return transport.read(ByteBuffer.wrap(target, offset, length));
                }
                int read = transport.read(ByteBuffer.wrap(ahead));
                if (read < 0) {
                    return -1;
                }
                from = 0;
                to = read;
            }
            int count = Math.min(length, to - from);
            System.arraycopy(ahead, from, target, offset, count);
            from += count;
            return count;
        }

        @Override
        public int available() throws IOException {
            return to - from + socket.getInputStream().available();
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    /// Whether it has read ahead.
    boolean hasUnread() {
        return input.from < input.to;
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    /// Where the records leave.
    RecordOutput records() {
        return output;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(int milliseconds) throws SocketException {
        socket.setSoTimeout(milliseconds);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        socket.setSoLinger(on, seconds);
    }

    @Override
    public void shutdownInput() {
        transport.endInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
