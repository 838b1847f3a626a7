package io.roadrunner.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server for one connection, which plays a script on a thread of its own and then closes.
public final class Peer implements AutoCloseable {
    private final ServerSocket listening;
    private final FutureTask<Void> playing;

    private Peer(ServerSocket listening, Script script) {
        this.listening = listening;
        this.playing =
                new FutureTask<>(() -> {
                    try (Socket socket = listening.accept()) {
                        script.play(socket);
                    }
                    return null;
                });
        Thread.ofVirtual().start(playing);
    }

    /// What the server does with the connection.
    public interface Script {
        void play(Socket socket) throws Exception;
    }

    public static Peer playing(Script script) throws IOException {
        return new Peer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), script);
    }

    /// Sends a text and closes the connection.
    public static Peer sending(String latin1) throws IOException {
        return playing(socket -> write(socket, latin1));
    }

    /// Sends a text and keeps the connection open until the client closes it.
    public static Peer sendingAndStaying(String latin1) throws IOException {
        return playing(socket -> {
            write(socket, latin1);
            awaitEnd(socket);
        });
    }

    public static void write(Socket socket, String latin1) throws IOException {
        socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads until the client ends its stream or resets the connection.
    public static String awaitEnd(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    public Wire connect() {
        return Wire.connect(listening.getLocalPort());
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// Waits for the end of the script; a failure in it fails the test.
    @Override
    public void close() throws IOException {
        try {
            playing.get(5, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the peer's script failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the peer", e);
        } finally {
            listening.close();
        }
    }
}
