package io.roadrunner.conformance.protocols;

import io.roadrunner.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A connection by HTTP/1.1 over any socket. It reads what comes strictly, but only what our own
/// server sends.
final class Http1Client implements Client {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long CHUNKED = -1;
    private static final long BY_CLOSE = -2;

    private final Socket socket;
    private final InputStream input;

    private Http1Client(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /// @param trust for a connection by TLS
    static Client connect(int port, @Nullable Trust trust) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Socket socket =
                trust == null
                        ? new Socket(loopback, port)
                        : trust.context().getSocketFactory().createSocket(loopback, port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new Http1Client(socket);
    }

    @Override
    public Call begin(Ask ask) {
        Exchange exchange = new Exchange(ask);
        StringBuilder head = new StringBuilder();
        head.append(ask.method()).append(' ').append(ask.path()).append(" HTTP/1.1\r\nhost: a\r\n");
        if (exchange.chunked) {
            head.append("transfer-encoding: chunked\r\n");
        }
        append(head, ask.fields());
        send(head.append("\r\n").toString());
        return exchange;
    }

    private static void append(StringBuilder lines, Headers fields) {
        fields.forEach(f -> lines.append(f.name() + ": " + f.value() + "\r\n"));
    }

    private void send(String latin1) {
        send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void send(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
        } catch (IOException e) {
            throw new CutOffException(e.toString());
        }
    }

    @Override
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readOctet() {
        try {
            return input.read();
        } catch (IOException e) {
            throw new CutOffException(e.toString());
        }
    }

    private String readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = readOctet();
        while (octet != '\n') {
            if (octet < 0) {
                throw new CutOffException("the connection ended after: " + line);
            }
            line.write(octet);
            octet = readOctet();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new AssertionError("a line without CR: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    private byte[] readSome(long most) {
        try {
            byte[] piece = new byte[(int) Math.min(most, 16_384)];
            int count = input.read(piece);
            return java.util.Arrays.copyOf(piece, Math.max(count, 0));
        } catch (IOException e) {
            throw new CutOffException(e.toString());
        }
    }

    private Headers readFields() {
        Headers.Builder fields = Headers.builder();
        String line = readLine();
        while (!line.isEmpty()) {
            int colon = line.indexOf(": ");
            fields.add(line.substring(0, colon), line.substring(colon + 2));
            line = readLine();
        }
        return fields.build();
    }

    /// One request with its answer.
    private final class Exchange implements Call {
        private final Ask ask;
        private final boolean chunked;

        /// What is left to read of the chunk, or of the content.
        private long left;

        private long framing;
        private boolean ended;
        private Headers trailers = Headers.empty();

        Exchange(Ask ask) {
            this.ask = ask;
            this.chunked = ask.hasContent() && !ask.announcesLength();
        }

        @Override
        public Call write(byte[] piece) {
            if (chunked) {
                send(Integer.toHexString(piece.length) + "\r\n");
            }
            send(piece);
            if (chunked) {
                send("\r\n");
            }
            return this;
        }

        @Override
        public Call end(Headers last) {
            if (chunked) {
                StringBuilder end = new StringBuilder("0\r\n");
                append(end, last);
                send(end.append("\r\n").toString());
            }
            return this;
        }

        @Override
        public Head readHead() {
            String[] line = readLine().split(" ", 3);
            int status = Integer.parseInt(line[1]);
            Headers fields = readFields();
            frame(status, fields);
            return new Head(status, fields);
        }

        private void frame(int status, Headers fields) {
            String length = fields.first("content-length");
            boolean none = status < 200 || status == 204 || status == 304;
            if (none || ask.method().equals("HEAD")) {
                ended = status >= 200;
            } else if (fields.contains("transfer-encoding")) {
                framing = CHUNKED;
            } else if (length == null) {
                framing = BY_CLOSE;
            } else {
                framing = Long.parseLong(length);
                left = framing;
                ended = left == 0;
            }
        }

        @Override
        public byte[] readPiece() {
            if (!ended && framing == CHUNKED && left == 0) {
                nextChunk();
            }
            if (ended) {
                return new byte[0];
            }
            byte[] piece = readSome(framing == BY_CLOSE ? Long.MAX_VALUE : left);
            if (piece.length == 0) {
                return endedEarly();
            }
            left -= piece.length;
            if (framing >= 0) {
                ended = left == 0;
            } else if (framing == CHUNKED && left == 0) {
                readLine();
            }
            return piece;
        }

        private byte[] endedEarly() {
            if (framing != BY_CLOSE) {
                throw new CutOffException("the connection ended " + left + " octets early");
            }
            ended = true;
            return new byte[0];
        }

        private void nextChunk() {
            left = Long.parseLong(readLine(), 16);
            if (left == 0) {
                trailers = readFields();
                ended = true;
            }
        }

        @Override
        public Headers trailers() {
            return trailers;
        }

        @Override
        public void cancel() {
            reset();
        }
    }
}
