package io.roadrunner.conformance.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The JDK's side of a TLS connection, which trusts everybody. Owned by the test.
public final class TlsClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    private final SSLSocket socket;

    private TlsClient(SSLSocket socket) {
        this.socket = socket;
    }

    /// Connects and does the handshake.
    static TlsClient connect(int port) throws IOException {
        return connect(port, context(), new SSLParameters());
    }

    /// Connects and asks for a host.
    static TlsClient connect(int port, String host) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        return connect(port, context(), parameters);
    }

    static TlsClient connect(int port, SSLContext context, SSLParameters parameters)
            throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters all = socket.getSSLParameters();
        if (parameters.getProtocols() != null) {
            all.setProtocols(parameters.getProtocols());
        }
        if (parameters.getCipherSuites() != null) {
            all.setCipherSuites(parameters.getCipherSuites());
        }
        if (parameters.getServerNames() != null) {
            all.setServerNames(parameters.getServerNames());
        }
        all.setApplicationProtocols(parameters.getApplicationProtocols());
        socket.setSSLParameters(all);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new TlsClient(socket);
    }

    public static SSLContext context(KeyManager... keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new Everybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLSocket socket() {
        return socket;
    }

    /// Who the server is.
    String serverName() throws IOException {
        X509Certificate certificate =
                (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    TlsClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// Sends a `GET` and reads a small answer to it, its head and its content.
    String get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        InputStream input = socket.getInputStream();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int octet = input.read();
            if (octet < 0) {
                throw new IOException("ended after: " + answer);
            }
            answer.append((char) octet);
        }
        String length = "content-length: ";
        int at = answer.indexOf(length) + length.length();
        int count = Integer.parseInt(answer.substring(at, answer.indexOf("\r\n", at)));
        return answer + new String(input.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /// Everything until the server ends.
    byte[] readAll() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tests look at what they get.
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
