package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.client.IdleConnections;
import io.roadrunner.benchmarks.run.client.Probe;
import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Door;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import io.roadrunner.benchmarks.run.plan.Measure;
import io.roadrunner.benchmarks.run.plan.Measure.Drain;
import io.roadrunner.benchmarks.run.plan.Measure.Idle;
import io.roadrunner.benchmarks.run.plan.Measure.IdleMemory;
import io.roadrunner.benchmarks.run.plan.Measure.Point;
import io.roadrunner.benchmarks.run.plan.Measure.Sweep;
import io.roadrunner.benchmarks.run.process.BenchException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures a scenario with one server, once. Used by the thread of the run.
final class Measuring {
    /// With those that are open before, the 10 000 that servers take by themselves.
    private static final int IDLE_CONNECTIONS = 9_900;

    private static final int FIRST_CONNECTIONS = 100;

    /// Longer than it takes a server to give back what an idle connection does not need.
    private static final Duration IDLE_TIME = Duration.ofSeconds(15);

    private static final double OCTETS_PER_KIBIBYTE = 1024;

    private final Tools tools;
    private final WindowMeasuring windows;

    Measuring(Tools tools) {
        this.tools = tools;
        windows = new WindowMeasuring(tools);
    }

    /// Measures.
    ///
    /// @param servers those of the scenario that stay from one turn to the next
    /// @throws BenchException when the server or a tool fails
    /// @throws RefusedException when the server cannot do it
    List<Reading> measure(Measure measure, Contender contender, WarmServers servers)
            throws BenchException, RefusedException, IOException, InterruptedException {
        return switch (measure) {
            case Measure.Window window -> windows.measure(window, contender, servers);
            case Measure.OpenLoop open ->
                    new OpenLoopMeasuring(tools).measure(open, contender, servers);
            case Measure.StartUp startUp -> startUp(startUp.program(), contender);
            case IdleMemory idle -> idleMemory(idle, contender);
            case Sweep sweep -> sweep(sweep);
            case Drain drain -> drain(drain);
        };
    }

    private List<Reading> startUp(boolean program, Contender contender)
            throws BenchException, IOException {
        try (Server server = program ? program() : tools.start(contender, true)) {
            return reading("", Map.of(Figure.MILLIS, server.firstAnswerMillis()));
        }
    }

    private Server program() throws BenchException, IOException {
        int port = Probe.freePort();
        String command = tools.workplace().root().resolve("roadrunner").toString();
        // With everything that it has by itself, on ports that nobody else has.
        List<String> arguments =
                List.of(
                        command,
                        "demo",
                        "--port",
                        Integer.toString(port),
                        "--status-port",
                        "0",
                        "--rpc",
                        "tcp://127.0.0.1:0");
        return Server.start(tools, arguments, new Server.Ports(port, 0));
    }

    /// The first of the connections open before the heap is looked at, so that what is made once
    /// does not count.
    private List<Reading> idleMemory(IdleMemory idle, Contender contender)
            throws BenchException, IOException, InterruptedException {
        try (Server server = tools.start(contender, false);
                IdleConnections _ = open(idle, server, FIRST_CONNECTIONS)) {
            HeapOf heap = new HeapOf(server.child().pid(), tools);
            long before = heap.usedOctets();
            try (IdleConnections connections = open(idle, server, IDLE_CONNECTIONS)) {
                server.child().endsWithin(IDLE_TIME);
                long after = heap.usedOctets();
                server.requireAlive();
                double kibibytes = (after - before) / OCTETS_PER_KIBIBYTE / IDLE_CONNECTIONS;
                double closed = connections.closed();
                return reading("", Map.of(Figure.HEAP, kibibytes, Figure.ERRORS, closed));
            }
        }
    }

    private static IdleConnections open(IdleMemory idle, Server server, int count)
            throws BenchException, IOException {
        return IdleConnections.open(idle.kind(), idle.path(), server.port(), count);
    }

    private List<Reading> sweep(Sweep sweep)
            throws BenchException, RefusedException, IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        for (Point point : sweep.points()) {
            try (Server server = flatServer(point.routes())) {
                URI target = server.uri(Door.PLAIN, point.path());
                server.warmUp(tools, point.load(), target);
                Figures figures = windows.measure(server, point.load(), target);
                readings.add(new Reading(Integer.toString(point.size()), figures));
            }
        }
        return readings;
    }

    private List<Reading> drain(Drain drain)
            throws BenchException, IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        for (int count : drain.connections()) {
            try (Server server = flatServer(1);
                    IdleConnections _ =
                            IdleConnections.open(Idle.HTTP1, "/hello", server.port(), count)) {
                double millis = DrainOf.millis(server.child());
                readings.addAll(reading(Integer.toString(count), Map.of(Figure.MILLIS, millis)));
            }
        }
        return readings;
    }

    private Server flatServer(int routes) throws BenchException, IOException {
        Server.Ports ports = new Server.Ports(Probe.freePort(), 0);
        List<String> command =
                new ArrayList<>(
                        tools.workplace().java("io.roadrunner.benchmarks.run.client.FlatServer"));
        command.addAll(1, tools.workplace().shippedOptions());
        command.add(Integer.toString(ports.plain()));
        command.add(Integer.toString(routes));
        return Server.start(tools, command, ports);
    }

    private static List<Reading> reading(String variant, Map<Figure, Double> values) {
        return List.of(new Reading(variant, new Figures(values)));
    }
}
