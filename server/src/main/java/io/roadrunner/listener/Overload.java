package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionLimit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/// Turns connections away when all slots are taken, without a thread: a short 503 while that is
/// rare, nothing but a close under a flood. What was answered stays open for a moment, so that the
/// answer is not lost in a reset; how many do is bounded. Called by acceptors and the reaper.
final class Overload {
    private static final byte[] ANSWER =
            """
            HTTP/1.1 503 Service Unavailable\r
            retry-after: 1\r
            content-length: 0\r
            connection: close\r
            \r
            """
                    .getBytes(StandardCharsets.ISO_8859_1);

    /// More refusals than that in a second are a flood.
    private static final int ANSWERS_PER_SECOND = 100;

    private static final long SECOND = 1_000_000_000L;

    private final boolean answers;
    private final Clock clock;
    private final ConnectionReporter reporter;
    private final ArrayDeque<Answered> answered = new ArrayDeque<>();
    private long windowStart;
    private int inWindow;

    /// A connection that was answered and is about to be closed.
    private record Answered(SocketChannel channel, long closeNanos) {}

    /// @param answers whether who is turned away can be told so: where HTTP/1.1 is spoken in the
    ///   clear
    Overload(Clock clock, ConnectionReporter reporter, boolean answers) {
        this.answers = answers;
        this.clock = clock;
        this.reporter = reporter;
        this.windowStart = clock.coarseNanoTime();
    }

    /// Refuses a connection. Without asking for its address, which would cost as much again.
    void reject(SocketChannel channel) {
        turnAway(channel);
        reporter.rejected(null, ConnectionLimit.MAX_CLIENTS);
    }

    private synchronized void turnAway(SocketChannel channel) {
        long now = clock.coarseNanoTime();
        if (now - windowStart >= SECOND) {
            windowStart = now;
            inWindow = 0;
        }
        inWindow++;
        if (answers && inWindow <= ANSWERS_PER_SECOND && answer(channel)) {
            answered.add(new Answered(channel, now + SECOND));
        } else {
            close(channel);
        }
    }

    private static boolean answer(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(ANSWER));
            channel.shutdownOutput();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Closes what has been answered long enough ago, or has ended its side.
    synchronized void tick(long nowNanos) {
        ByteBuffer scratch = ByteBuffer.allocate(1024);
        answered.removeIf(entry -> isOver(entry, nowNanos, scratch));
    }

    private static boolean isOver(Answered entry, long nowNanos, ByteBuffer scratch) {
        boolean over = nowNanos - entry.closeNanos >= 0;
        try {
            over |= entry.channel.read(scratch.clear()) < 0;
        } catch (IOException e) {
            over = true;
        }
        if (over) {
            close(entry.channel);
        }
        return over;
    }

    /// Closes everything at once.
    synchronized void close() {
        answered.forEach(entry -> close(entry.channel));
        answered.clear();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is released all the same; there is nobody left to tell.
            return;
        }
    }
}
