package io.roadrunner.http1;

import io.roadrunner.connection.CloseCause;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Ends a connection so that the peer can read the last answer although it may still be sending:
/// closing at once would make the kernel reset the connection and throw that answer away (RFC 9112
/// §9.6). Bounded in bytes and time.
final class LingeringClose {
    private static final int PIECE = 8 * 1024;

    private final Http1Channel channel;
    private final long deadline;
    private final long budget;

    /// @param channel the connection, everything flushed
    /// @param deadline when to give up
    /// @param budget how many bytes to throw away at the most; 0 to wait for none
    LingeringClose(Http1Channel channel, long deadline, long budget) {
        this.channel = channel;
        this.deadline = deadline;
        this.budget = budget;
    }

    /// Ends the output and reads until the peer has ended its side; without a budget, nothing.
    void run() {
        if (budget == 0) {
            return;
        }
        channel.transport().endOutput();
        ByteBuffer scratch = ByteBuffer.allocate((int) Math.min(budget + 1, PIECE));
        long discarded = 0;
        try {
            while (discarded <= budget) {
                channel.timer().reading(deadline, CloseCause.COMPLETE);
                int read = channel.input().read(scratch.clear());
                if (read < 0) {
                    return;
                }
                discarded += read;
            }
        } catch (IOException e) {
            // The peer reset the connection: there is nothing left to wait for.
            return;
        } finally {
            channel.timer().working();
        }
    }
}
