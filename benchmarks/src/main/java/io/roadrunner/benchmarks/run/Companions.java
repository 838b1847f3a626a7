package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.client.IdleConnections;
import io.roadrunner.benchmarks.run.client.SlowClients;
import io.roadrunner.benchmarks.run.plan.Company;
import io.roadrunner.benchmarks.run.plan.Measure.Idle;
import io.roadrunner.benchmarks.run.process.BenchException;
import java.io.IOException;

/// Who else is at a server while it is measured. Owned by the measurement, which closes it.
interface Companions extends AutoCloseable {
    /// With those that are measured, no more than the 10 000 that servers take by themselves.
    int IDLE = 9_900;

    /// How many clients are slow.
    int SLOW = 1_000;

    /// Sends them there.
    ///
    /// @throws BenchException when they do not get in
    static Companions of(Company company, int port)
            throws BenchException, IOException, InterruptedException {
        return switch (company) {
            case NONE -> () -> {};
            case IDLE -> IdleConnections.open(Idle.HTTP1, "/hello", port, IDLE)::close;
            case SLOW -> SlowClients.start(port, SLOW)::close;
        };
    }

    @Override
    void close();
}
