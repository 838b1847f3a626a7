package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.plan.Load;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import io.roadrunner.benchmarks.run.process.Children;
import io.roadrunner.benchmarks.run.process.Pinned;
import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Runs the tools that load a server in a closed loop, on the processor of the load. One thread.
public final class LoadTool {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Its own start costs the generator of WebSocket messages so many seconds.
    private static final int OWN_WARM_UP_SECONDS = 1;

    private static final int H2LOAD_WARM_UP_SECONDS = 1;

    private final Children children;
    private final Workplace workplace;

    /// @param children whoever ends what is started
    /// @param workplace has the scripts
    public LoadTool(Children children, Workplace workplace) {
        this.children = children;
        this.workplace = workplace;
    }

    /// Loads a server.
    ///
    /// @param target scheme, port and path
    /// @param seconds how long, at least 1
    /// @param cpuMicros tells the time of the server on its processor so far
    /// @throws BenchException when the tool gives no report
    public Loaded run(Load load, URI target, int seconds, LongSupplier cpuMicros)
            throws BenchException, IOException, InterruptedException {
        return switch (load) {
            case Load.Wrk wrk -> own(wrk(wrk, target, seconds), seconds, cpuMicros);
            case Load.H2load h2load -> h2load(h2load(h2load, target, seconds), seconds, cpuMicros);
            case Load.WebSocket webSocket -> {
                Reading reading =
                        (output, _) -> WebSocketReportParser.parse(output, seconds(seconds));
                yield measured(webSocket(webSocket, target, seconds), seconds, cpuMicros, reading);
            }
            case Load.Handshakes handshakes -> {
                boolean resumed = handshakes.resumed();
                Reading reading =
                        (output, time) -> HandshakeReportParser.parse(output, resumed, time);
                yield measured(handshakes(resumed, target, seconds), seconds, cpuMicros, reading);
            }
        };
    }

    /// The percentiles of a tool that gives none by itself: loads the server for another second and
    /// has every request logged, which slows the tool down.
    ///
    /// @return what is there already where the tool gives them
    public Loaded withLatency(Loaded loaded, Load load, URI target)
            throws BenchException, IOException, InterruptedException {
        if (!(load instanceof Load.H2load h2load)) {
            return loaded;
        }
        Path log = workplace.file("requests.log");
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(h2load(h2load, target, 1));
        command.add(1, "--log-file=" + log);
        output(command, 1);
        try (Stream<String> lines = Files.lines(log, StandardCharsets.US_ASCII)) {
            Latency latency = RequestLogParser.parse(lines);
            return new Loaded(loaded.report().with(latency), loaded.cpuMicros());
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /// Runs one of our own clients or a tool with our script.
    ///
    /// @param seconds how long it measures
    /// @param cpuMicros tells the time of the server on its processor so far
    public Loaded own(List<String> command, int seconds, LongSupplier cpuMicros)
            throws BenchException, IOException, InterruptedException {
        Reading reading = (output, _) -> ReportLineParser.parse(output);
        return measured(command, seconds, cpuMicros, reading);
    }

    /// Reads what a tool has printed.
    @FunctionalInterface
    private interface Reading {
        /// @param time how long the tool ran
        /// @return empty when there is no report
        Optional<LoadReport> read(String output, Duration time);
    }

    private Loaded measured(
            List<String> command, int seconds, LongSupplier cpuMicros, Reading reading)
            throws BenchException, IOException, InterruptedException {
        long before = cpuMicros.getAsLong();
        long start = System.nanoTime();
        String output = output(command, seconds);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        long micros = cpuMicros.getAsLong() - before;
        return new Loaded(report(output, reading.read(output, time)), micros);
    }

    /// `h2load` does not count what it does before all connections are there, so the clock of the
    /// server is looked at when it begins to count and when it stops.
    private Loaded h2load(List<String> command, int seconds, LongSupplier cpuMicros)
            throws BenchException, IOException, InterruptedException {
        try (Child tool = start(command)) {
            tool.endsWithin(seconds(H2LOAD_WARM_UP_SECONDS));
            long before = cpuMicros.getAsLong();
            tool.endsWithin(seconds(seconds));
            long micros = cpuMicros.getAsLong() - before;
            String output = output(tool, seconds);
            return new Loaded(report(output, H2loadParser.parse(output, seconds(seconds))), micros);
        }
    }

    private List<String> wrk(Load.Wrk load, URI target, int seconds) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("wrk", "-t1", "-c" + load.connections(), "-d" + seconds));
        command.addAll(
                List.of("--timeout", "10s", "-s", workplace.script(load.script()).toString()));
        for (String header : load.headers()) {
            command.addAll(List.of("-H", header));
        }
        command.add(target.toString());
        return command;
    }

    private List<String> h2load(Load.H2load load, URI target, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of("h2load"));
        command.addAll(List.of("-c" + load.connections(), "-m" + load.streams(), "-D" + seconds));
        // Without it, connections that are still being opened at the end would be waited for.
        command.add("--warm-up-time=" + H2LOAD_WARM_UP_SECONDS);
        // Without it, a server that does not speak HTTP/2 would be measured with HTTP/1.1.
        command.add("--npn-list=" + load.version().alpn());
        if (load.upload()) {
            command.add("-d" + workplace.upload());
        }
        command.add(target.toString());
        return command;
    }

    private List<String> webSocket(Load.WebSocket load, URI target, int seconds) {
        return Stream.concat(
                        workplace.java("io.roadrunner.benchmarks.load.WebSocketLoad").stream(),
                        Stream.of(
                                "ws://" + target.getRawAuthority() + target.getRawPath(),
                                Integer.toString(load.connections()),
                                Integer.toString(load.window()),
                                Integer.toString(seconds),
                                Integer.toString(OWN_WARM_UP_SECONDS)))
                .toList();
    }

    private static List<String> handshakes(boolean resumed, URI target, int seconds) {
        List<String> command = new ArrayList<>(List.of("openssl", "s_time"));
        command.addAll(List.of("-connect", target.getRawAuthority(), "-www", target.getRawPath()));
        command.addAll(List.of(resumed ? "-reuse" : "-new", "-time", Integer.toString(seconds)));
        return command;
    }

    private String output(List<String> command, int seconds)
            throws BenchException, IOException, InterruptedException {
        try (Child tool = start(command)) {
            return output(tool, seconds);
        }
    }

    private Child start(List<String> command) throws IOException {
        return children.start(Pinned.LOAD.command(command), workplace.file("load.log"));
    }

    private static String output(Child tool, int seconds)
            throws BenchException, IOException, InterruptedException {
        int code = tool.await(PATIENCE.plusSeconds(seconds));
        String output = tool.output();
        if (code != 0 && output.isBlank()) {
            throw new BenchException("the load tool ended with code " + code);
        }
        return output;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static LoadReport report(String output, Optional<LoadReport> report)
            throws BenchException {
        return report.orElseThrow(() ->
                new BenchException(
                        "the load tool gave no report: "
                                + output.lines().findFirst().orElse("it said nothing")));
    }
}
