package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import io.roadrunner.benchmarks.run.process.Pinned;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Has the check of the peers compare the answers of a server with what all answer, before anything
/// is measured. It runs as a process of its own, because its client takes memory and threads.
///
/// @param tools start the server and the check
record AnswerCheck(Tools tools) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHECK = "io.roadrunner.benchmarks.check.PeerReport";
    private static final String DIFFERENT = "DIFFERENT";

    /// What it answers otherwise; what it does not answer at all is no difference.
    ///
    /// @throws BenchException when the server does not start or the check does not run
    List<String> differences(Contender contender)
            throws BenchException, IOException, InterruptedException {
        try (Server server = tools.start(contender, false);
                Child check =
                        tools.children()
                                .start(
                                        Pinned.LOAD.command(command(server)),
                                        tools.workplace().file("check.log"))) {
            boolean isWell = check.await(PATIENCE) == 0;
            List<String> lines =
                    check.output().lines().filter(line -> line.startsWith(DIFFERENT)).toList();
            if (!isWell && lines.isEmpty()) {
                throw new BenchException(check.lastWords());
            }
            return lines;
        }
    }

    private List<String> command(Server server) {
        List<String> command = new ArrayList<>(tools.workplace().java(CHECK));
        command.add(Integer.toString(server.ports().plain()));
        command.add(Integer.toString(server.ports().tls()));
        command.add(tools.workplace().files().toString());
        return command;
    }
}
