package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.Programs;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.status.Checker;
import io.roadrunner.status.Status;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that know the protocol from elsewhere: a client that was written from the description
/// of the frame, and the compiler of protobuf, which reads the published description and our bytes.
class IndependentClientsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Where the description of the messages is among the resources of the server.
    private static final String PROTO = "/io/roadrunner/rpc/roadrunner.proto";

    @TempDir private Path folder;

    @Test
    void aClientInPythonIsServedOnTcp() throws IOException {
        try (RpcProgram program = RpcProgram.start(options -> options)) {
            passes("tcp", "127.0.0.1", Integer.toString(program.port()));
        }
    }

    @Test
    void aClientInPythonIsServedOnAUnixDomainSocket() throws IOException {
        Path path = folder.resolve("rpc.sock");
        try (RpcProgram program =
                RpcProgram.start(options -> options.address(new RpcAddress.Unix(path)))) {
            assertEquals("unix://" + path, program.server().address().toString());
            passes("unix", path.toString());
        }
    }

    private void passes(String... arguments) throws IOException {
        Path script = folder.resolve("goridge-client.py");
        try (InputStream source = resource("goridge-client.py")) {
            Files.copy(source, script);
        }
        List<String> command = new ArrayList<>();
        command.add(Programs.need("python3").toString());
        command.add(script.toString());
        command.addAll(Arrays.asList(arguments));
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        assertEquals("done\n", result.stdout(), result.stderr());
        assertEquals(0, result.exitCode());
    }

    @Test
    void theCompilerOfProtobufReadsOurAnswers() throws IOException {
        Path proto = folder.resolve("roadrunner.proto");
        try (InputStream source = resource(PROTO)) {
            Files.copy(source, proto);
        }
        Path answer = folder.resolve("answer");
        try (RpcProgram program = RpcProgram.start(options -> options);
                GoridgeWire wire = GoridgeWire.connect(program.port())) {
            program.status().register(Checker.of("db", () -> new Status(418, "t\u00e4t")));
            wire.send(GoridgeWire.call(GoridgeWire.PROTO, 1, "status.Status", ""));
            String body = wire.receive().body();
            Files.write(answer, body.getBytes(StandardCharsets.ISO_8859_1));
        }
        ProcessBuilder command =
                new ProcessBuilder(
                        Programs.need("protoc").toString(),
                        "--proto_path=" + folder,
                        "--decode=roadrunner.StatusResult",
                        proto.toString());
        command.redirectInput(answer.toFile()).redirectErrorStream(true);
        assertEquals(
                """
                code: 503
                entries {
                  plugin_name: "db"
                  error_message: "t\\303\\244t"
                  status_code: 418
                }
                entries {
                  plugin_name: "web"
                  status_code: 200
                }
                """,
                output(command));
    }

    private static String output(ProcessBuilder command) throws IOException {
        Process process = command.start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static InputStream resource(String name) throws IOException {
        Class<?> owner = name.startsWith("/") ? RpcAddress.class : IndependentClientsTest.class;
        InputStream source = owner.getResourceAsStream(name);
        if (source == null) {
            throw new IOException(name + " is not among the resources");
        }
        return source;
    }
}
