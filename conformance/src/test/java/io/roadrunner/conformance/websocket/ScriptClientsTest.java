package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.websocket.WebSocketCompression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients in other languages, which somebody else wrote, with zlib itself: a window or a distance
/// that was not agreed upon is an error there. Each runs all its ways to compress against a server
/// that keeps its windows and against one that does not.
class ScriptClientsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Where the build puts the npm package.
    private static final Path PACKAGE =
            Path.of("target", "ws", "META-INF", "resources", "webjars", "ws");

    /// Of the system, for which the package of Debian is made; another one may be on the path.
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNpmPackageWsIsServed(boolean takeover) throws IOException {
        passes(
                takeover,
                Programs.need("node").toString(),
                script("ws-client.js"),
                onlyFolderIn(PACKAGE).toAbsolutePath().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePythonPackageWebsocketsIsServed(boolean takeover) throws IOException {
        String python = needWebsockets();
        passes(takeover, python, script("websockets-client.py"));
    }

    private static void passes(boolean takeover, String... command) {
        WebSocketCompression compression =
                WebSocketCompression.builder()
                        .serverContextTakeover(takeover)
                        .clientContextTakeover(takeover)
                        .build();
        try (WebSocketServer server =
                WebSocketServer.start(
                        WebSocketServer.large().toBuilder().compression(compression).build())) {
            List<String> whole = new ArrayList<>(List.of(command));
            whole.add(server.url());
            ChildProcess.Result result = ChildProcess.run(PATIENCE, whole.toArray(String[]::new));
            assertEquals(0, result.exitCode(), result.stdout() + result.stderr());
            assertTrue(result.stdout().endsWith("done\n"), result.stdout());
            server.server().awaitIdle();
        }
    }

    /// Without the package the test is skipped, but in CI it fails.
    private static String needWebsockets() {
        String python = PYTHON.toString();
        boolean there =
                Files.isExecutable(PYTHON)
                        && ChildProcess.run(PATIENCE, python, "-c", "import websockets").exitCode()
                                == 0;
        if (!there && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("the package python3-websockets is not installed");
        }
        assertTrue(there, "the package python3-websockets is not installed");
        return python;
    }

    private String script(String name) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream source = ScriptClientsTest.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IOException(name + " is not among the test resources");
            }
            Files.copy(source, script);
        }
        return script.toString();
    }

    /// It is named as the version of the package.
    private static Path onlyFolderIn(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
