package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.client.Probe;
import io.roadrunner.benchmarks.run.plan.Door;
import io.roadrunner.benchmarks.run.plan.Load;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import io.roadrunner.benchmarks.run.process.Pinned;
import io.roadrunner.benchmarks.run.process.ProcessTree;
import io.roadrunner.benchmarks.run.tool.LoadReport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A server that runs and answers, on its own processor. Owned by the measurement that started it.
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TLS_PATIENCE = Duration.ofSeconds(5);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Child child;
    private final Ports ports;
    private final double firstAnswerMillis;

    private Server(Child child, Ports ports, double firstAnswerMillis) {
        this.child = child;
        this.ports = ports;
        this.firstAnswerMillis = firstAnswerMillis;
    }

    /// The ports of a server on the loopback address.
    record Ports(int plain, int tls) {
        /// Two that are free at this moment.
        static Ports free() throws IOException {
            return new Ports(Probe.freePort(), Probe.freePort());
        }
    }

    /// Starts a server and waits for its first answer.
    ///
    /// @throws NotStartedException when it ends or does not answer
    static Server start(Tools tools, List<String> command, Ports ports)
            throws NotStartedException, IOException {
        long start = System.nanoTime();
        Child child =
                tools.children()
                        .start(
                                Pinned.SERVER.command(command),
                                tools.workplace().file("server-" + ports.plain() + ".log"));
        boolean answers = false;
        try {
            answers = Probe.awaitAnswer(ports.plain(), PATIENCE, child::isAlive);
            double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
            if (!answers) {
                throw new NotStartedException("it does not answer: " + child.lastWords());
            }
            if (ports.tls() != 0) {
                // Who never listens there has a row of dashes where it is asked for.
                Probe.awaitListener(ports.tls(), TLS_PATIENCE, child::isAlive);
            }
            return new Server(child, ports, millis);
        } finally {
            if (!answers) {
                child.close();
            }
        }
    }

    /// Loads it without measuring. One that has not answered by then may be cold, no more.
    ///
    /// @throws RefusedException when all answers are errors
    void warmUp(Tools tools, Load load, URI target)
            throws BenchException, RefusedException, IOException, InterruptedException {
        LoadReport report =
                tools.load().run(load, target, tools.warmUpSeconds(), this::cpuMicros).report();
        requireAlive();
        if (report.isAllRefused()) {
            throw new RefusedException("every answer is an error");
        }
    }

    /// From the start of the process to the first answer.
    double firstAnswerMillis() {
        return firstAnswerMillis;
    }

    /// Both ports.
    Ports ports() {
        return ports;
    }

    /// The port without TLS.
    int port() {
        return ports.plain();
    }

    /// The process itself.
    Child child() {
        return child;
    }

    /// Where a path of it is.
    URI uri(Door door, String path) {
        return URI.create(
                switch (door) {
                    case PLAIN -> "http://127.0.0.1:" + ports.plain() + path;
                    case TLS -> "https://127.0.0.1:" + ports.tls() + path;
                });
    }

    /// What the kernel says of it.
    ProcessTree processes() {
        return new ProcessTree(child.pid());
    }

    /// The time that it has had on its processor, in microseconds.
    long cpuMicros() {
        return processes().cpuMicros();
    }

    /// Throws when it has ended meanwhile.
    void requireAlive() throws BenchException {
        if (!child.isAlive()) {
            throw new BenchException("it has died: " + child.lastWords());
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
