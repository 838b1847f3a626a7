package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has the server of the sweeps drain. Stateless.
final class DrainOf {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern DRAINED = Pattern.compile("drained ([\\d.]+)");

    private DrainOf() {}

    /// How long it takes.
    ///
    /// @throws BenchException when it does not drain
    static double millis(Child server) throws BenchException, IOException, InterruptedException {
        server.tell("drain");
        server.await(PATIENCE);
        Matcher drained = DRAINED.matcher(server.output());
        if (!drained.find()) {
            throw new BenchException("it did not drain: " + server.lastWords());
        }
        return Double.parseDouble(drained.group(1));
    }
}
