package io.roadrunner.benchmarks.run.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Finds out when a server that has just been started answers. Stateless.
public final class Probe {
    private static final long PAUSE_NANOS = 500_000;
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final byte[] REQUEST =
            "GET /hello HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private Probe() {}

    /// A port of the loopback address that is free at this moment.
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Asks for `/hello` again and again until there is an answer of any kind.
    ///
    /// @param alive whether it is worth while to go on
    /// @return whether one came in time
    public static boolean awaitAnswer(int port, Duration patience, BooleanSupplier alive) {
        return await(() -> answers(port), patience, alive);
    }

    /// Waits until somebody listens.
    ///
    /// @param alive whether it is worth while to go on
    /// @return whether somebody does in time
    public static boolean awaitListener(int port, Duration patience, BooleanSupplier alive) {
        return await(() -> listens(port), patience, alive);
    }

    private static boolean await(
            BooleanSupplier success, Duration patience, BooleanSupplier alive) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0 && alive.getAsBoolean()) {
            if (success.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(REQUEST);
            return socket.getInputStream().read() >= 0;
        } catch (IOException _) {
            return false;
        }
    }
}
