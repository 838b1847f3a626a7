package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess.Result;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static ChildProcess shell(String script) {
        return ChildProcess.start("sh", "-c", script);
    }

    @Test
    void aRunGivesExitCodeAndBothOutputs() {
        Result result = ChildProcess.run(LONG, "sh", "-c", "echo out; echo err >&2; exit 3");
        assertEquals(new Result(3, "out\n", "err\n"), result);
    }

    @Test
    void theInputIsAtItsEnd() {
        assertEquals(new Result(0, "", ""), ChildProcess.run(LONG, "cat"));
    }

    @Test
    void outputIsAwaitedOnBothStreams() {
        try (ChildProcess child = shell("echo port=81; echo ready >&2; exec sleep 60")) {
            MatchResult match = child.awaitOutput(Pattern.compile("port=(\\d+)\n"));
            assertEquals("81", match.group(1));
            child.awaitOutput("ready");
            assertTrue(child.isAlive());
        }
    }

    @Test
    void outputThatCannotComeAnyMoreFailsAtOnce() {
        try (ChildProcess child = shell("echo something; exit 4")) {
            String message =
                    assertThrows(AssertionError.class, () -> child.awaitOutput("other"))
                            .getMessage();
            assertTrue(message.contains("stdout: something"), message);
        }
    }

    @Test
    void outputHasADeadline() {
        try (ChildProcess child = ChildProcess.start("sleep", "60")) {
            Pattern other = Pattern.compile("other");
            assertThrows(AssertionError.class, () -> child.awaitOutput(other, SHORT));
        }
    }

    @Test
    void onlyTheNewestOutputIsKept() {
        String script = "head -c 1048576 /dev/zero | tr '\\0' a; printf b";
        String atTheBound =
                ChildProcess.run(LONG, "sh", "-c", script.replace("; printf b", "")).stdout();
        assertEquals(1 << 20, atTheBound.length());
        String onePast = ChildProcess.run(LONG, "sh", "-c", script).stdout();
        assertEquals(1 << 20, onePast.length());
        assertTrue(onePast.endsWith("ab"));
    }

    @Test
    void signalsReachIt() {
        try (ChildProcess child =
                shell("trap 'echo got it; exit 7' TERM; echo set; while :; do sleep 0.01; done")) {
            child.awaitOutput("set");
            child.signal("TERM");
            assertEquals(7, child.awaitExit(LONG));
            assertEquals("set\ngot it\n", child.stdout());
        }
    }

    @Test
    void aSignalThatEndsItIsInItsExitCode() {
        try (ChildProcess child = ChildProcess.start("sleep", "60")) {
            child.signal("INT");
            assertEquals(128 + 2, child.awaitExit(LONG));
        }
    }

    @Test
    void aSignalThatDoesNotExistIsAFailure() {
        try (ChildProcess child = ChildProcess.start("sleep", "60")) {
            assertThrows(AssertionError.class, () -> child.signal("NONSENSE"));
        }
    }

    @Test
    void aRunThatTakesTooLongIsEnded() {
        String message =
                assertThrows(AssertionError.class, () -> ChildProcess.run(SHORT, "sleep", "60"))
                        .getMessage();
        assertTrue(message.startsWith("`sleep 60` (running) did not end within 50 ms"), message);
    }

    @Test
    void closingEndsItAndWhatItStarted() {
        ChildProcess child = shell("sleep 60 & echo pid=$!; trap '' TERM; wait");
        MatchResult match = child.awaitOutput(Pattern.compile("pid=(\\d+)\n"));
        long grandchild = Long.parseLong(match.group(1));
        child.close();
        child.close();
        assertFalse(child.isAlive());
        Await.until(
                "the grandchild has ended",
                () -> ProcessHandle.of(grandchild).map(handle -> !handle.isAlive()).orElse(true));
    }

    @Test
    void whatDoesNotExistDoesNotStart() {
        assertThrows(AssertionError.class, () -> ChildProcess.start("/no/such/program"));
    }

    @Test
    void programsAreFoundOrTheTestFails() {
        assertTrue(ExternalProgram.require("sh").isAbsolute());
        String message =
                assertThrows(AssertionError.class, () -> ExternalProgram.require("no-such-program"))
                        .getMessage();
        assertTrue(message.contains("`no-such-program`"), message);
    }
}
