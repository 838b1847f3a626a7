package io.roadrunner.exchange;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// [SharedCeiling] over two listeners under two threads: exact at the bound.
public final class SharedCeilingStress {
    private SharedCeilingStress() {}

    private static Admission member(SharedCeiling ceiling) {
        Admission member = new Admission(0, new IdleSignal(), ceiling);
        member.open();
        return member;
    }

    /// Two requests and room for one: never both are admitted, and never none.
    @JCStressTest
    @Outcome(
            id = {"true, false, 2", "false, true, 2"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class RoomForOneOfTwo {
        private final SharedCeiling ceiling = new SharedCeiling(1);
        private final Admission one = member(ceiling);
        private final Admission other = member(ceiling);

        @Actor
        public void first(ZZI_Result result) {
            result.r1 = one.enter();
        }

        @Actor
        public void second(ZZI_Result result) {
            result.r2 = other.enter();
        }

        @Arbiter
        public void afterwards(ZZI_Result result) {
            result.r3 = ceiling.active();
        }
    }

    /// Two requests and room for both.
    @JCStressTest
    @Outcome(id = "true, true, 2", expect = Expect.ACCEPTABLE)
    @State
    public static class RoomForBoth {
        private final SharedCeiling ceiling = new SharedCeiling(2);
        private final Admission one = member(ceiling);
        private final Admission other = member(ceiling);

        @Actor
        public void first(ZZI_Result result) {
            result.r1 = one.enter();
        }

        @Actor
        public void second(ZZI_Result result) {
            result.r2 = other.enter();
        }

        @Arbiter
        public void afterwards(ZZI_Result result) {
            result.r3 = ceiling.active();
        }
    }

    /// A refused request leaves while another one comes to a full house: there is no room, and
    /// afterwards nothing is left of either.
    @JCStressTest
    @Outcome(id = "false, false, 1", expect = Expect.ACCEPTABLE)
    @State
    public static class RefusalMeetsRefusal {
        private final SharedCeiling ceiling = new SharedCeiling(1);
        private final Admission one = member(ceiling);
        private final Admission other = member(ceiling);

        public RefusalMeetsRefusal() {
            one.enter();
        }

        @Actor
        public void first(ZZI_Result result) {
            result.r1 = one.enter();
            one.leave(result.r1);
        }

        @Actor
        public void second(ZZI_Result result) {
            result.r2 = other.enter();
            other.leave(result.r2);
        }

        @Arbiter
        public void afterwards(ZZI_Result result) {
            result.r3 = ceiling.active();
        }
    }
}
