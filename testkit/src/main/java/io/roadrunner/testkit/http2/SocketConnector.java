package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.WireException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Makes and ends the connection of a [Http2Wire]. Stateless; any thread.
final class SocketConnector {
    private static final String PROTOCOL = "h2";

    private SocketConnector() {}

    /// Makes a connection or fails with nothing left open.
    private interface Step {
        void take() throws IOException;
    }

    static Socket plain(int port, Duration timeout) {
        Socket socket = new Socket();
        take(socket, port, () -> connect(socket, port, timeout));
        return socket;
    }

    static Socket tls(int port, SSLContext context, Duration timeout) {
        SSLSocket socket = unconnected(context);
        take(
                socket,
                port,
                () -> {
                    connect(socket, port, timeout);
                    socket.setSoTimeout((int) timeout.toMillis());
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setApplicationProtocols(new String[] {PROTOCOL});
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                });
        String chosen = socket.getApplicationProtocol();
        if (!PROTOCOL.equals(chosen)) {
            close(socket);
            throw new AssertionError("ALPN chose \"" + chosen + "\" and not h2");
        }
        return socket;
    }

    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                // With nothing to linger for, closing sends a RST instead of a FIN.
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            throw new WireException("the connection cannot be reset", e);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new WireException("the connection cannot be closed", e);
        }
    }

    private static SSLSocket unconnected(SSLContext context) {
        try {
            return (SSLSocket) context.getSocketFactory().createSocket();
        } catch (IOException e) {
            throw new WireException("no socket: " + e.getMessage(), e);
        }
    }

    private static void connect(Socket socket, int port, Duration timeout) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        socket.connect(new InetSocketAddress(loopback, port), (int) timeout.toMillis());
        socket.setTcpNoDelay(true);
    }

    private static void take(Socket socket, int port, Step step) {
        try {
            step.take();
        } catch (IOException e) {
            close(socket);
            throw new WireException("no connection to port " + port + ": " + e.getMessage(), e);
        }
    }
}
