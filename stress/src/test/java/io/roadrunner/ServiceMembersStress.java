package io.roadrunner;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;

/// [ServiceMembers] under two threads: nobody falls between a start and an end.
public final class ServiceMembersStress {
    private ServiceMembersStress() {}

    /// A listener is added while a drain begins: either the drain finds it, or it is told.
    @JCStressTest
    @Outcome(
            id = {"RUNNING, 1, 1", "DRAINING, 0, 0"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class StartMeetsDrain {
        private final ServiceMembers<String, String> members = new ServiceMembers<>();

        @Actor
        public void start(LII_Result result) {
            result.r1 = members.add("http", "listener");
        }

        @Actor
        public void drain(LII_Result result) {
            members.beginDrain("drain");
            result.r2 = members.all().size();
        }

        @Arbiter
        public void afterwards(LII_Result result) {
            result.r3 = members.all().size();
        }
    }

    /// A listener is added while the service is stopped.
    @JCStressTest
    @Outcome(
            id = {"RUNNING, 1, 1", "STOPPED, 0, 0"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class StartMeetsStop {
        private final ServiceMembers<String, String> members = new ServiceMembers<>();

        @Actor
        public void start(LII_Result result) {
            result.r1 = members.add("http", "listener");
        }

        @Actor
        public void stop(LII_Result result) {
            result.r2 = members.stop().size();
        }

        @Arbiter
        public void afterwards(LII_Result result) {
            result.r3 = members.all().size();
        }
    }

    /// Two drain: one drain counts for both.
    @JCStressTest
    @Outcome(
            id = {"first, first, DRAINING", "second, second, DRAINING"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class DrainMeetsDrain {
        private final ServiceMembers<String, String> members = new ServiceMembers<>();

        @Actor
        public void first(LLL_Result result) {
            result.r1 = members.beginDrain("first");
        }

        @Actor
        public void second(LLL_Result result) {
            result.r2 = members.beginDrain("second");
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r3 = members.status();
        }
    }

    /// A drain meets a stop: it runs or it does not, and nothing runs afterwards.
    @JCStressTest
    @Outcome(
            id = {"drain, STOPPED, STOPPED", "null, STOPPED, STOPPED"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class DrainMeetsStop {
        private final ServiceMembers<String, String> members = new ServiceMembers<>();

        @Actor
        public void drain(LLL_Result result) {
            result.r1 = String.valueOf(members.beginDrain("drain"));
        }

        @Actor
        public void stop(LLL_Result result) {
            members.stop();
            result.r2 = members.status();
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r3 = members.status();
        }
    }
}
