package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.rpc.GoridgeWire.Answer;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Calls that run at the same time, take long, never end or fail.
class CallsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final byte[] GOOD =
            GoridgeWire.call(GoridgeWire.JSON, 1, "test.Echo", "{\"text\":\"x\"}");

    @Test
    void aCallThatRunsKeepsItsConnection() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options.idleTimeout(Duration.ofMillis(50)),
                                OwnMethods.of("Wait", text -> awaited(gate, text)));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 4, "test.Wait", "{\"text\":\"x\"}"));
            long until = System.nanoTime() + SHORT.toNanos();
            Await.until("longer than a connection may idle", () -> System.nanoTime() - until > 0);
            gate.countDown();
            assertEquals("{\"text\":\"x\"}", wire.receive().body());
            assertEquals(0, wire.receiveToEnd().length);
        }
    }

    @Test
    void aCallThatTakesTooLongIsAnsweredByAnErrorAndInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options.callTimeout(SHORT),
                                OwnMethods.of(
                                        "Hang",
                                        text -> {
                                            try {
                                                return awaited(new CountDownLatch(1), text);
                                            } finally {
                                                interrupted.countDown();
                                            }
                                        }),
                                OwnMethods.of("Echo", text -> text));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertEquals(
                    new Answer(0x48, 0, 4, "test.Hang", "the call took too long"),
                    wire.ask(4, "test.Hang", "{}"));
            assertTrue(interrupted.await(5, TimeUnit.SECONDS));
            assertFalse(wire.send(GOOD).receive().isError());
        }
    }

    @Test
    void noMoreCallsOfOneConnectionRunThanAllowed() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch third = new CountDownLatch(3);
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options.maxCalls(2),
                                OwnMethods.of(
                                        "Wait",
                                        text -> {
                                            third.countDown();
                                            running.countDown();
                                            return awaited(gate, text);
                                        }));
                GoridgeWire wire = GoridgeWire.connect(program.port());
                GoridgeWire other = GoridgeWire.connect(program.port())) {
            for (int i = 1; i <= 3; i++) {
                wire.send(GoridgeWire.call(GoridgeWire.JSON, i, "test.Wait", ""));
            }
            assertTrue(running.await(5, TimeUnit.SECONDS));
            assertFalse(other.ask(1, "rpc.Version", "true").isError());
            assertEquals(1, third.getCount());
            gate.countDown();
            Set<Integer> answered = new TreeSet<>();
            for (int i = 1; i <= 3; i++) {
                answered.add(wire.receive().sequence());
            }
            assertEquals(Set.of(1, 2, 3), answered);
        }
    }

    @Test
    void aSlowCallDoesNotHoldUpAnother() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options,
                                OwnMethods.of("Wait", text -> awaited(gate, text)),
                                OwnMethods.of("Echo", text -> text));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 7, "test.Wait", ""));
            assertEquals(1, wire.send(GOOD).receive().sequence());
            gate.countDown();
            assertEquals(7, wire.receive().sequence());
        }
    }

    @Test
    void aThousandCallsInOneGoAreAllAnswered() throws IOException {
        try (RpcProgram program =
                        RpcProgram.start(options -> options, OwnMethods.of("Echo", text -> text));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            for (int i = 0; i < 1000; i++) {
                wire.send(GoridgeWire.call(GoridgeWire.JSON, i, "test.Echo", ""));
            }
            Set<Integer> answered = new TreeSet<>();
            for (int i = 0; i < 1000; i++) {
                answered.add(wire.receive().sequence());
            }
            assertEquals(1000, answered.size());
        }
    }

    @Test
    void aPeerThatSendsNothingMoreStillGetsItsAnswers() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options,
                                OwnMethods.of("Wait", text -> awaited(gate, text)));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 7, "test.Wait", "")).endOutput();
            gate.countDown();
            assertEquals(7, wire.receive().sequence());
            assertEquals(0, wire.receiveToEnd().length);
        }
    }

    @Test
    void aBadFrameDoesNotTakeAnswersAwayThatAreOnTheirWay() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options,
                                OwnMethods.of("Wait", text -> awaited(gate, text)));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            wire.send(GoridgeWire.call(GoridgeWire.JSON, 7, "test.Wait", ""));
            wire.send(GoridgeWire.frame(GoridgeWire.JSON, 0, "", 8, 1));
            Answer bad = wire.receive();
            assertEquals(new Answer(0x48, 0, 8, "", "a name of 1 bytes in a payload of 0"), bad);
            gate.countDown();
            assertEquals(new Answer(GoridgeWire.JSON, 0, 7, "test.Wait", "{}"), wire.receive());
            assertEquals(0, wire.receiveToEnd().length);
        }
    }

    @Test
    void callsThatNeverEndAreAnsweredAndTheirConnectionIsCut() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (RpcProgram program =
                        RpcProgram.start(
                                options ->
                                        options.maxCalls(1).callTimeout(SHORT).writeTimeout(SHORT),
                                OwnMethods.of("Stubborn", text -> stubborn(gate, text)));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            byte[] call = GoridgeWire.call(GoridgeWire.JSON, 7, "test.Stubborn", "");
            wire.send(call).send(call);
            assertEquals("the call took too long", wire.receive().body());
            assertEquals(0, wire.receiveToEnd().length);
        } finally {
            gate.countDown();
        }
    }

    private static String stubborn(CountDownLatch gate, String text) {
        while (true) {
            try {
                return awaited(gate, text);
            } catch (InterruptedException _) {
                // It does not care.
                continue;
            }
        }
    }

    @Test
    void aMethodThatThrowsIsAnErrorAndTheConnectionStays() throws IOException {
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options,
                                OwnMethods.of("Throw", CallsTest::thrown),
                                OwnMethods.of("Deep", CallsTest::deep),
                                OwnMethods.of("Large", _ -> "x".repeat(1 << 20)),
                                OwnMethods.of("Echo", text -> text));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertEquals(
                    new Answer(0x48, 0, 1, "test.Throw", "out of coffee"),
                    wire.ask(1, "test.Throw", ""));
            assertEquals(
                    new Answer(0x48, 0, 2, "test.Deep", "StackOverflowError"),
                    wire.ask(2, "test.Deep", ""));
            assertEquals(
                    new Answer(0x48, 0, 3, "test.Large", "a result of 1048587 bytes is too long"),
                    wire.ask(3, "test.Large", ""));
            assertFalse(wire.send(GOOD).receive().isError());
        }
    }

    private static String thrown(String text) {
        throw new IllegalStateException("out of coffee" + text);
    }

    @SuppressWarnings("InfiniteRecursion") // to overflow the stack
    private static String deep(String text) {
        return deep(text) + text;
    }

    private static String awaited(CountDownLatch gate, String text) throws InterruptedException {
        if (!gate.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody opened the gate");
        }
        return text;
    }
}
