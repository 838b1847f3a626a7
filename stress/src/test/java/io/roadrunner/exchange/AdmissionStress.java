package io.roadrunner.exchange;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// [Admission] under two threads: the ceiling is kept and every request is counted out once.
public final class AdmissionStress {
    private AdmissionStress() {}

    /// Two requests and room for one. A refused one is counted until it has been answered.
    @JCStressTest
    @Outcome(
            id = {"true, false, 0", "false, true, 0", "true, true, 0"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class EachIsCountedOut {
        private final Admission admission = Admission.alone(1);

        @Actor
        public void first(ZZI_Result result) {
            result.r1 = admission.enter();
            admission.leave(result.r1);
        }

        @Actor
        public void second(ZZI_Result result) {
            result.r2 = admission.enter();
            admission.leave(result.r2);
        }

        @Arbiter
        public void afterwards(ZZI_Result result) {
            result.r3 = admission.active();
        }
    }

    /// Neither leaves: never both are admitted, and never none.
    @JCStressTest
    @Outcome(
            id = {"true, false, 2", "false, true, 2"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class RoomForOne {
        private final Admission admission = Admission.alone(1);

        @Actor
        public void first(ZZI_Result result) {
            result.r1 = admission.enter();
        }

        @Actor
        public void second(ZZI_Result result) {
            result.r2 = admission.enter();
        }

        @Arbiter
        public void afterwards(ZZI_Result result) {
            result.r3 = admission.active();
        }
    }
}
