package io.roadrunner.testkit.socket;

import io.roadrunner.testkit.Octets;
import java.util.ArrayDeque;
import java.util.Deque;

/// What went over a connection, for the message of a failure: the last [#MAX_LINES] frames. Any
/// thread.
public final class Transcript {
    private static final int MAX_LINES = 40;
    private static final int MAX_COLUMNS = 400;

    private final Deque<String> lines = new ArrayDeque<>();
    private long forgotten;

    /// Notes what the peer sent, or what became of it.
    public void received(Object frame) {
        add("< " + frame);
    }

    /// Notes what this side sends.
    public void sent(Object frames) {
        add("> " + frames);
    }

    /// Notes what this side sends.
    public void sent(byte[] octets) {
        add("> " + Octets.of(octets));
    }

    private synchronized void add(String line) {
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
            forgotten++;
        }
        lines.addLast(line.length() <= MAX_COLUMNS ? line : line.substring(0, MAX_COLUMNS) + "…");
    }

    /// One line for each frame, oldest first; `>` was sent and `<` was received.
    @Override
    public synchronized String toString() {
        String before = forgotten == 0 ? "" : "[" + forgotten + " before]\n";
        return lines.isEmpty() ? "nothing" : before + String.join("\n", lines);
    }
}
