package io.roadrunner.benchmarks.run.process;

import java.util.List;
import java.util.stream.Stream;

/// Which processor a process runs on: the server on one, all load on another, so that neither takes
/// time from the other.
public enum Pinned {
    /// The server that is measured.
    SERVER("0"),
    /// What loads it, and the harness itself.
    LOAD("1");

    private final String processor;

    Pinned(String processor) {
        this.processor = processor;
    }

    /// The command that runs a command there.
    public List<String> command(List<String> command) {
        return Stream.concat(Stream.of("taskset", "-c", processor), command.stream()).toList();
    }
}
