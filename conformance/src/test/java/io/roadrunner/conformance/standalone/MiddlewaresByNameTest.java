package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The middlewares of the library, named in a configuration file.
final class MiddlewaresByNameTest {
    private static final String FILE =
            """
            listeners:
              web:
                address: 127.0.0.1:0
                trusted_proxies: [127.0.0.1]
                middlewares:
                  - security_headers: {frame_options: none}
                  - cors: {origins: ["https://app.example"]}
                  - request_decompression
                routes:
                  - path: /long
                    respond: {body: "%s"}
                    middlewares: [{compression: {level: 9}}]
                  - path: /limited
                    respond: {body: few}
                    middlewares: [{rate_limit: {permits: 1, period: 1h}}]
            """
                    .formatted("long ".repeat(400));

    @TempDir private Path folder;

    private static String get(String path, String fields) {
        return "GET " + path + " HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n";
    }

    @Test
    void eachDoesItsWorkAroundTheAnswersThatItIsNamedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("roadrunner.yaml"), FILE);
        try (ChildProcess program = Program.start("serve", "--config", file.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(get("/long", "accept-encoding: gzip\r\norigin: https://app.example\r\n"))
                    .readResponse()
                    .expectStatus(200)
                    .expectHeader("content-encoding", "gzip")
                    .expectHeader("access-control-allow-origin", "https://app.example")
                    .expectHeader("x-content-type-options", "nosniff")
                    .expectNoHeader("x-frame-options");
            assertEquals("long ".repeat(400), wire.send(get("/long", "")).readResponse().text());
            wire.send(get("/limited", "")).readResponse().expectStatus(200).expectBody("few");
            wire.send(get("/limited", ""))
                    .readResponse()
                    .expectStatus(429)
                    .expectHeader("x-content-type-options", "nosniff");
            wire.send(get("/none", ""))
                    .readResponse()
                    .expectStatus(404)
                    .expectHeader("x-content-type-options", "nosniff");
            wire.send(get("/long", "content-encoding: br\r\ncontent-length: 1\r\n") + "x")
                    .readResponse()
                    .expectStatus(415);
        }
    }
}
