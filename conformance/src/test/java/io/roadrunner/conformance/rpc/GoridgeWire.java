package io.roadrunner.conformance.rpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/// A raw connection to an RPC server and frames written out by hand, not by the code under test.
/// For one thread.
final class GoridgeWire implements AutoCloseable {
    static final int RAW = 0x04;
    static final int JSON = 0x08;
    static final int GOB = 0x20;
    static final int ERROR = 0x40;
    static final int PROTO = 0x80;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HEADER = 20;

    private final Socket socket;

    private GoridgeWire(Socket socket) {
        this.socket = socket;
    }

    static GoridgeWire connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
        return new GoridgeWire(socket);
    }

    /// A frame of a call: two options, and as payload name and argument.
    ///
    /// @param flags the byte of flags
    static byte[] call(int flags, int sequence, String method, String argument) {
        return frame(flags, 0, method + argument, sequence, method.length());
    }

    /// Any frame.
    ///
    /// @param payload one character for each byte
    static byte[] frame(int flags, int stream, String payload, int... options) {
        byte[] body = payload.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer frame =
                ByteBuffer.allocate(12 + 4 * options.length + body.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        frame.put((byte) (0x10 + 3 + options.length)).put((byte) flags).putInt(body.length);
        frame.putInt(checksum(frame.array())).put((byte) stream).put((byte) 0);
        for (int option : options) {
            frame.putInt(option);
        }
        return frame.put(body).array();
    }

    /// The checksum of the first six bytes.
    static int checksum(byte[] frame) {
        CRC32 checksum = new CRC32();
        checksum.update(frame, 0, 6);
        return (int) checksum.getValue();
    }

    /// What came back.
    ///
    /// @param body one character for each byte
    record Answer(int flags, int stream, int sequence, String method, String body) {
        boolean isError() {
            return (flags & ERROR) != 0;
        }
    }

    GoridgeWire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Calls in JSON and takes the answer.
    Answer ask(int sequence, String method, String argument) throws IOException {
        return send(call(JSON, sequence, method, argument)).receive();
    }

    /// The next frame, which has two options.
    Answer receive() throws IOException {
        DataInputStream input = new DataInputStream(socket.getInputStream());
        ByteBuffer header = ByteBuffer.wrap(input.readNBytes(HEADER));
        header.order(ByteOrder.LITTLE_ENDIAN);
        if (header.remaining() < HEADER || header.get(0) != 0x15) {
            throw new IOException("no answer: " + header.remaining() + " bytes");
        }
        if (header.getInt(6) != checksum(header.array())) {
            throw new IOException("an answer whose checksum is wrong");
        }
        byte[] payload = input.readNBytes(header.getInt(2));
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        int length = header.getInt(16);
        return new Answer(
                header.get(1) & 0xff,
                header.get(10),
                header.getInt(12),
                text.substring(0, length),
                text.substring(length));
    }

    /// The next bytes.
    byte[] receive(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    /// All there is until the peer ends the connection, one way or the other.
    byte[] receiveToEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (java.net.SocketException reset) {
            bytes.write(new byte[0]);
        }
        return bytes.toByteArray();
    }

    /// Sends nothing more.
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
