package io.roadrunner.exchange;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// [IdleSignal] and the counters of two listeners: a wake-up that was lost would cost an hour.
public final class IdleSignalStress {
    private static final long HOUR = 3_600_000_000_000L;

    private IdleSignalStress() {}

    /// Both have a request in flight, which end one after the other while somebody begins to wait.
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE)
    @State
    public static class TheLastOfTwoWakes {
        private final IdleSignal idle = new IdleSignal();
        private final Admission one = new Admission(0, idle, null);
        private final Admission other = new Admission(0, idle, null);

        public TheLastOfTwoWakes() {
            one.enter();
            other.enter();
        }

        private int inFlight() {
            return one.active() + other.active();
        }

        @Actor
        public void waiting(II_Result result) {
            try {
                result.r1 = idle.await(this::inFlight, HOUR) ? 1 : 0;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void ending() {
            one.leave(true);
            other.leave(true);
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = inFlight();
        }
    }
}
