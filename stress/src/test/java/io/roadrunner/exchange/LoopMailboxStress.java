package io.roadrunner.exchange;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/// [LoopMailbox] under two threads: what was accepted is taken once, and what was refused never.
public final class LoopMailboxStress {
    private LoopMailboxStress() {}

    private static Object taken(LoopMailbox mailbox) {
        try {
            Object message = mailbox.take();
            return message.equals(LoopMailbox.END) ? "end" : message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Two send and one place is free.
    @JCStressTest
    @Outcome(
            id = {"true, false, a", "false, true, b"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OnePlaceForTwo {
        private final LoopMailbox mailbox = new LoopMailbox(1);

        @Actor
        public void first(ZZL_Result result) {
            result.r1 = mailbox.send("a");
        }

        @Actor
        public void second(ZZL_Result result) {
            result.r2 = mailbox.send("b");
        }

        @Arbiter
        public void afterwards(ZZL_Result result) {
            result.r3 = taken(mailbox);
        }
    }

    /// The request ends while somebody sends: who was told that it is taken is early enough.
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, false"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class SentWhileItCloses {
        private final LoopMailbox mailbox = new LoopMailbox(2);

        @Actor
        public void sender(LL_Result result) {
            result.r1 = mailbox.send("a");
        }

        @Actor
        public void request() {
            mailbox.close();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = mailbox.send("b");
        }
    }

    /// The end is delivered while the loop waits: it is woken, whatever else was sent.
    @JCStressTest
    @Outcome(
            id = {"a, end", "end, end"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class TheEndWakesTheLoop {
        private final LoopMailbox mailbox = new LoopMailbox(1);

        @Actor
        public void loop(LL_Result result) {
            result.r1 = taken(mailbox);
        }

        @Actor
        public void sender() {
            mailbox.send("a");
            mailbox.deliverEnd();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = taken(mailbox);
        }
    }
}
