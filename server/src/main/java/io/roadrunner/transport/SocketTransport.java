package io.roadrunner.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plain socket, TCP or unix-domain. A call that has to wait parks its thread, not the carrier.
public final class SocketTransport implements Transport {
    /// Enough to fill what a peer with an ordinary window frees at once.
    private static final int PIECE = 16 * 1024;

    private final ReadySocket socket;
    private final SocketChannel channel;
    private final boolean tcp;
    private final @Nullable InetSocketAddress peer;
    private final SpareBuffer spare;

    /// What has been read and was given back, null when there is nothing left of it. Its position
    /// is the reader's.
    private volatile @Nullable ByteBuffer unread;

    private volatile @Nullable RecordSocket layered;

    /// @param socket connected; this object closes it
    /// @param spare for records of TLS
    /// @throws IOException when the peer's address cannot be read: it has gone already
    SocketTransport(ReadySocket socket, SpareBuffer spare) throws IOException {
        this.socket = socket;
        this.spare = spare;
        this.channel = socket.channel();
        this.peer =
                channel.getRemoteAddress() instanceof InetSocketAddress address ? address : null;
        this.tcp = peer != null;
    }

    private SocketTransport(SocketTransport proxied, InetSocketAddress source) {
        this.socket = proxied.socket;
        this.channel = proxied.channel;
        this.tcp = proxied.tcp;
        this.spare = proxied.spare;
        this.peer = source;
    }

    /// The same connection as one of the client that a proxy passes on.
    ///
    /// @param header what the proxy says
    public SocketTransport passedOn(ProxyHeader header) {
        InetSocketAddress source = header.source();
        return source == null ? this : new SocketTransport(this, source);
    }

    /// Gives back bytes that were read, in the order in which they came: the next reads get them
    /// first. For the thread that reads, which has used up what it gave back before.
    ///
    /// @param octets kept, not copied
    public void unread(ByteBuffer octets) {
        unread = octets.hasRemaining() ? octets : null;
    }

    /// The socket, for TLS to be layered on it.
    ///
    /// @throws UnsupportedOperationException when it is a unix-domain socket
    /// @throws IOException when the connection is gone
    public Socket socket() throws IOException {
        RecordOutput output = new RecordOutput(this, spare);
        RecordSocket record = new RecordSocket(this, channel.socket(), output);
        layered = record;
        return record;
    }

    /// Where the records leave of the TLS that is layered on this.
    ///
    /// @throws IllegalStateException when none is
    RecordOutput records() {
        RecordSocket record = layered;
        if (record == null) {
            throw new IllegalStateException("no TLS is layered on this");
        }
        return record.records();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        ByteBuffer first = unread;
        return first == null ? socket.read(target) : readAgain(first, target);
    }

    private int readAgain(ByteBuffer first, ByteBuffer target) {
        int count = Math.min(first.remaining(), target.remaining());
        target.put(target.position(), first, first.position(), count);
        target.position(target.position() + count);
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            unread = null;
        }
        return count;
    }

    @Override
    public void awaitInput() throws IOException {
        if (unread == null) {
            socket.awaitReadable();
        }
    }

    /// Writes as much of what remains as the socket takes without waiting for the peer.
    ///
    /// @return how many octets have left
    /// @throws IOException when the connection is gone
    int writeNow(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        socket.write(source);
    }

    @Override
    public void write(ByteBuffer first, ByteBuffer second) throws IOException {
        if (first.hasRemaining()) {
            socket.write(first, second);
        } else {
            socket.write(second);
        }
    }

    @Override
    public long sendFile(FileChannel file, long offset, long length) throws IOException {
        long sent = file.transferTo(offset, length, channel);
        // 0 means that the buffer of the socket is full (or that the file ended). An ordinary write
        // of the next piece is what waits.
        return sent > 0 ? sent : sendPiece(file, offset, length);
    }

    private long sendPiece(FileChannel file, long offset, long length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length, PIECE));
        if (file.read(piece, offset) < 0) {
            return -1;
        }
        socket.write(piece.flip());
        return piece.position();
    }

    @Override
    public boolean hasUnread() {
        if (hasAhead()) {
            return true;
        }
        try {
            return tcp && channel.socket().getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether bytes are here that were read from the socket and not used.
    boolean hasAhead() {
        RecordSocket ahead = layered;
        return unread != null || (ahead != null && ahead.hasUnread());
    }

    @Override
    public void endInput() {
        try {
            socket.endInput();
        } catch (IOException e) {
            close();
        }
    }

    /// TCP has no farewell before the end.
    @Override
    public void finish() {}

    @Override
    public void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void reset() {
        try {
            if (tcp) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // It is closed already.
            return;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The descriptor is released all the same; there is nobody left to tell.
            return;
        }
    }

    @Override
    public @Nullable InetSocketAddress peer() {
        return peer;
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
