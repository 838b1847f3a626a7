package io.roadrunner.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Opens a connection and makes a WebSocket of it. Stateless.
final class Upgrade {
    /// The nonce of the example of RFC 6455 §1.3 and what it is answered with.
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_HEAD_LENGTH = 8 << 10;

    private Upgrade() {}

    /// A connection in blocking mode, of which nothing beyond the answer has been read.
    ///
    /// @throws IOException when the server does not agree
    static SocketChannel open(URI server) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        boolean agreed = false;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer request = ByteBuffer.wrap(request(server));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            String answer = head(channel.socket());
            agreed = answer.startsWith("HTTP/1.1 101") && answer.contains(ACCEPT);
            if (!agreed) {
                throw new IOException("no upgrade: " + answer.lines().findFirst().orElse(""));
            }
            return channel;
        } finally {
            if (!agreed) {
                channel.close();
            }
        }
    }

    private static byte[] request(URI server) {
        return String.join(
                        "\r\n",
                        "GET " + server.getRawPath() + " HTTP/1.1",
                        "host: " + server.getRawAuthority(),
                        "upgrade: websocket",
                        "connection: upgrade",
                        "sec-websocket-version: 13",
                        "sec-websocket-key: " + KEY,
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// One octet at a time, so that none of the first frame is lost.
    private static String head(Socket socket) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD_LENGTH && head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no upgrade: closed");
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}
