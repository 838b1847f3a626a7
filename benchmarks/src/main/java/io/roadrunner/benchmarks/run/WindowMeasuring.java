package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Company;
import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import io.roadrunner.benchmarks.run.plan.Load;
import io.roadrunner.benchmarks.run.plan.Measure.Window;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.tool.LoadReport;
import io.roadrunner.benchmarks.run.tool.Loaded;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Measures a closed loop: warm-up, window, percentiles. Used by the thread of the run.
final class WindowMeasuring {
    private static final double OCTETS_PER_MEBIBYTE = 1 << 20;

    private final Tools tools;

    WindowMeasuring(Tools tools) {
        this.tools = tools;
    }

    /// Starts a server, measures, and ends it.
    ///
    /// @throws RefusedException when all answers are errors
    List<Reading> measure(Window window, Contender contender)
            throws BenchException, RefusedException, IOException, InterruptedException {
        try (Server server = tools.start(contender, window.ownHeap());
                Companions _ = companions(window, server)) {
            URI target = server.uri(window.door(), window.path());
            return List.of(new Reading("", measure(server, window.load(), target)));
        }
    }

    private static Companions companions(Window window, Server server)
            throws BenchException, IOException, InterruptedException {
        return window.company() == Company.NONE
                ? () -> {}
                : Companions.of(window.company(), server.port());
    }

    /// Measures a server that runs.
    Figures measure(Server server, Load load, URI target)
            throws BenchException, RefusedException, IOException, InterruptedException {
        warmUp(server, load, target);
        Loaded loaded = tools.load().run(load, target, tools.seconds(), server::cpuMicros);
        server.requireAlive();
        if (loaded.report().requests() == 0) {
            throw new BenchException("no answer within the window");
        }
        return figures(tools.load().withLatency(loaded, load, target), server);
    }

    /// Loads a server without measuring. One that has not answered by then may be cold, no more.
    ///
    /// @throws RefusedException when all answers are errors
    void warmUp(Server server, Load load, URI target)
            throws BenchException, RefusedException, IOException, InterruptedException {
        LoadReport report =
                tools.load().run(load, target, tools.warmUpSeconds(), server::cpuMicros).report();
        server.requireAlive();
        if (report.isAllRefused()) {
            throw new RefusedException("every answer is an error");
        }
    }

    /// What a load and the server itself say.
    static Figures figures(Loaded loaded, Server server) {
        LoadReport report = loaded.report();
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        values.put(Figure.REQUESTS, report.perSecond());
        values.put(Figure.P50, report.latency().p50());
        values.put(Figure.P99, report.latency().p99());
        values.put(Figure.P999, report.latency().p999());
        values.put(Figure.CPU, loaded.cpuPerRequest());
        values.put(Figure.PEAK, server.processes().peakOctets() / OCTETS_PER_MEBIBYTE);
        values.put(Figure.ERRORS, (double) report.errors());
        return new Figures(values);
    }
}
