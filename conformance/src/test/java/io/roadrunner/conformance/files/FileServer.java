package io.roadrunner.conformance.files;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.files.StaticFiles;
import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// A folder, a server that serves it below `/files/`, and one connection to that. Closed by the
/// test that made it, which also checks that the server gave everything back.
final class FileServer implements AutoCloseable {
    /// The time of the last change of every file that [#write] makes.
    static final Instant CHANGED = Instant.parse("2026-01-02T03:04:05Z");

    private final Path root;
    private final TestServer server;
    private final Wire wire;

    private FileServer(Path root, StaticFilesOptions options) {
        this.root = root;
        this.server =
                TestServer.start(
                        Routes.builder()
                                .route(Route.of("/files/*path", StaticFiles.of(root, options)))
                                .build());
        this.wire = server.connect();
    }

    /// Serves the folder with the defaults.
    static FileServer serving(Path root) {
        return serving(root, StaticFilesOptions.builder());
    }

    static FileServer serving(Path root, StaticFilesOptions.Builder options) {
        return new FileServer(root, options.build());
    }

    /// Serves the folder and believes what it found out for as long as it may.
    static FileServer remembering(Path root) {
        return serving(root, StaticFilesOptions.builder().cacheTtl(Duration.ofDays(1)));
    }

    TestServer server() {
        return server;
    }

    Wire wire() {
        return wire;
    }

    /// Random bytes, the same for the same size.
    static byte[] bytes(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    Path write(String name, String content) throws IOException {
        Path file = Files.writeString(root.resolve(name), content);
        return Files.setLastModifiedTime(file, FileTime.from(CHANGED));
    }

    Path write(String name, byte[] content) throws IOException {
        Path file = Files.write(root.resolve(name), content);
        return Files.setLastModifiedTime(file, FileTime.from(CHANGED));
    }

    /// Sends a request for a name below `/files/`.
    ///
    /// @param fields field lines, each with its line end
    WireResponse ask(String method, String name, String... fields) {
        StringBuilder request = new StringBuilder(method + " /files/" + name + " HTTP/1.1\r\n");
        request.append("host: a\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        return wire.send(request.append("\r\n").toString()).readResponse(method);
    }

    WireResponse get(String name, String... fields) {
        return ask("GET", name, fields);
    }

    /// The entity tag that a file has now.
    String tag(String name, String... fields) {
        String tag = ask("HEAD", name, fields).expectStatus(200).header("etag");
        if (tag == null) {
            throw new AssertionError(name + " has no entity tag");
        }
        return tag;
    }

    @Override
    public void close() {
        wire.close();
        server.awaitIdle();
        server.close();
    }
}
