package io.roadrunner.testkit.socket;

import io.roadrunner.testkit.WireException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Makes and ends the connection of a wire. Stateless; any thread.
public final class SocketConnector {
    private SocketConnector() {}

    /// Makes a connection or fails with nothing left open.
    private interface Step {
        void take() throws IOException;
    }

    /// Connects to a TCP port of this machine.
    ///
    /// @throws WireException when it cannot, or not in time
    public static Socket plain(int port, Duration timeout) {
        Socket socket = new Socket();
        take(socket, port, () -> connect(socket, port, timeout));
        return socket;
    }

    /// Connects to a TCP port of this machine by TLS, with a protocol by ALPN.
    ///
    /// @throws WireException when it cannot, or not in time
    /// @throws AssertionError when the server does not choose the protocol
    public static Socket tls(int port, SSLContext context, String protocol, Duration timeout) {
        SSLSocket socket = unconnected(context);
        take(
                socket,
                port,
                () -> {
                    connect(socket, port, timeout);
                    socket.setSoTimeout((int) timeout.toMillis());
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setApplicationProtocols(new String[] {protocol});
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                });
        String chosen = socket.getApplicationProtocol();
        if (!protocol.equals(chosen)) {
            close(socket);
            throw new AssertionError("ALPN chose \"" + chosen + "\" and not " + protocol);
        }
        return socket;
    }

    /// Ends the connection with a RST.
    public static void reset(Socket socket) {
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

    /// Ends the connection; a second call does nothing.
    public static void close(Socket socket) {
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
