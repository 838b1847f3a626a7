package io.roadrunner.benchmarks.run;

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

/// Measures a closed loop: window and percentiles of a warm server. Used by the thread of the run.
final class WindowMeasuring {
    private static final double OCTETS_PER_MEBIBYTE = 1 << 20;

    private final Tools tools;

    WindowMeasuring(Tools tools) {
        this.tools = tools;
    }

    /// Measures one turn of a contender.
    ///
    /// @throws RefusedException when all answers are errors
    List<Reading> measure(Window window, Contender contender, WarmServers servers)
            throws BenchException, RefusedException, IOException, InterruptedException {
        Figures figures =
                window.isAlone()
                        ? inProcessOfItsOwn(window, contender)
                        : measure(window, servers.get(window, contender));
        return List.of(new Reading("", figures));
    }

    private Figures inProcessOfItsOwn(Window window, Contender contender)
            throws BenchException, RefusedException, IOException, InterruptedException {
        try (Server server = tools.start(contender, window.ownHeap());
                Companions _ = Companions.of(window.company(), server.port())) {
            server.warmUp(tools, window.load(), server.uri(window.door(), window.path()));
            return measure(window, server);
        }
    }

    private Figures measure(Window window, Server server)
            throws BenchException, IOException, InterruptedException {
        return measure(server, window.load(), server.uri(window.door(), window.path()));
    }

    /// Measures a server that is warm.
    Figures measure(Server server, Load load, URI target)
            throws BenchException, IOException, InterruptedException {
        Loaded loaded = tools.load().run(load, target, tools.seconds(), server::cpuMicros);
        server.requireAlive();
        if (loaded.report().requests() == 0) {
            throw new BenchException("no answer within the window");
        }
        return figures(tools.load().withLatency(loaded, load, target), server);
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
