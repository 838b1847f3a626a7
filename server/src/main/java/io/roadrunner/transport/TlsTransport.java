package io.roadrunner.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A socket that speaks TLS (RFC 8446), layered on a plain one. One thread may read while another
/// writes.
public final class TlsTransport implements Transport {
    private static final int RECORD = TlsOutput.RECORD;

    /// How much a refused peer may still send.
    private static final int LINGERING = 4 * RECORD;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketTransport plain;
    private final SSLSocket socket;
    private final InputStream input;
    private final TlsOutput output;
    private volatile boolean inputEnded;

    /// @param plain the connection underneath, which this object closes
    /// @param socket layered on it; its handshake may still be to come
    /// @throws IOException when the connection is gone
    public TlsTransport(SocketTransport plain, SSLSocket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.input = socket.getInputStream();
        this.output = new TlsOutput(socket.getOutputStream(), plain.records());
    }

    /// Does the server's part of the handshake, blocking.
    ///
    /// @throws IOException when it fails; the peer has been told why where that is possible
    public void handshake() throws IOException {
        socket.startHandshake();
        // A handshake that a client asks for later, which TLS 1.2 allows, would need a new session:
        // it costs the server much and the client nothing.
        socket.setEnableSessionCreation(false);
    }

    /// After a handshake that failed: lets the peer take the alert that says why. A close while it
    /// is still sending, as a client of TLS 1.3 may be that believes its handshake over, would be a
    /// reset and take the alert away. Blocks until the peer ends, has sent much, or is closed.
    public void lingerAfterFailure() {
        plain.endOutput();
        ByteBuffer forgotten = ByteBuffer.allocate(RECORD);
        try {
            for (int left = LINGERING; left > 0; left -= forgotten.position()) {
                if (plain.read(forgotten.clear()) < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // The peer has gone, or its time is over.
            return;
        }
    }

    /// Whether the peer has begun its handshake. Any thread.
    public boolean hasBegun() {
        return socket.getHandshakeSession() != null || plain.hasUnread();
    }

    /// What ALPN has chosen (RFC 7301), empty when the client did not ask.
    public String applicationProtocol() {
        String chosen = socket.getApplicationProtocol();
        return chosen == null ? "" : chosen;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int length = target.remaining();
        if (length == 0) {
            return 0;
        }
        boolean array = target.hasArray();
        byte[] into = array ? target.array() : new byte[Math.min(length, RECORD)];
        int offset = array ? target.arrayOffset() + target.position() : 0;
        int read;
        try {
            read = input.read(into, offset, array ? length : into.length);
        } catch (IOException e) {
            if (inputEnded) {
                return -1;
            }
            throw e;
        }
        if (read > 0 && array) {
            target.position(target.position() + read);
        } else if (read > 0) {
            target.put(into, 0, read);
        }
        return read;
    }

    @Override
    public void awaitInput() throws IOException {
        if (input.available() == 0 && !plain.hasAhead()) {
            plain.awaitInput();
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        output.write(NOTHING, source);
    }

    @Override
    public void write(ByteBuffer first, ByteBuffer second) throws IOException {
        output.write(first, second);
    }

    @Override
    public long sendFile(FileChannel file, long offset, long length) throws IOException {
        return output.sendFile(file, offset, length);
    }

    @Override
    public boolean hasUnread() {
        try {
            return input.available() > 0 || plain.hasUnread();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void endInput() {
        inputEnded = true;
        plain.endInput();
    }

    /// Tells the peer that nothing more comes: "each party MUST send a 'close_notify' alert before
    /// closing its write side of the connection" RFC 8446 §6.1.
    @Override
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // The peer has gone; there is nobody left to tell.
            return;
        }
    }

    @Override
    public void endOutput() {
        finish();
        plain.endOutput();
    }

    @Override
    public void reset() {
        plain.reset();
    }

    /// Without a word to the peer, which may not be there any more; see [#finish()].
    @Override
    public void close() {
        plain.close();
    }

    @Override
    public @Nullable InetSocketAddress peer() {
        return plain.peer();
    }

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (var certificate : socket.getSession().getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
        return chain;
    }
}
