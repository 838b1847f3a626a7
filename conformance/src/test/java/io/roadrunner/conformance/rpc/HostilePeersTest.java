package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.rpc.RpcOptions;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Peers that are hostile, slow or gone. After each the server answers a good call and keeps
/// nothing.
class HostilePeersTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final byte[] GOOD =
            GoridgeWire.call(GoridgeWire.JSON, 1, "test.Echo", "{\"text\":\"x\"}");

    private static RpcProgram start(UnaryOperator<RpcOptions.Builder> change) {
        return RpcProgram.start(change, OwnMethods.of("Echo", text -> text));
    }

    @Test
    void randomBytesEndConnectionsAndNothingElse() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (RpcProgram program = start(options -> options.frameTimeout(SHORT))) {
            for (int round = 0; round < 300; round++) {
                byte[] bytes = new byte[random.nextInt(1, 200)];
                random.nextBytes(bytes);
                if (random.nextBoolean()) {
                    // Past the checksum, to where options and payload are looked at.
                    byte[] header = Arrays.copyOf(GOOD, 12);
                    System.arraycopy(header, 0, bytes, 0, Math.min(12, bytes.length));
                }
                try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
                    wire.send(bytes).endOutput();
                    wire.receiveToEnd();
                } catch (IOException e) {
                    throw new IOException("seed " + seed + ", round " + round, e);
                }
            }
            assertServes(program);
        }
    }

    @Test
    void aFrameThatIsCutOffIsNotAnswered() throws IOException {
        try (RpcProgram program = start(options -> options)) {
            for (int length = 0; length < GOOD.length; length++) {
                try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
                    wire.send(Arrays.copyOf(GOOD, length)).endOutput();
                    assertEquals(0, wire.receiveToEnd().length, "cut after " + length);
                }
            }
            assertServes(program);
        }
    }

    @Test
    void aFrameThatComesByteByByteIsAnswered() throws IOException {
        try (RpcProgram program = start(options -> options);
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            for (byte next : GOOD) {
                wire.send(new byte[] {next});
            }
            assertEquals("{\"text\":\"x\"}", wire.receive().body());
        }
    }

    @Test
    void aFrameThatTakesTooLongIsCutOff() throws IOException {
        try (RpcProgram program = start(options -> options.frameTimeout(SHORT))) {
            for (int length : new int[] {0, 1, 11, 12, 20, GOOD.length - 1}) {
                try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
                    wire.send(Arrays.copyOf(GOOD, length));
                    assertEquals(0, wire.receiveToEnd().length);
                }
            }
            assertServes(program);
        }
    }

    @Test
    void aLaterFrameThatTakesTooLongIsCutOffToo() throws IOException {
        try (RpcProgram program = start(options -> options.frameTimeout(SHORT));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            byte[] one = Arrays.copyOf(GOOD, GOOD.length + 5);
            System.arraycopy(GOOD, 0, one, GOOD.length, 5);
            assertFalse(wire.send(one).receive().isError());
            assertEquals(0, wire.receiveToEnd().length);
            assertServes(program);
        }
    }

    @Test
    void aFrameDoesNotLiveLongerByOneByteNowAndThen() throws IOException {
        try (RpcProgram program = start(options -> options.frameTimeout(SHORT));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            for (int i = 0; i < GOOD.length - 1; i++) {
                wire.send(new byte[] {GOOD[i]});
                int from = i;
                long until = System.nanoTime() + SHORT.toNanos() / 4;
                Await.until("a while after byte " + from, () -> System.nanoTime() - until > 0);
            }
            throw new AssertionError("the frame was never cut off");
        } catch (IOException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }

    @Test
    void aConnectionWithoutCallsIsEnded() throws IOException {
        try (RpcProgram program = start(options -> options.idleTimeout(SHORT));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertFalse(wire.send(GOOD).receive().isError());
            assertEquals(0, wire.receiveToEnd().length);
            assertServes(program);
        }
    }

    @Test
    void aPeerThatTakesNoAnswersIsCutOff() throws IOException {
        String large = "x".repeat(900_000);
        try (RpcProgram program =
                        RpcProgram.start(
                                options -> options.writeTimeout(SHORT),
                                OwnMethods.of("Large", _ -> large),
                                OwnMethods.of("Echo", text -> text));
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            for (int i = 0; i < 40; i++) {
                wire.send(GoridgeWire.call(GoridgeWire.JSON, i, "test.Large", ""));
            }
            Await.until("the connection is cut", () -> program.server().connections() == 0);
            assertServes(program);
        }
    }

    @Test
    void oneConnectionMoreThanAllowedIsClosedAndItsPlaceIsFreeLater() throws IOException {
        try (RpcProgram program = start(options -> options.maxConnections(2))) {
            try (GoridgeWire first = GoridgeWire.connect(program.port());
                    GoridgeWire second = GoridgeWire.connect(program.port())) {
                assertFalse(first.send(GOOD).receive().isError());
                assertFalse(second.send(GOOD).receive().isError());
                try (GoridgeWire third = GoridgeWire.connect(program.port())) {
                    assertEquals(0, third.receiveToEnd().length);
                }
                assertFalse(first.send(GOOD).receive().isError());
            }
            assertServes(program);
        }
    }

    @Test
    void aFloodOfConnectionsLeavesNothingBehind() throws IOException {
        try (RpcProgram program = start(options -> options)) {
            Random random = new Random(1);
            for (int round = 0; round < 20; round++) {
                List<GoridgeWire> wires = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    wires.add(GoridgeWire.connect(program.port()));
                }
                for (GoridgeWire wire : wires) {
                    sendSome(wire, random.nextInt(GOOD.length + 1));
                    wire.close();
                }
            }
            // The last of the flood may wait to be accepted, before whoever comes now.
            Await.until("the flood is over", () -> answersGood(program));
            assertServes(program);
        }
    }

    private static void sendSome(GoridgeWire wire, int length) {
        try {
            wire.send(Arrays.copyOf(GOOD, length));
        } catch (IOException _) {
            // It was one of too many and is closed already.
            return;
        }
    }

    /// Whether a good call is answered; one of too many is closed, or reset since it has sent.
    private static boolean answersGood(RpcProgram program) {
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            return wire.send(GOOD).receive().body().equals("{\"text\":\"x\"}");
        } catch (IOException _) {
            return false;
        }
    }

    /// A good call is answered, and then no connection is left.
    private static void assertServes(RpcProgram program) throws IOException {
        Await.until("connections are gone", () -> program.server().connections() == 0);
        try (GoridgeWire wire = GoridgeWire.connect(program.port())) {
            assertEquals("{\"text\":\"x\"}", wire.send(GOOD).receive().body());
        }
        Await.until("the connection is gone", () -> program.server().connections() == 0);
    }
}
