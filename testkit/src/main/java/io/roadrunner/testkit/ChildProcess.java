package io.roadrunner.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An external program that a test runs. Its input is at its end from the start; of each of its two
/// outputs the newest 1 Mi characters are kept, as UTF-8. Owned by the test that started it, which
/// closes it: closing always ends it. Any thread may call.
public final class ChildProcess implements AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /// How long to wait for what the system does at once: deliver a signal, end a killed process,
    /// pass on the last output.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<String> command;
    private final Process process;
    private final ChildOutput output;

    private ChildProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        String name = "child-" + process.pid();
        this.output = new ChildOutput(name, process.getInputStream(), process.getErrorStream());
    }

    /// How a program ended.
    ///
    /// @param exitCode its exit code, 128 and the number of the signal that ended it
    /// @param stdout what it printed, at most the newest 1 Mi characters
    /// @param stderr what it complained about, at most the newest 1 Mi characters
    public record Result(int exitCode, String stdout, String stderr) {}

    /// Starts a program with the environment and the folder of this process.
    ///
    /// @param command the program and its arguments
    /// @return the running program, to be closed
    /// @throws AssertionError when it cannot be started
    public static ChildProcess start(String... command) {
        return start(new ProcessBuilder(command));
    }

    /// Starts a program as a builder describes it; where its streams go is decided here.
    ///
    /// @param builder program, arguments, environment and folder
    /// @return the running program, to be closed
    /// @throws AssertionError when it cannot be started
    public static ChildProcess start(ProcessBuilder builder) {
        List<String> command = List.copyOf(builder.command());
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
        builder.redirectError(ProcessBuilder.Redirect.PIPE);
        try {
            Process process = builder.start();
            ChildProcess child = new ChildProcess(command, process);
            process.getOutputStream().close();
            return child;
        } catch (IOException e) {
            throw new AssertionError("`" + String.join(" ", command) + "` does not start", e);
        }
    }

    /// Runs a program to its end. When it does not end in time it is ended.
    ///
    /// @param timeout how long it may run
    /// @param command the program and its arguments
    /// @return how it ended
    /// @throws AssertionError when it cannot be started or does not end in time
    public static Result run(Duration timeout, String... command) {
        try (ChildProcess child = start(command)) {
            int exitCode = child.awaitExit(timeout);
            return new Result(exitCode, child.stdout(), child.stderr());
        }
    }

    /// {@return the process id}
    public long pid() {
        return process.pid();
    }

    /// {@return whether it still runs}
    public boolean isAlive() {
        return process.isAlive();
    }

    /// {@return what it has printed so far}
    public String stdout() {
        return output.stdout();
    }

    /// {@return what it has printed on its error stream so far}
    public String stderr() {
        return output.stderr();
    }

    /// Waits at most 10 s until one of the outputs contains a text.
    ///
    /// @param text what to look for, as it is printed
    /// @throws AssertionError when it does not come in time or the outputs end without it
    public void awaitOutput(String text) {
        Pattern pattern = Pattern.compile(Pattern.quote(text));
        awaitOutput(pattern, DEFAULT_TIMEOUT);
    }

    /// Waits at most 10 s until a part of one of the outputs matches; its groups can be read from
    /// the result.
    ///
    /// @param pattern what to find in one of the outputs as it is so far
    /// @return what matched first
    /// @throws AssertionError when it does not come in time or the outputs end without it
    public MatchResult awaitOutput(Pattern pattern) {
        return awaitOutput(pattern, DEFAULT_TIMEOUT);
    }

    /// Waits until a part of one of the outputs matches. A pattern that can match the beginning of
    /// what it is meant for should name its end: `port=(\d+)\n`.
    ///
    /// @param pattern what to find in one of the outputs as it is so far
    /// @param timeout how long to wait
    /// @return what matched first
    /// @throws AssertionError when it does not come in time or the outputs end without it
    public MatchResult awaitOutput(Pattern pattern, Duration timeout) {
        MatchResult found = output.await(text -> firstMatch(pattern, text), timeout);
        if (found == null) {
            throw failure("did not print `" + pattern + "` within " + timeout.toMillis() + " ms");
        }
        return found;
    }

    /// Waits until it has ended by itself, and its last output has been taken.
    ///
    /// @param timeout how long to wait
    /// @return its exit code, 128 and the number of the signal that ended it
    /// @throws AssertionError when it does not end in time; it still runs then
    public int awaitExit(Duration timeout) {
        if (!endsWithin(timeout)) {
            throw failure("did not end within " + timeout.toMillis() + " ms");
        }
        output.awaitEnd(GRACE);
        return process.exitValue();
    }

    /// Sends a signal, by the system's `kill`.
    ///
    /// @param name the signal without `SIG`: `TERM`, `INT`, `HUP`, `STOP`
    /// @throws AssertionError when it cannot be sent, for example to a process that has ended
    public void signal(String name) {
        String script = "kill -s \"$1\" \"$2\"";
        Result sent = run(GRACE, "sh", "-c", script, "sh", name, Long.toString(pid()));
        if (sent.exitCode() != 0) {
            throw failure("cannot be sent SIG" + name + ": " + sent.stderr().strip());
        }
    }

    /// Ends it and the processes it has started, at once and in any case; a second call does
    /// nothing. What it has printed can still be read.
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        if (!endsWithin(GRACE)) {
            throw failure("cannot be ended");
        }
    }

    private boolean endsWithin(Duration timeout) {
        try {
            return process.waitFor(timeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of a process");
        }
    }

    private static @Nullable MatchResult firstMatch(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.toMatchResult() : null;
    }

    private AssertionError failure(String what) {
        String state = process.isAlive() ? "running" : "ended with " + process.exitValue();
        return new AssertionError(
                "`%s` (%s) %s\nstdout: %s\nstderr: %s"
                        .formatted(String.join(" ", command), state, what, stdout(), stderr()));
    }
}
