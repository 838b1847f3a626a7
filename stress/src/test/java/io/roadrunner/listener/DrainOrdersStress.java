package io.roadrunner.listener;

import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/// [DrainOrders] under two threads: somebody always tells the connections of the earlier deadline.
public final class DrainOrdersStress {
    private static final long LATE = 300;
    private static final long EARLY = 200;
    private static final long EARLIEST = 100;

    private DrainOrdersStress() {}

    private static Deadline deadline(long nanos) {
        return new Deadline(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    /// The deadline that is told, 0 for nothing.
    private static long told(@Nullable Drain drain) {
        return drain == null ? 0 : drain.deadline().nanos();
    }

    /// A second drain asks for an earlier end while the first one begins a stage.
    @JCStressTest
    @Outcome(
            id = {"200, 0, 200", "300, 200, 200"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class StageMeetsEarlierEnd {
        private final DrainOrders orders = new DrainOrders(deadline(LATE));

        @Actor
        public void first(JJJ_Result result) {
            result.r1 = told(orders.begin(Drain.Stage.CLOSING));
        }

        @Actor
        public void second(JJJ_Result result) {
            result.r2 = told(orders.bringForward(deadline(EARLY)));
        }

        @Arbiter
        public void afterwards(JJJ_Result result) {
            result.r3 = orders.deadline().nanos();
        }
    }

    /// Two ask for an earlier end: the earliest wins and is told.
    @JCStressTest
    @Outcome(
            id = {"200, 100, 100", "0, 100, 100"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class TwoEarlierEnds {
        private final DrainOrders orders = new DrainOrders(deadline(LATE));

        public TwoEarlierEnds() {
            orders.begin(Drain.Stage.CLOSING);
        }

        @Actor
        public void early(JJJ_Result result) {
            result.r1 = told(orders.bringForward(deadline(EARLY)));
        }

        @Actor
        public void earliest(JJJ_Result result) {
            result.r2 = told(orders.bringForward(deadline(EARLIEST)));
        }

        @Arbiter
        public void afterwards(JJJ_Result result) {
            result.r3 = orders.deadline().nanos();
        }
    }
}
