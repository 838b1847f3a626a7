package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.socket.SocketConnector;
import io.roadrunner.testkit.socket.SocketInput;
import io.roadrunner.testkit.socket.SocketOutput;
import io.roadrunner.testkit.socket.Transcript;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A socket, plain or TLS, under a [WebSocketWire]. Owned by the wire.
final class SocketStream implements OctetStream {
    private final Socket socket;
    private final SocketInput input;
    private final SocketOutput output;

    SocketStream(Socket socket) {
        this.socket = socket;
        this.input = new SocketInput(socket);
        this.output = new SocketOutput(socket, new Transcript());
    }

    @Override
    public void write(byte[] octets, Duration timeout) {
        output.write(octets, timeout);
    }

    @Override
    public byte[] read(Duration timeout) {
        input.await(1, System.nanoTime() + timeout.toNanos());
        return input.take(input.unread());
    }

    @Override
    public Wire.@Nullable End end() {
        return input.end();
    }

    @Override
    public void endOutput() {
        output.end();
    }

    @Override
    public void reset() {
        SocketConnector.reset(socket);
    }

    @Override
    public void close() {
        SocketConnector.close(socket);
    }
}
