package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Measure.Window;
import io.roadrunner.benchmarks.run.process.BenchException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The servers of one scenario: each is started and warmed up for its first turn and stays for the
/// turns of later rounds, so that these find it as warm as the others. Who waits for its turn has
/// nothing to do. Used by the thread of the run, which closes it behind the scenario.
final class WarmServers implements AutoCloseable {
    private final Tools tools;
    private final Map<Contender, Server> running = new HashMap<>();

    WarmServers(Tools tools) {
        this.tools = tools;
    }

    /// The server of a contender, warm.
    ///
    /// @param window the load that warms it up
    /// @throws RefusedException when all answers are errors
    Server get(Window window, Contender contender)
            throws BenchException, RefusedException, IOException, InterruptedException {
        Server known = running.get(contender);
        if (known != null) {
            return known;
        }
        Server started = tools.start(contender, false);
        running.put(contender, started);
        started.warmUp(tools, window.load(), started.uri(window.door(), window.path()));
        return started;
    }

    /// Ends the server of a contender that has no further turn.
    void end(Contender contender) {
        Server ended = running.remove(contender);
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public void close() {
        running.values().forEach(Server::close);
        running.clear();
    }
}
