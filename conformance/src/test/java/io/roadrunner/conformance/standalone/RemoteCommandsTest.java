package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that ask a running server: what they print and how they end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteCommandsTest {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;

    @TempDir private Path folder;

    private ChildProcess server = ChildProcess.start("true");
    private String rpc = "";

    @BeforeAll
    void start() {
        server = Program.start("demo");
        rpc = Program.rpc(server);
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void statusIsATableOfChecks() {
        ChildProcess.Result result = Program.run("status", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        assertMatches("CHECK +CODE  MESSAGE\n", result.stdout());
        assertMatches("\nweb +200  ok\n", result.stdout());
    }

    @Test
    void readyCanBeAskedOfSomeAlone() {
        ChildProcess.Result result = Program.run("ready", "web", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        assertEquals("CHECK  CODE  MESSAGE\nweb     200  ok\n", result.stdout());
    }

    @Test
    void aNameThatNobodyHasIsNotHealthy() {
        ChildProcess.Result result = Program.run("status", "web", "gone", rpc);

        assertEquals(FAILED, result.exitCode(), result.stderr());
        assertMatches("\nweb +200  ok\n", result.stdout());
        assertMatches("\ngone +- .*no such plugin: gone\n", result.stdout());
    }

    @Test
    void statusForMachinesIsJson() {
        ChildProcess.Result result = Program.run("status", "web", "--json", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        assertEquals(
                """
                {
                  "healthy": true,
                  "checks": [
                    {
                      "plugin_name": "web",
                      "error_message": "",
                      "status_code": 200
                    }
                  ]
                }
                """,
                result.stdout());
    }

    @Test
    void jobsAreATableOfPipelines() {
        try (Wire wire = Wire.connect(Program.port(server))) {
            wire.send("POST /jobs/60000 HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n")
                    .readResponse()
                    .expectStatus(202);
        }

        ChildProcess.Result result = Program.run("jobs", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        assertMatches("^PIPELINE +DRIVER +QUEUE +READY +PRIORITY +ACTIVE ", result.stdout());
        assertMatches("\nparcels +memory +parcels +yes +0 +1 ", result.stdout());
        String json = Program.run("jobs", "--json", rpc).stdout();
        assertMatches("\"pipeline\": \"parcels\",", json);
    }

    @Test
    void aReadinessThatAVisitorTurnedOffIsTold() {
        try (ChildProcess other = Program.start("demo");
                Wire wire = Wire.connect(Program.port(other))) {
            String post = "POST /readiness HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n";
            wire.send(post + "off").readResponse().expectStatus(200);

            ChildProcess.Result off = Program.run("ready", Program.rpc(other));

            assertEquals(FAILED, off.exitCode(), off.stderr());
            assertMatches("\ndemo +503  .*turned off by a visitor", off.stdout());
            wire.send(post + "on ").readResponse().expectStatus(200);
            assertEquals(0, Program.run("ready", "demo", Program.rpc(other)).exitCode());
            wire.send("GET /status-page HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(302)
                    .expectHeader(
                            "location", "http://127.0.0.1:" + Program.statusPort(other) + "/");
        }
    }

    @Test
    void infoShowsTheProcessAndItsListeners() {
        ChildProcess.Result result = Program.run("info", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        String head =
                "^roadrunner .*, process " + server.pid() + ", up 0:\\d\\d:\\d\\d, generation";
        assertMatches(head, result.stdout());
        assertMatches("\nLISTENER +PHASE +ADDRESS +CONNECTIONS ", result.stdout());
        assertMatches("\nweb +accepting +\\S+:" + Program.port(server) + " ", result.stdout());
    }

    @Test
    void infoForMachinesHasZerosToo() {
        ChildProcess.Result result = Program.run("info", "--json", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        assertMatches("\"pid\": " + server.pid() + ",", result.stdout());
        assertMatches("\"rejected\": 0,", result.stdout());
        assertMatches("\"drains\": \\[\\]", result.stdout());
    }

    @Test
    void reloadTellsTheNewGeneration() {
        ChildProcess.Result result = Program.run("reload", rpc);

        assertEquals(0, result.exitCode(), result.stderr());
        assertMatches("^reloaded: generation \\d+\n$", result.stdout());
    }

    @Test
    void aReloadThatIsRefusedSaysWhy() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, "listeners: {web: {address: \"127.0.0.1:0\"}}\n");
        try (ChildProcess other = Program.startAsIs("serve", "--config", file.toString())) {
            String address = Program.rpc(other);
            Files.writeString(file, "listeners: {web: {adress: 1}}\n");

            ChildProcess.Result result = Program.run("reload", address);

            assertEquals(FAILED, result.exitCode());
            assertMatches("^roadrunner: reload refused, nothing has changed:", result.stderr());
            assertMatches("did you mean address\\?", result.stderr());
            assertEquals("", result.stdout());
        }
    }

    @Test
    void drainingAListenerThatIsNotThereNamesThoseThatAre() {
        ChildProcess.Result result = Program.run("drain", "wep", rpc);

        assertEquals(FAILED, result.exitCode());
        assertEquals("roadrunner: no listener is called wep; there is web\n", result.stderr());
    }

    @Test
    void aTimeThatIsNoneIsAUsageError() {
        ChildProcess.Result result = Program.run("drain", "--timeout=soon", rpc);

        assertEquals(USAGE, result.exitCode());
        assertMatches("--timeout = soon: must be a time", result.stderr());
    }

    @Test
    void aDrainShowsHowItGoesAndTheProcessGoesOn() {
        try (ChildProcess other = Program.start("demo");
                Wire slow = Wire.connect(Program.port(other))) {
            slow.send("GET /slow/6000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(other));

            ChildProcess.Result result = Program.run("drain", "web", Program.rpc(other));

            slow.readResponse().expectStatus(200);
            assertEquals(0, result.exitCode(), result.stderr());
            assertMatches("draining: 1 connection, 1 request, \\d+ s left\n", result.stdout());
            assertMatches("\ndrained in \\d\\.\\d\\d s\n$", result.stdout());
            assertEquals(FAILED, Program.run("ready", Program.rpc(other)).exitCode());
            assertMatches("\nweb: drained in ", Program.run("info", Program.rpc(other)).stdout());
            ChildProcess.Result again = Program.run("drain", Program.rpc(other));
            assertEquals("roadrunner: no listener runs any more\n", again.stderr());
            assertTrue(other.isAlive());
        }
    }

    @Test
    void onATerminalADrainIsOneLineThatIsDrawnAnew() {
        try (ChildProcess other = Program.start("demo");
                Wire slow = Wire.connect(Program.port(other))) {
            slow.send("GET /slow/3000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(other));
            try (ChildProcess drain = Program.startOnTerminal("drain", Program.rpc(other))) {
                assertEquals(0, drain.awaitExit(Program.SOON), drain.stdout());

                String again = "draining: 1 connection, 1 request, \\d+ s left\r\u001b\\[K";
                assertMatches(again + again, drain.stdout());
                assertMatches("\r\u001b\\[Kdrained in \\d\\.\\d\\d s\r\n$", drain.stdout());
            }
        }
    }

    @Test
    void aDrainThatHasToCutFailsAndNamesWhatItCut() {
        try (ChildProcess other = Program.start("demo");
                Wire slow = Wire.connect(Program.port(other))) {
            slow.send("GET /slow/30000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(other));

            ChildProcess.Result result =
                    Program.run("drain", "--timeout=200ms", Program.rpc(other));

            assertEquals(FAILED, result.exitCode(), result.stderr());
            assertMatches("\ncut after \\S+ s: 1 connection, 1 request\n", result.stdout());
            assertMatches("\n  \\S+ \\S+ /slow/:ms for ", result.stdout());
            assertMatches("\n      at ", result.stdout());
        }
    }

    @Test
    void ctrlCLeavesTheDrainRunning() {
        try (ChildProcess other = Program.start("demo");
                Wire slow = Wire.connect(Program.port(other))) {
            slow.send("GET /slow/30000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(other));
            try (ChildProcess drain = Program.startOnDefaults("drain", Program.rpc(other))) {
                drain.awaitOutput("draining: ");

                drain.signal("INT");

                assertEquals(130, drain.awaitExit(Program.SOON));
                assertMatches("the drain goes on; roadrunner info tells", drain.stderr());
                assertMatches("\nweb +draining ", Program.run("info", Program.rpc(other)).stdout());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drain", "stop"})
    void aServerThatDiesInTheMiddleIsTold(String command) {
        try (ChildProcess other = Program.start("demo");
                Wire slow = Wire.connect(Program.port(other))) {
            slow.send("GET /slow/30000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(other));
            try (ChildProcess watch = Program.startOnDefaults(command, Program.rpc(other))) {
                watch.awaitOutput("draining: ");

                other.signal("KILL");

                assertEquals(UNREACHABLE, watch.awaitExit(Program.SOON));
                assertMatches("^roadrunner: tcp://\\S+ has closed", watch.stderr());
            }
        }
    }

    @Test
    void stopReturnsWhenTheProcessHasGone() {
        try (ChildProcess other = Program.start("demo")) {
            ChildProcess.Result result = Program.run("stop", Program.rpc(other));

            assertEquals(0, result.exitCode(), result.stderr());
            assertFalse(other.isAlive());
            assertEquals(0, other.awaitExit(Program.SOON));
            assertMatches("drained in \\d\\.\\d\\d s\n", result.stdout());
            assertMatches("\nstopped: process " + other.pid() + "\n$", result.stdout());
        }
    }

    @Test
    void aStopThatHasToCutFailsOnBothSides() {
        try (ChildProcess other = Program.start("demo", "--drain-timeout=200ms");
                Wire slow = Wire.connect(Program.port(other))) {
            slow.send("GET /slow/30000 HTTP/1.1\r\nhost: a\r\n\r\n");
            awaitInFlight(Program.port(other));

            ChildProcess.Result result = Program.run("stop", Program.rpc(other));

            assertEquals(FAILED, result.exitCode(), result.stderr());
            assertMatches("cut after \\S+ s: 1 connection, 1 request\n", result.stdout());
            assertEquals(FAILED, other.awaitExit(Program.SOON));
        }
    }

    @Test
    void aUnixSocketServesAsWellAndIsTakenAway() throws IOException {
        Path socket = folder.resolve("rpc.sock");
        String address = "--rpc=unix://" + socket;
        try (ChildProcess other = Program.start("demo", address)) {
            assertEquals(address, Program.rpc(other));
            assertEquals(0, Program.run("ready", address).exitCode());

            assertEquals(0, Program.run("stop", address).exitCode());

            assertFalse(Files.exists(socket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "ready", "jobs", "info", "drain", "reload", "stop"})
    void whereNobodyListensEveryCommandSaysSo(String command) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        ChildProcess.Result result = Program.run(command, "--rpc=tcp://127.0.0.1:" + port);

        assertEquals(UNREACHABLE, result.exitCode());
        assertEquals(
                "roadrunner: no server answers at tcp://127.0.0.1:%d: Connection refused\n"
                        .formatted(port),
                result.stderr());
        assertEquals("", result.stdout());
    }

    @Test
    void whoSpeaksSomethingElseIsNoServerOfOurs() {
        String http = "--rpc=tcp://127.0.0.1:" + Program.port(server);

        ChildProcess.Result result = Program.run("info", http);

        assertEquals(UNREACHABLE, result.exitCode(), result.stderr());
        assertMatches("is not the control port|has closed the connection", result.stderr());
    }

    @Test
    void anAddressThatIsNoneIsAUsageError() {
        ChildProcess.Result result = Program.run("info", "--rpc=localhost");

        assertEquals(USAGE, result.exitCode());
        assertMatches("--rpc = localhost: .*tcp://host:port", result.stderr());
    }

    @Test
    void completionIsAScriptForTheShell() {
        ChildProcess.Result result = Program.run("completion");

        assertEquals(0, result.exitCode());
        assertMatches("complete -F .* roadrunner", result.stdout());
        assertMatches("check-config", result.stdout());
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(Pattern.compile(pattern).matcher(text).find(), text);
    }

    /// What was sent before has arrived when a later request is answered.
    private static void awaitInFlight(int port) {
        try (Wire probe = Wire.connect(port)) {
            probe.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n").readResponse().expectStatus(200);
        }
    }
}
