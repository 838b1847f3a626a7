package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.files.StaticFiles;
import io.roadrunner.http.HttpDate;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of a folder, and that nothing else can be reached.
final class TraversalTest {
    private static final Instant CHANGED = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir private Path parent;
    private Roadrunner roadrunner;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        Path root = Files.createDirectory(parent.resolve("root"));
        Files.writeString(parent.resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("a.txt"), "content of a");
        Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(CHANGED));
        Files.writeString(root.resolve("a b.js"), "1");
        Files.writeString(root.resolve(".env"), "secret");
        Files.createDirectories(root.resolve(".well-known"));
        Files.writeString(root.resolve(".well-known/x"), "known");
        Files.createDirectory(root.resolve("empty"));
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "<p>docs");
        Files.createSymbolicLink(root.resolve("inside"), root.resolve("docs"));
        Files.createSymbolicLink(root.resolve("outside"), parent);
        Files.createSymbolicLink(root.resolve("stolen.txt"), parent.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("docs/loop"), root.resolve("docs/loop"));
        // A name that has the root's as its beginning is not inside of the root.
        Files.createDirectory(parent.resolve("root-two"));
        Files.writeString(parent.resolve("root-two/s.txt"), "secret");
        Files.createSymbolicLink(root.resolve("two"), parent.resolve("root-two"));

        roadrunner = Roadrunner.create();
        Listener listener =
                roadrunner.startListener(
                        "folder",
                        ListenerOptions.builder()
                                .host("127.0.0.1")
                                .port(0)
                                .routes(Routes.handler(StaticFiles.of(root)))
                                .build());
        wire = Wire.connect(listener.port());
    }

    @AfterEach
    void stop() {
        wire.close();
        roadrunner.close();
    }

    private WireResponse ask(String method, String target) {
        return wire.send(method + " " + target + " HTTP/1.1\r\nhost: a\r\n\r\n")
                .readResponse(method);
    }

    @Test
    void aFileIsServedWithTypeAndDate() {
        ask("GET", "/a.txt")
                .expectStatus(200)
                .expectHeader("content-type", "text/plain; charset=utf-8")
                .expectHeader("content-length", "12")
                .expectHeader("last-modified", HttpDate.format(CHANGED))
                .expectBody("content of a");
    }

    @Test
    void headHasTheFieldsOfGetAndNoContent() {
        ask("HEAD", "/a.txt").expectStatus(200).expectHeader("content-length", "12").expectBody("");
        ask("GET", "/a.txt").expectBody("content of a");
    }

    @ParameterizedTest
    @CsvSource({
        "/a%20b.js,1",
        "/%61.txt,content of a",
        "/a.txt?query,content of a",
        "/docs/,<p>docs",
        "/inside/index.html,<p>docs",
        "/.well-known/x,known",
    })
    void theseAreFiles(String target, String content) {
        ask("GET", target).expectStatus(200).expectBody(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing",
                "/",
                "/empty/",
                "/a.txt/",
                "/a.txt/b",
                "/docs//index.html",
                "/docs/loop",
                "/../secret.txt",
                "/docs/../../secret.txt",
                "/docs/../a.txt",
                "/./a.txt",
                "/%2e%2e/secret.txt",
                "/%2E%2E/secret.txt",
                "/.%2e/secret.txt",
                "/%252e%252e/secret.txt",
                "/..%2fsecret.txt",
                "/docs%2findex.html",
                "/docs%5cindex.html",
                "/..%5csecret.txt",
                "/%2fetc%2fpasswd",
                "//etc/passwd",
                "/a.txt%00",
                "/a.txt%00.html",
                "/a.txt%0a",
                "/%",
                "/%zz",
                "/%ff",
                "/%c0%ae%c0%ae/secret.txt",
                "/stolen.txt",
                "/outside/secret.txt",
                "/two/s.txt",
                "/.env",
                "/%2eenv"
            })
    void theseAreNotFound(String target) {
        WireResponse response = ask("GET", target).expectStatus(404);

        assertEquals(0, response.body().length);
    }

    @Test
    void aFolderWithoutItsSlashIsRedirected() {
        ask("GET", "/docs").expectStatus(301).expectHeader("location", "/docs/");
        ask("GET", "/docs?a=b").expectStatus(301).expectHeader("location", "/docs/?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void otherMethodsAreNotAllowed(String method) {
        WireResponse response = ask(method, "/a.txt").expectStatus(405);

        assertNotNull(response.header("allow"));
        response.expectHeader("allow", "GET, HEAD");
    }
}
