package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The status page of a running program: where it is, and how long it answers.
final class StatusPortTest {
    private static final int FAILED = 1;

    @TempDir private Path folder;

    @Test
    void theProgramSaysWhereItsStatusPageIs() {
        try (ChildProcess program = Program.start("demo")) {
            assertEquals(200, status(Program.statusPort(program), "/readyz"));
        }
    }

    @Test
    void itAnswersThroughoutADrainAndSaysThatTheServerIsNotReady() {
        try (ChildProcess program = Program.start("demo", "--drain-delay=1s")) {
            int status = Program.statusPort(program);
            int port = Program.port(program);

            program.signal("TERM");
            program.awaitOutput("draining: ");

            assertEquals(503, status(status, "/readyz"));
            assertEquals(200, status(status, "/livez"));
            assertEquals(200, status(port, "/hello"));
            assertEquals(0, program.awaitExit(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aDefaultPortThatIsTakenIsNoReasonNotToServe() throws IOException {
        try (ServerSocket _ = taken(2114);
                ChildProcess program = Program.startOnDefaults("demo", "--port=0", "--rpc=none")) {
            assertEquals(200, status(Program.port(program), "/hello"));
            program.awaitOutput(
                    "status: none, port 2114 is in use; choose another one with --status-port");
        }
    }

    @Test
    void aPortThatWasAskedForAndIsTakenIsOneSentence() throws IOException {
        try (ServerSocket taken = taken(0)) {
            String port = Integer.toString(taken.getLocalPort());

            ChildProcess.Result result = Program.run("demo", "--port=0", "--status-port=" + port);

            assertEquals(FAILED, result.exitCode());
            assertEquals(
                    """
                    roadrunner: the status page has no port: port %s is in use; choose another \
                    one with --status-port
                    """
                            .formatted(port),
                    result.stderr());
        }
    }

    @Test
    void withoutOneTheControlPortStillTellsTheStatus() {
        try (ChildProcess program = Program.start("demo", "--status-port=none")) {
            ChildProcess.Result info = Program.run("info", Program.rpc(program));
            assertTrue(info.stdout().contains("status page: none"), info.stdout());
            assertEquals(0, Program.run("ready", Program.rpc(program)).exitCode());
            assertFalse(program.stdout().contains("status"), program.stdout());
        }
    }

    @Test
    void withoutAControlPortThereIsOnlyThePage() {
        try (ChildProcess program = Program.start("demo", "--rpc=none")) {
            assertEquals(200, status(Program.statusPort(program), "/readyz"));
            program.signal("TERM");

            assertEquals(0, program.awaitExit(Program.SOON));
            assertFalse(program.stdout().contains("control"), program.stdout());
        }
    }

    @Test
    void aControlPortThatWasAskedForAndIsTakenIsOneSentence() throws IOException {
        try (ServerSocket taken = taken(0)) {
            String address = "tcp://127.0.0.1:" + taken.getLocalPort();

            ChildProcess.Result result =
                    Program.run("demo", "--port=0", "--status-port=0", "--rpc=" + address);

            assertEquals(FAILED, result.exitCode());
            assertEquals(
                    """
                    roadrunner: the control port has no address: %s is in use; choose another \
                    one with --rpc
                    """
                            .formatted(address),
                    result.stderr());
        }
    }

    @Test
    void aControlPortThatOthersReachHasToBeAllowed() {
        String everywhere = "--rpc=tcp://0.0.0.0:0";

        ChildProcess.Result refused =
                Program.run("demo", "--port=0", "--status-port=0", everywhere);

        assertEquals(FAILED, refused.exitCode());
        assertTrue(refused.stderr().contains("has to be allowed"), refused.stderr());
        try (ChildProcess program =
                Program.start("demo", everywhere, "--set=rpc.public_address=true")) {
            Program.rpc(program);
        }
    }

    @Test
    void whatKubernetesSaysOfAServiceIsNoPort() {
        Map<String, String> environment = Map.of("ROADRUNNER_STATUS_PORT", "tcp://10.0.0.1:2114");
        try (ChildProcess program = Program.start(environment, "demo")) {
            program.awaitOutput("ROADRUNNER_STATUS_PORT is taken for what Kubernetes says");
            assertEquals(200, status(Program.statusPort(program), "/readyz"));
        }
    }

    @Test
    void theFileSaysWhereAndTheFlagChangesThePort() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(
                file,
                """
                listeners: {web: {address: "127.0.0.1:0", routes: []}}
                status: {address: "127.0.0.1:1", unavailable_status_code: 570}
                """);
        try (ChildProcess program =
                Program.startAsIs("serve", "--config", file.toString(), "--status-port=0")) {
            int port = Program.statusPort(program);
            assertEquals(200, status(port, "/readyz"));

            Files.writeString(file, "listeners: {web: {address: \"127.0.0.1:0\"}}\n");
            program.signal("HUP");

            program.awaitOutput("the server has to be restarted to change status");
            assertEquals(200, status(port, "/readyz"));
        }
    }

    private static int status(int port, String path) {
        try (Wire wire = Wire.connect(port)) {
            String request = "GET " + path + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
            return wire.send(request).readResponse().status();
        }
    }

    /// A port that is taken, by this or by somebody else.
    private static ServerSocket taken(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException _) {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }
}
