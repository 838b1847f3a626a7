package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that is told two things at the same time, in every order: a request in flight is
/// answered, nothing hangs, and the process ends drained or serves what was not drained.
final class LifeOrderTest {
    private static final int FAILED = 1;
    private static final int UNREACHABLE = 3;

    /// What a server can be told.
    private enum Told {
        DRAIN,
        STOP,
        RELOAD,
        TERM,
        HUP
    }

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Told first : Told.values()) {
            for (Told second : Told.values()) {
                // A second signal to stop is another promise: ShutdownTest.
                if (first != Told.TERM || second != Told.TERM) {
                    pairs.add(Arguments.of(first, second));
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whateverItIsToldItEndsInADefinedState(Told first, Told second) {
        try (ChildProcess program = Program.start("demo");
                Wire slow = Wire.connect(Program.port(program))) {
            String rpc = Program.rpc(program);
            slow.send("GET /slow/1500 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(program));

            try (ChildProcess one = tell(program, first, rpc);
                    ChildProcess other = tell(program, second, rpc)) {
                slow.readResponse().expectStatus(200).expectBody("waited 1500 ms");
                slow.endOutput();
                assertEndsWell(one, EnumSet.of(first, second));
                assertEndsWell(other, EnumSet.of(first, second));
            }

            expectState(program, EnumSet.of(first, second));
        }
    }

    /// Signals are commands here too, so that both begin to start at the same time.
    private static ChildProcess tell(ChildProcess program, Told what, String rpc) {
        return switch (what) {
            case DRAIN -> Program.startOnDefaults("drain", rpc);
            case STOP -> Program.startOnDefaults("stop", rpc);
            case RELOAD -> Program.startOnDefaults("reload", rpc);
            case TERM -> signal(program, "TERM");
            case HUP -> signal(program, "HUP");
        };
    }

    private static ChildProcess signal(ChildProcess program, String name) {
        return ChildProcess.start("kill", "-s", name, Long.toString(program.pid()));
    }

    /// A command that comes when the server has gone, or stops, says so; no other end is known.
    private static void assertEndsWell(ChildProcess command, Set<Told> told) {
        int exitCode = command.awaitExit(Program.SOON);
        boolean stops = told.contains(Told.STOP) || told.contains(Told.TERM);
        boolean drains = told.contains(Told.DRAIN);
        boolean known =
                exitCode == 0
                        || stops && (exitCode == UNREACHABLE || exitCode == FAILED)
                        || drains && exitCode == FAILED;
        String said = command.stdout() + command.stderr();
        assertTrue(known, told + ": " + exitCode + ": " + said);
        assertFalse(said.contains("\tat "), said);
    }

    private static void expectState(ChildProcess program, Set<Told> told) {
        if (told.contains(Told.STOP) || told.contains(Told.TERM)) {
            assertEquals(0, program.awaitExit(Program.SOON), program.stdout());
            return;
        }
        ChildProcess.Result ready = Program.run("ready", Program.rpc(program));
        assertEquals(told.contains(Told.DRAIN) ? FAILED : 0, ready.exitCode(), ready.stdout());
        program.signal("TERM");
        assertEquals(0, program.awaitExit(Program.SOON), program.stdout());
    }

    /// What was sent before has arrived when a later request is answered.
    private static void awaitInFlight(int port) {
        try (Wire probe = Wire.connect(port)) {
            probe.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
        }
    }
}
