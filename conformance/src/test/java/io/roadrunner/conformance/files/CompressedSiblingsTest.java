package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.files.StaticFiles;
import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.middleware.Compression;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that lie there compressed already (RFC 9110 §12.5.3).
class CompressedSiblingsTest {
    @TempDir Path root = Path.of("");
    private FileServer files;

    @BeforeEach
    void serve() throws IOException {
        files = FileServer.serving(root, StaticFilesOptions.builder().cacheTtl(Duration.ZERO));
        files.write("a.js", "plain");
        files.write("a.js.br", "brotli");
        files.write("a.js.zst", "zstandard");
        files.write("a.js.gz", "gzipped");
        files.write("b.css", "plain");
        files.write("b.css.gz", "gzipped");
        files.write("c.txt", "plain");
        files.write("only.txt.gz", "gzipped");
        Files.createDirectory(root.resolve("c.txt.gz"));
    }

    @AfterEach
    void stop() {
        files.close();
    }

    @ParameterizedTest
    @Rfc("9110 §12.5.3")
    @CsvSource(
            delimiter = '>',
            value = {
                "a.js > gzip, deflate, br, zstd > brotli",
                "a.js > gzip, zstd > zstandard",
                "a.js > gzip > gzipped",
                "a.js > x-gzip > gzipped",
                "a.js > GZip > gzipped",
                "a.js > br;q=0.5, gzip;q=0.8 > gzipped",
                "a.js > br;q=0, gzip;q=0.1 > gzipped",
                "a.js > * > brotli",
                "a.js > *, br;q=0 > zstandard",
                "a.js > identity > plain",
                "a.js > identity, br;q=0.9 > plain",
                "a.js > deflate > plain",
                "a.js > *;q=0 > plain",
                "a.js > br;q=9 > plain",
                "b.css > br, gzip > gzipped",
                "b.css > br > plain",
                "c.txt > br, gzip > plain",
            })
    void theCodingThatIsLikedBestIsSent(String name, String accepted, String content) {
        WireResponse answer = files.get(name, "accept-encoding: " + accepted).expectStatus(200);
        answer.expectBody(content);
        String type =
                switch (name) {
                    case "a.js" -> "text/javascript; charset=utf-8";
                    case "b.css" -> "text/css; charset=utf-8";
                    default -> "text/plain; charset=utf-8";
                };
        answer.expectHeader("content-type", type);
        switch (content) {
            case "brotli" -> answer.expectHeader("content-encoding", "br");
            case "zstandard" -> answer.expectHeader("content-encoding", "zstd");
            case "gzipped" -> answer.expectHeader("content-encoding", "gzip");
            default -> answer.expectNoHeader("content-encoding");
        }
    }

    @Test
    void whoSaysNothingGetsTheFileAsItIs() {
        files.get("a.js").expectBody("plain").expectNoHeader("content-encoding");
        files.get("a.js", "accept-encoding: ").expectBody("plain");
    }

    @Test
    @Rfc("9110 §12.5.5")
    void everyAnswerOfANegotiatedFileSaysSo() {
        for (String coding : new String[] {"br", "identity", "none"}) {
            String accept = "accept-encoding: " + coding;
            String tag = files.tag("a.js", accept);
            files.get("a.js", accept).expectStatus(200).expectHeader("vary", "accept-encoding");
            files.get("a.js", accept, "range: bytes=0-0")
                    .expectStatus(206)
                    .expectHeader("vary", "accept-encoding");
            files.get("a.js", accept, "range: bytes=99-")
                    .expectStatus(416)
                    .expectHeader("vary", "accept-encoding");
            files.get("a.js", accept, "if-none-match: " + tag)
                    .expectStatus(304)
                    .expectHeader("vary", "accept-encoding");
            files.get("a.js", accept, "if-match: \"x\"")
                    .expectStatus(412)
                    .expectHeader("vary", "accept-encoding");
        }
        files.get("c.txt", "accept-encoding: gzip").expectNoHeader("vary");
    }

    @Test
    @Rfc("9110 §8.8.3.3")
    void everyCodingHasItsOwnTag() {
        Set<String> tags = new TreeSet<>();
        for (String coding : new String[] {"br", "zstd", "gzip", "identity"}) {
            tags.add(files.tag("a.js", "accept-encoding: " + coding));
        }
        assertEquals(4, tags.size(), tags::toString);
        String brotli = files.tag("a.js", "accept-encoding: br");
        files.get("a.js", "if-none-match: " + brotli).expectStatus(200).expectBody("plain");
        files.get("a.js", "accept-encoding: br", "range: bytes=0-1", "if-range: " + brotli)
                .expectStatus(206)
                .expectHeader("content-encoding", "br")
                .expectBody("br");
    }

    @Test
    void aSiblingIsAFileOfItsOwnToo() {
        files.get("a.js.gz", "accept-encoding: gzip")
                .expectStatus(200)
                .expectHeader("content-type", "application/gzip")
                .expectNoHeader("content-encoding")
                .expectBody("gzipped");
        files.get("only.txt", "accept-encoding: gzip").expectStatus(404);
    }

    @Test
    void anIndexIsNegotiatedToo() throws IOException {
        files.write("index.html", "plain");
        files.write("index.html.gz", "gzipped");
        files.get("", "accept-encoding: gzip")
                .expectHeader("content-type", "text/html; charset=utf-8")
                .expectBody("gzipped");
    }

    @Test
    void siblingsAreAnOption() {
        try (FileServer without =
                FileServer.serving(root, StaticFilesOptions.builder().preCompressed(false))) {
            without.get("a.js", "accept-encoding: br").expectNoHeader("vary").expectBody("plain");
        }
    }

    /// As the route of a folder is written in the documentation, with compression around it.
    @Test
    @Rfc("9110 §8.4")
    void compressionLeavesFilesAndTheirPartsAlone() throws IOException {
        files.write("large.js", "let a = 1;\n".repeat(1000));
        Route route =
                Route.of("/files/*path", StaticFiles.of(root))
                        .withMiddleware(Compression.standard());
        try (TestServer server = TestServer.start(Routes.builder().route(route).build());
                Wire wire = server.connect()) {
            String get = "GET /files/%s HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n%s\r\n";
            wire.send(get.formatted("a.js", ""))
                    .readResponse()
                    .expectStatus(200)
                    .expectHeader("content-encoding", "gzip")
                    .expectHeader("vary", "accept-encoding")
                    .expectBody("gzipped");
            wire.send(get.formatted("large.js", ""))
                    .readResponse()
                    .expectStatus(200)
                    .expectHeader("accept-ranges", "bytes")
                    .expectHeader("etag", files.tag("large.js"))
                    .expectNoHeader("content-encoding")
                    .expectNoHeader("vary")
                    .expectBody("let a = 1;\n".repeat(1000));
            for (String range : new String[] {"0-9999", "0-999,5000-9999"}) {
                wire.send(get.formatted("large.js", "range: bytes=" + range + "\r\n"))
                        .readResponse()
                        .expectStatus(206)
                        .expectNoHeader("content-encoding");
            }
            String condition = "if-none-match: " + files.tag("large.js") + "\r\n";
            wire.send(get.formatted("large.js", condition)).readResponse().expectStatus(304);
        }
    }

    @Test
    void aSiblingThatIsDeletedIsNotMissed() throws IOException {
        try (FileServer remembering = FileServer.remembering(root)) {
            remembering.get("a.js", "accept-encoding: br").expectBody("brotli");
            Files.delete(root.resolve("a.js.br"));
            remembering.get("a.js", "accept-encoding: br, gzip").expectBody("gzipped");
        }
        assertNotEquals("", files.tag("a.js"));
    }
}
