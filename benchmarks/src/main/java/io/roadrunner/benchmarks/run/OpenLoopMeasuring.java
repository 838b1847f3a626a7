package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import io.roadrunner.benchmarks.run.plan.Measure.OpenLoop;
import io.roadrunner.benchmarks.run.plan.Measure.Window;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.tool.LoadReport;
import io.roadrunner.benchmarks.run.tool.Loaded;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Measures an open loop: finds the peak with a closed one, then asks for shares of it. Used by the
/// thread of the run.
final class OpenLoopMeasuring {
    private static final double PERCENT = 100;

    private final Tools tools;

    OpenLoopMeasuring(Tools tools) {
        this.tools = tools;
    }

    /// One reading for each of the shares.
    ///
    /// @throws RefusedException when all answers are errors
    List<Reading> measure(OpenLoop open, Contender contender, WarmServers servers)
            throws BenchException, RefusedException, IOException, InterruptedException {
        Window closed = open.closed();
        Server server = servers.get(closed, contender);
        URI target = server.uri(closed.door(), closed.path());
        double peak =
                tools.load()
                        .run(closed.load(), target, tools.seconds(), server::cpuMicros)
                        .report()
                        .perSecond();
        List<Reading> readings = new ArrayList<>();
        for (double share : OpenLoop.SHARES) {
            Figures figures = measure(open, server, target, peak * share);
            readings.add(new Reading(Math.round(share * PERCENT) + " %", figures));
        }
        return readings;
    }

    private Figures measure(OpenLoop open, Server server, URI target, double rate)
            throws BenchException, IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        tools.workplace()
                                .java("io.roadrunner.benchmarks.run.openloop.OpenLoopLoad"));
        command.add(target.toString());
        command.add(open.http2() ? "h2" : "http/1.1");
        command.add(Long.toString(Math.max(1, Math.round(rate))));
        command.add(Integer.toString(tools.seconds()));
        Loaded loaded = tools.load().own(command, tools.seconds(), server::cpuMicros);
        server.requireAlive();
        LoadReport report = loaded.report();
        return WindowMeasuring.figures(loaded, server)
                .with(Figure.ACHIEVED, report.perSecond() / rate)
                .with(Figure.LAG, (double) report.lag());
    }
}
