package io.roadrunner.testkit.socket;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireTimeoutException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The sending side of a connection. A blocking socket knows no deadline for a write, so that a
/// thread of its own does it while the caller waits. Owned by the wire; any thread.
public final class SocketOutput {
    private final Socket socket;
    private final Transcript transcript;
    private final ReentrantLock order = new ReentrantLock();

    /// @param socket written by this object alone
    /// @param transcript told of what is sent
    public SocketOutput(Socket socket, Transcript transcript) {
        this.socket = socket;
        this.transcript = transcript;
    }

    /// Writes all of it at once; a write that is given up closes the connection.
    public void write(byte[] octets, Duration timeout) {
        FutureTask<Void> writing =
                new FutureTask<>(() -> {
                    socket.getOutputStream().write(octets);
                    socket.getOutputStream().flush();
                    return null;
                });
        order.lock();
        try {
            transcript.sent(octets);
            Thread.ofVirtual().start(writing);
            writing.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            close();
            throw new WireTimeoutException(
                    "the peer did not take %d octets in %d ms\n%s"
                            .formatted(octets.length, timeout.toMillis(), transcript));
        } catch (ExecutionException e) {
            throw new ConnectionEndedException(
                    "the peer takes no more octets\n" + transcript, Wire.End.RESET, e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the peer was to take octets");
        } finally {
            order.unlock();
        }
    }

    /// Ends this side's stream of octets and keeps the other one open.
    public void end() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new ConnectionEndedException("the output cannot be ended", Wire.End.RESET, e);
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            transcript.received(e);
        }
    }
}
