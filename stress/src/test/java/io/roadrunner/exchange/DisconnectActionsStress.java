package io.roadrunner.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// [DisconnectActions] under two threads: no action is lost and none runs twice.
public final class DisconnectActionsStress {
    private DisconnectActionsStress() {}

    /// The peer goes away while the handler asks to be told.
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE)
    @State
    public static class AskedWhileItGoes {
        private final DisconnectActions actions = new DisconnectActions();
        private final AtomicInteger runs = new AtomicInteger();

        @Actor
        public void handler() {
            actions.add(runs::incrementAndGet);
        }

        @Actor
        public void peer() {
            actions.disconnect();
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = runs.get();
        }
    }

    /// Two see the peer go away.
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE)
    @State
    public static class SeenTwice {
        private final DisconnectActions actions = new DisconnectActions();
        private final AtomicInteger runs = new AtomicInteger();

        public SeenTwice() {
            actions.add(runs::incrementAndGet);
        }

        @Actor
        public void watch() {
            actions.disconnect();
        }

        @Actor
        public void write() {
            actions.disconnect();
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = runs.get();
        }
    }
}
