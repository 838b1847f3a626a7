package io.roadrunner.benchmarks.run.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process that was started by a run, with the processes that it started itself. Whoever started
/// it closes it; [Children] does so otherwise. Any thread.
public final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;
    private static final int LAST_LINES = 3;

    private final Children owner;
    private final Process process;
    private final Path log;

    Child(Children owner, Process process, Path log) {
        this.owner = owner;
        this.process = process;
        this.log = log;
    }

    /// The number of the process.
    public long pid() {
        return process.pid();
    }

    /// Whether it has not ended by itself.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Writes a line to its standard input.
    ///
    /// @throws IOException when it does not read any more
    public void tell(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /// Waits until it ends.
    ///
    /// @return its exit code
    /// @throws BenchException when it takes longer
    public int await(Duration patience) throws BenchException, InterruptedException {
        if (!endsWithin(patience)) {
            throw new BenchException("it did not end within %d s".formatted(patience.toSeconds()));
        }
        return process.exitValue();
    }

    /// Waits so long, or until it ends.
    ///
    /// @return whether it has ended
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What it has printed so far.
    public String output() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /// The last lines of what it has printed, on one line; for a message.
    public String lastWords() {
        try {
            List<String> lines = output().lines().filter(line -> !line.isBlank()).toList();
            int from = Math.max(0, lines.size() - LAST_LINES);
            return String.join(" | ", lines.subList(from, lines.size()));
        } catch (IOException _) {
            return "";
        }
    }

    /// Ends it and what it started: with a signal first, and for sure after a few seconds.
    @Override
    public void close() {
        List<ProcessHandle> tree =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        owner.remove(this);
    }
}
