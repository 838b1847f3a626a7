package io.roadrunner.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a child process has printed on its two streams. Each is read by a thread of its own until
/// its end; of each at most the newest [#MAX_CHARACTERS] are kept. Any thread may ask.
final class ChildOutput {
    static final int MAX_CHARACTERS = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private int openStreams = 2;

    ChildOutput(String name, InputStream stdoutStream, InputStream stderrStream) {
        startReading(name + "-stdout", stdoutStream, stdout);
        startReading(name + "-stderr", stderrStream, stderr);
    }

    String stdout() {
        return textOf(stdout);
    }

    String stderr() {
        return textOf(stderr);
    }

    /// What `search` finds in one of the streams, or null when both have ended or the time is over
    /// without it.
    <T> @Nullable T await(Function<String, @Nullable T> search, Duration timeout) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                T found = search.apply(stdout.toString());
                if (found == null) {
                    found = search.apply(stderr.toString());
                }
                if (found != null || openStreams == 0 || left <= 0) {
                    return found;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the output of a process");
        } finally {
            lock.unlock();
        }
    }

    /// Waits until both streams have ended, at most so long: a grandchild may hold them open.
    void awaitEnd(Duration timeout) {
        await(_ -> null, timeout);
    }

    private String textOf(StringBuilder text) {
        lock.lock();
        try {
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    private void startReading(String name, InputStream stream, StringBuilder text) {
        // A read from a pipe would pin the carrier of a virtual thread.
        Thread.ofPlatform().daemon().name(name).start(() -> readAll(stream, text));
    }

    private void readAll(InputStream stream, StringBuilder text) {
        char[] some = new char[8192];
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            int count = reader.read(some);
            while (count >= 0) {
                append(text, some, count);
                count = reader.read(some);
            }
        } catch (IOException _) {
            // The stream of a process that was ended: what came before is what there is.
        } finally {
            streamEnded();
        }
    }

    private void append(StringBuilder text, char[] some, int count) {
        lock.lock();
        try {
            text.append(some, 0, count);
            if (text.length() > MAX_CHARACTERS) {
                text.delete(0, text.length() - MAX_CHARACTERS);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void streamEnded() {
        lock.lock();
        try {
            openStreams--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
