package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.UnixOperatingSystemMXBean;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.files.StaticFiles;
import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.http.HttpDate;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireHeader;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a file, with which fields it is sent, and what happens when it changes.
class StaticFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path root = Path.of("");
    private FileServer files;

    @BeforeEach
    void serve() {
        files = FileServer.remembering(root);
    }

    @AfterEach
    void stop() {
        files.close();
    }

    private void serveWith(StaticFilesOptions.Builder options) {
        files.close();
        files = FileServer.serving(root, options);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 16_000, 16_384, 65_536, 65_537, 3_000_000})
    void aFileOfAnySizeArrivesWhole(int size) throws IOException {
        byte[] content = FileServer.bytes(size);
        files.write("f.bin", content);
        for (int i = 0; i < 3; i++) {
            WireResponse answer = files.get("f.bin").expectStatus(200);
            answer.expectHeader("content-length", Integer.toString(size));
            assertArrayEquals(content, answer.body());
        }
    }

    @Test
    void aFileHasItsFields() throws IOException {
        files.write("a.html", "<p>");
        files.get("a.html")
                .expectStatus(200)
                .expectHeader("content-type", "text/html; charset=utf-8")
                .expectHeader("last-modified", HttpDate.format(FileServer.CHANGED))
                .expectHeader("accept-ranges", "bytes")
                .expectHeader("x-content-type-options", "nosniff")
                .expectNoHeader("cache-control")
                .expectNoHeader("vary")
                .expectNoHeader("content-encoding")
                .expectBody("<p>");
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headHasTheFieldsOfGet() throws IOException {
        files.write("a.txt", "content");
        List<WireHeader> get = withoutDate(files.get("a.txt"));
        WireResponse head = files.ask("HEAD", "a.txt").expectStatus(200);
        assertEquals(get, withoutDate(head));
        head.expectHeader("content-length", "7").expectBody("");
    }

    private static List<WireHeader> withoutDate(WireResponse response) {
        return response.headers().stream().filter(h -> !h.name().equals("date")).toList();
    }

    @ParameterizedTest
    @Rfc("9110 §15.5.6")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"})
    void otherMethodsAreNotAllowed(String method) throws IOException {
        files.write("a.txt", "content");
        files.ask(method, "a.txt").expectStatus(405).expectHeader("allow", "GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "a b.txt, a%20b.txt",
        "a+b.txt, a+b.txt",
        "100%.txt, 100%25.txt",
        "%41.txt, %2541.txt",
        "'a;b=c,d&e.txt', 'a;b=c,d&e.txt'",
        "a?b#c.txt, a%3fb%23c.txt",
        "\u00fc\u00df.txt, %C3%BC%C3%9F.txt",
        "\u4f60\u597d.txt, %e4%bd%a0%e5%a5%bd.txt",
        "\ud83d\ude80.txt, %F0%9F%9A%80.txt",
        "..a.., ..a..",
    })
    void namesMayHaveAnyCharacter(String name, String target) throws IOException {
        serveWith(StaticFilesOptions.builder().hiddenFiles(true));
        files.write(name, "it is " + name);
        byte[] expected = ("it is " + name).getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(expected, files.get(target).expectStatus(200).body());
    }

    @Test
    void anIndexAnswersForItsFolder() throws IOException {
        Files.createDirectories(root.resolve("docs/empty"));
        files.write("docs/index.html", "<p>docs");
        files.get("docs/")
                .expectStatus(200)
                .expectHeader("content-type", "text/html; charset=utf-8")
                .expectBody("<p>docs");
        files.get("docs/empty/").expectStatus(404);
        files.get("docs/empty").expectStatus(404);
        files.get("").expectStatus(404);
        files.write("index.html", "<p>root");
        files.get("").expectStatus(200).expectBody("<p>root");
    }

    @Test
    void aFolderWithoutItsSlashIsRedirectedToItselfOnly() throws IOException {
        Files.createDirectories(root.resolve("a b"));
        files.write("a b/index.html", "<p>");
        files.get("a%20b").expectStatus(301).expectHeader("location", "/files/a%20b/");
        files.get("a%20b?x=//y").expectStatus(301).expectHeader("location", "/files/a%20b/?x=//y");
        files.ask("HEAD", "a%20b").expectStatus(301);
        files.get("/a%20b").expectStatus(404);
        files.write("index.html", "<p>");
        Wire wire = files.wire();
        wire.send("GET /files HTTP/1.1\r\nhost: a\r\n\r\n");
        wire.readResponse().expectStatus(301).expectHeader("location", "/files/");
        wire.send("GET //files HTTP/1.1\r\nhost: a\r\n\r\n");
        wire.readResponse().expectStatus(404);
    }

    @Test
    void anIndexIsAnOption() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        files.write("docs/index.html", "<p>");
        files.write("docs/main.txt", "main");
        serveWith(StaticFilesOptions.builder().index(""));
        files.get("docs/").expectStatus(404);
        files.get("docs").expectStatus(404);
        serveWith(StaticFilesOptions.builder().index("main.txt"));
        files.get("docs/").expectStatus(200).expectBody("main");
    }

    @Test
    void cacheControlIsAnOption() throws IOException {
        files.write("a.txt", "content");
        serveWith(StaticFilesOptions.builder().cacheControl("max-age=60"));
        files.get("a.txt").expectStatus(200).expectHeader("cache-control", "max-age=60");
        files.get("a.txt", "range: bytes=0-1")
                .expectStatus(206)
                .expectHeader("cache-control", "max-age=60");
        files.get("a.txt", "if-none-match: *")
                .expectStatus(304)
                .expectHeader("cache-control", "max-age=60");
        files.get("a.txt", "range: bytes=9-").expectStatus(416).expectNoHeader("cache-control");
        files.get("none.txt").expectStatus(404).expectNoHeader("cache-control");
    }

    @Test
    void hiddenFilesAreAnOption() throws IOException {
        files.write(".env", "secret");
        files.get(".env").expectStatus(404);
        serveWith(StaticFilesOptions.builder().hiddenFiles(true));
        files.get(".env").expectStatus(200);
    }

    @Test
    void whatIsNoRegularFileIsNotOpened() {
        Path pipe = root.resolve("pipe");
        String mkfifo = Programs.need("mkfifo").toString();
        assertEquals(0, ChildProcess.run(PATIENCE, mkfifo, pipe.toString()).exitCode());
        // Opening the pipe would wait for ever for somebody who writes to it.
        files.get("pipe").expectStatus(404);
        files.get("pipe/").expectStatus(404);
        try (FileServer devices =
                FileServer.serving(
                        Path.of("/dev"), StaticFilesOptions.builder().hiddenFiles(true))) {
            devices.get("zero").expectStatus(404);
            devices.get("null").expectStatus(404);
        }
    }

    @Test
    void aFileThatMayNotBeReadIsNotFound() throws IOException {
        Path file = files.write("a.txt", "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        // The superuser may read everything.
        int expected = Files.isReadable(file) ? 200 : 404;
        files.get("a.txt").expectStatus(expected);
        files.ask("HEAD", "a.txt").expectStatus(expected);
    }

    @Test
    void everyAnswerGivesItsFileBack() throws IOException {
        files.write("a.txt", "content");
        files.get("a.txt");
        long before = openDescriptors();
        for (int i = 0; i < 20; i++) {
            files.get("a.txt").expectStatus(200);
            files.ask("HEAD", "a.txt").expectStatus(200);
            files.get("a.txt", "if-none-match: *").expectStatus(304);
            files.get("a.txt", "if-match: \"x\"").expectStatus(412);
            files.get("a.txt", "range: bytes=1-2").expectStatus(206);
            files.get("a.txt", "range: bytes=1-2,5-5").expectStatus(206);
            files.get("a.txt", "range: bytes=9-").expectStatus(416);
            files.get("none.txt").expectStatus(404);
        }
        // The client has an answer a moment before the server closes its file.
        Await.until("no more files open than before", () -> openDescriptors() <= before);
    }

    private static long openDescriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    @Test
    void aChangedFileIsNeverAnsweredWithOldFields() throws IOException {
        Path file = files.write("a.txt", "first");
        String first = files.tag("a.txt");
        files.get("a.txt").expectBody("first");

        Files.writeString(file, "second version");
        WireResponse changed = files.get("a.txt").expectStatus(200).expectBody("second version");
        assertNotEquals(first, changed.header("etag"));
        files.get("a.txt", "if-none-match: " + first).expectStatus(200);

        // Same size, another time.
        Files.writeString(file, "third version!");
        Files.setLastModifiedTime(file, FileTime.from(FileServer.CHANGED.plusNanos(1)));
        WireResponse third = files.get("a.txt").expectStatus(200).expectBody("third version!");
        assertNotEquals(changed.header("etag"), third.header("etag"));
    }

    @Test
    void aReplacedFileIsTheNewOneAndADeletedOneIsGone() throws IOException {
        Path file = files.write("a.txt", "old!!");
        files.get("a.txt").expectBody("old!!");
        // Same size and same time, but another file.
        Path other = files.write("b.txt", "new!!");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        files.get("a.txt").expectStatus(200).expectBody("new!!");
        Files.delete(file);
        files.get("a.txt").expectStatus(404);
        Files.createDirectory(file);
        files.get("a.txt").expectStatus(404);
        files.write("a.txt/index.html", "<p>");
        files.get("a.txt/").expectStatus(200).expectBody("<p>");
    }

    @Test
    @Rfc("9110 §8.8.2.1")
    void aFileFromTheFutureIsNotModifiedLaterThanNow() throws IOException {
        Path file = files.write("a.txt", "content");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        WireResponse answer = files.get("a.txt").expectStatus(200);
        Instant modified = date(answer, "last-modified");
        Instant sent = date(answer, "date");
        assertEquals(false, modified.isAfter(sent), () -> modified + " is after " + sent);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1901-01-01T00:00:00Z")));
        files.get("a.txt")
                .expectStatus(200)
                .expectHeader("last-modified", HttpDate.format(Instant.EPOCH));
    }

    private static Instant date(WireResponse response, String name) {
        String value = response.header(name);
        return HttpDate.parse(value == null ? "" : value).orElseThrow();
    }

    @Test
    @Rfc("9112 §8")
    void aFileThatShrinksWhileItIsSentIsCutVisibly() throws IOException {
        int size = 64 << 20;
        Path file = root.resolve("large");
        try (FileChannel sparse =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.truncate(0);
            sparse.write(ByteBuffer.wrap(new byte[] {1}), size - 1L);
            try (Wire slow = Wire.connectWithSmallReceiveBuffer(files.server().port())) {
                slow.send("GET /files/large HTTP/1.1\r\nhost: a\r\n\r\n");
                slow.readHead().expectHeader("content-length", Integer.toString(size));
                slow.discard(100_000);
                sparse.truncate(200_000);
                assertThrows(ConnectionEndedException.class, () -> slow.discard(size - 100_000L));
            }
            files.get("large").expectStatus(200).expectHeader("content-length", "200000");
        }
    }

    @Test
    void aFileThatIsDeletedWhileItIsSentArrivesWhole() throws IOException {
        byte[] content = FileServer.bytes(5_000_000);
        Path file = files.write("large", content);
        try (Wire slow = Wire.connectWithSmallReceiveBuffer(files.server().port())) {
            slow.send("GET /files/large HTTP/1.1\r\nhost: a\r\n\r\n");
            slow.readHead().expectHeader("content-length", "5000000");
            byte[] start = slow.readBytes(1_000_000);
            Files.delete(file);
            assertEquals(content[999_999], start[999_999]);
            byte[] rest = slow.readBytes(4_000_000);
            assertEquals(content[4_999_999], rest[3_999_999]);
        }
    }

    @Test
    void aRouteWithoutAWildcardServesThePathOfTheRequest() throws IOException {
        Files.createDirectories(root.resolve("img"));
        files.write("robots.txt", "all");
        files.write("img/a.txt", "picture");
        StaticFiles handler = StaticFiles.of(root);
        Routes routes =
                Routes.builder()
                        .get("/robots.txt", handler)
                        .get("/img/:name", handler)
                        .get("/pictures/*rest", handler)
                        .get("/:tenant/assets/*rest", handler)
                        .build();
        try (TestServer server = TestServer.start(routes);
                Wire wire = server.connect()) {
            for (String target :
                    new String[] {"/robots.txt", "/img/robots.txt", "/t/assets/robots.txt"}) {
                wire.send("GET " + target + " HTTP/1.1\r\nhost: a\r\n\r\n");
                wire.readResponse().expectStatus(200).expectBody("all");
            }
            wire.send("GET /pictures/img/a.txt HTTP/1.1\r\nhost: a\r\n\r\n");
            wire.readResponse().expectStatus(200).expectBody("picture");
            wire.send("GET /img/a.txt HTTP/1.1\r\nhost: a\r\n\r\n");
            wire.readResponse().expectStatus(404);
        }
    }
}
