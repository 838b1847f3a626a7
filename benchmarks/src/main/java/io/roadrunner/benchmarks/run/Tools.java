package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Children;
import io.roadrunner.benchmarks.run.tool.LoadTool;
import io.roadrunner.benchmarks.run.tool.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What measurements work with. Immutable; used by the thread of the run.
///
/// @param seconds the length of a window
/// @param warmUpSeconds how long a server is loaded before
record Tools(
        Children children, Workplace workplace, LoadTool load, int seconds, int warmUpSeconds) {
    private static final String HEAP_LIMIT = "-Xmx512m";

    /// Starts a contender on ports that are free.
    ///
    /// @param ownHeap whether no limit is set for the heap
    Server start(Contender contender, boolean ownHeap) throws BenchException, IOException {
        Server.Ports ports = Server.Ports.free();
        List<String> command = new ArrayList<>();
        command.add(workplace.root().resolve("scripts/peer").toString());
        command.add(contender.name());
        command.add(Integer.toString(ports.plain()));
        command.add(Integer.toString(ports.tls()));
        command.add(workplace.certificate().toString());
        command.add(workplace.key().toString());
        command.add("-Dbench.static=" + workplace.files());
        if (!ownHeap) {
            command.add(HEAP_LIMIT);
        }
        return Server.start(this, command, ports);
    }
}
