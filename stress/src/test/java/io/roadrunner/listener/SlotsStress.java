package io.roadrunner.listener;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// [Slots] under two threads: never more than the ceiling, never less than none, and nobody waits
/// for a slot that was given back.
public final class SlotsStress {
    private SlotsStress() {}

    /// Two connections and one slot: one of them gets it.
    @JCStressTest
    @Outcome(
            id = {"true, false, 1", "false, true, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OneSlotForTwo {
        private final Slots slots = new Slots(1);

        @Actor
        public void first(ZZI_Result result) {
            result.r1 = slots.take();
        }

        @Actor
        public void second(ZZI_Result result) {
            result.r2 = slots.take();
        }

        @Arbiter
        public void afterwards(ZZI_Result result) {
            result.r3 = slots.taken();
        }
    }

    /// A connection ends while another one comes: that one may be too early, but no slot is lost.
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class EndMeetsBeginning {
        private final Slots slots = new Slots(1);

        public EndMeetsBeginning() {
            slots.take();
        }

        @Actor
        public void end() {
            slots.giveBack(1);
        }

        @Actor
        public void begin(II_Result result) {
            result.r1 = slots.take() ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = slots.taken();
        }
    }

    /// Reconciliation gives back what the connection gives back too.
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE)
    @State
    public static class GivenBackTwice {
        private final Slots slots = new Slots(2);

        public GivenBackTwice() {
            slots.take();
        }

        @Actor
        public void connection() {
            slots.giveBack(1);
        }

        @Actor
        public void reconciliation() {
            slots.giveBack(1);
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = slots.taken();
        }
    }

    /// A drain waits for the last slot; a wake-up that was lost would cost it an hour.
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE)
    @State
    public static class TheLastOneWakesTheDrain {
        private static final long HOUR = 3_600_000_000_000L;

        private final Slots slots = new Slots(1);

        public TheLastOneWakesTheDrain() {
            slots.take();
        }

        @Actor
        public void drain(II_Result result) {
            try {
                result.r1 = slots.awaitNoneTaken(HOUR, 0) ? 1 : 0;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void last() {
            slots.giveBack(1);
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = slots.taken();
        }
    }
}
