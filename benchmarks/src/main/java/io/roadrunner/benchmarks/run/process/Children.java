package io.roadrunner.benchmarks.run.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The processes that a run has started and not ended. When it is closed, and when the harness is
/// ended by a signal, all of them are ended. Any thread.
public final class Children implements AutoCloseable {
    private final List<Child> alive = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().name("end-children").unstarted(this::endAll);
    private boolean closed;

    /// None yet; from now on a signal ends those that come.
    public Children() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Starts a process whose output goes to a file.
    ///
    /// @param command the program and its arguments
    /// @param log gets what it prints; what was in it is lost
    /// @throws IOException when it cannot be started, or everything is being ended
    public Child start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        synchronized (alive) {
            if (closed) {
                throw new IOException("the run is being ended");
            }
            Child child = new Child(this, builder.start(), log);
            alive.add(child);
            return child;
        }
    }

    /// Called by a child that has been ended.
    void remove(Child child) {
        synchronized (alive) {
            alive.remove(child);
        }
    }

    private void endAll() {
        List<Child> left;
        synchronized (alive) {
            closed = true;
            left = List.copyOf(alive);
        }
        left.forEach(Child::close);
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It runs already.
        }
    }
}
