package io.roadrunner.testkit;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// Waits until a non-blocking channel can go on. A selector lives only as long as one wait, so that
/// thousands of idle connections cost one file descriptor each. Any thread.
final class Readiness {
    private Readiness() {}

    /// Whether the channel became ready for the operation (a `SelectionKey` constant) before the
    /// deadline on the scale of [System#nanoTime()].
    static boolean await(SocketChannel channel, int operation, long deadlineNanos)
            throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            while (true) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return selector.selectNow() > 0;
                }
                // A wait of 0 ms would be one without an end.
                if (selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left))) > 0) {
                    return true;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new WireException("interrupted while waiting for the peer", null);
                }
            }
        }
    }
}
