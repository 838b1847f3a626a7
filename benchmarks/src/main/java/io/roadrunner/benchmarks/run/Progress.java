package io.roadrunner.benchmarks.run;

import java.io.Console;
import java.time.Duration;

/// The line that says what runs and how long it will take. Used by the thread of the run.
final class Progress {
    private static final int WIDTH = 78;

    private int steps;
    private final boolean isTerminal;
    private long startNanos;
    private int done;

    /// @param steps how many measurements there are
    Progress(int steps) {
        this.steps = steps;
        isTerminal = isTerminal();
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// A measurement begins.
    void begin(String what) {
        if (done == 0) {
            startNanos = System.nanoTime();
        }
        String line = "[%d/%d] %s%s".formatted(done + 1, steps, what, left());
        if (isTerminal) {
            IO.print("\r%-78.78s".formatted(line));
        } else {
            IO.println(line);
        }
        done++;
    }

    /// So many measurements will not be made.
    void skip(int count) {
        steps -= count;
    }

    /// A line that stays.
    void say(String line) {
        IO.println((isTerminal ? "\r" : "") + pad(line));
    }

    private String pad(String line) {
        return isTerminal && line.length() < WIDTH
                ? line + " ".repeat(WIDTH - line.length())
                : line;
    }

    /// Nothing before there is something to reckon with.
    private String left() {
        if (done == 0) {
            return "";
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - startNanos);
        long seconds = passed.toSeconds() * (steps - done) / done;
        return seconds >= 60
                ? ", about %d min left".formatted((seconds + 59) / 60)
                : ", about %d s left".formatted(seconds);
    }
}
