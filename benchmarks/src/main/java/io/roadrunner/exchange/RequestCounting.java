package io.roadrunner.exchange;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to count a request in and out: of a listener for itself, of one in a service, and
/// of one in a service with a ceiling, each with another listener beside it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestCounting {
    private static final int FAR = 1_000_000;

    private final IdleSignal idle = new IdleSignal();
    private final Admission alone = new Admission(0, idle, null);
    private final Admission served = member(0);
    private final Admission limited = member(FAR);

    private Admission member(int limit) {
        SharedCeiling ceiling = new SharedCeiling(limit);
        Admission member = new Admission(0, idle, ceiling);
        member.open();
        new Admission(0, idle, ceiling).open();
        return member;
    }

    /// One request is in flight all the time, as on a busy server.
    @Setup(Level.Trial)
    public void begin() {
        alone.enter();
        served.enter();
        limited.enter();
    }

    /// A listener for itself.
    @Benchmark
    public boolean listener() {
        return count(alone);
    }

    /// A listener of a service.
    @Benchmark
    public boolean service() {
        return count(served);
    }

    /// A listener of a service with a ceiling that is far away.
    @Benchmark
    public boolean ceiling() {
        return count(limited);
    }

    private static boolean count(Admission admission) {
        boolean admitted = admission.enter();
        admission.leave(admitted);
        return admitted;
    }
}
