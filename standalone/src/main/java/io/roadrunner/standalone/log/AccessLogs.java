package io.roadrunner.standalone.log;

import io.roadrunner.middleware.AccessLogOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every access log of a process that is open. One for a process; whoever made it closes it, after
/// the listeners, which writes what waits. Any thread.
public final class AccessLogs implements AutoCloseable {
    private final OutputStream standardOutput;

    // Guarded by this object.
    private final Set<OpenAccessLog> running = new HashSet<>();
    private boolean closed;

    /// @param standardOutput where logs without a file go, whole lines at a time; not closed
    public AccessLogs(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    /// Opens logs, all or none.
    ///
    /// @throws IOException with the reason in one sentence when one cannot be opened
    public void open(List<NamedAccessLog> logs) throws IOException {
        List<NamedAccessLog> opened = new ArrayList<>();
        boolean complete = false;
        try {
            for (NamedAccessLog log : logs) {
                log.open(this);
                opened.add(log);
            }
            complete = true;
        } finally {
            if (!complete) {
                retire(opened);
            }
        }
    }

    /// Ends logs, each as soon as no request is inside.
    public void retire(List<NamedAccessLog> logs) {
        logs.forEach(NamedAccessLog::retire);
    }

    /// Starts to write a log.
    ///
    /// @throws IOException with the reason in one sentence
    OpenAccessLog start(NamedAccessLog log) throws IOException {
        Path file = log.file();
        // Without the lock: to open what is no plain file may take for ever.
        OpenAccessLog started =
                file == null
                        ? OpenAccessLog.toStream(standardOutput, log.options())
                        : toFile(file, log.options());
        if (!keep(started)) {
            started.close();
            throw new IOException("the server stops");
        }
        return started;
    }

    private static OpenAccessLog toFile(Path file, AccessLogOptions options) throws IOException {
        try {
            return OpenAccessLog.toFile(file, options);
        } catch (IOException e) {
            throw new IOException("the access log " + file + " cannot be opened: " + why(e), e);
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such folder";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private synchronized boolean keep(OpenAccessLog log) {
        return !closed && running.add(log);
    }

    /// Closes a log in a thread of its own: what waits to be written must not hold up a request.
    void end(OpenAccessLog log) {
        Thread.ofVirtual()
                .name("access-log-close")
                .start(() -> {
                    log.close();
                    forget(log);
                });
    }

    private synchronized void forget(OpenAccessLog log) {
        running.remove(log);
    }

    /// Writes what waits in all logs, those that are ending too, and closes them. Lines of requests
    /// that still run are dropped.
    @Override
    public void close() {
        List<OpenAccessLog> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running);
            running.clear();
        }
        left.forEach(OpenAccessLog::close);
    }
}
