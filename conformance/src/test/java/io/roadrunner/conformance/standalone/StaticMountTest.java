package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The options of a folder in a configuration file, each with and without its effect.
final class StaticMountTest {
    private static final String FILE =
            """
            listeners:
              web:
                routes:
                  - {path: /plain/*rest, static: {dir: site}}
                  - path: /all/*rest
                    static:
                      dir: site
                      index: main.txt
                      symlinks: follow
                      hidden_files: true
                      pre_compressed: false
                      cache_control: no-cache
                      cache_ttl: 0s
                      cache_entries: 1
                  - {path: /strict/*rest, static: {dir: site, symlinks: refuse}}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Path site = Files.createDirectory(folder.resolve("site"));
        Files.writeString(folder.resolve("outside.txt"), "outside");
        Files.writeString(site.resolve("a.txt"), "plain");
        Files.writeString(site.resolve("a.txt.gz"), "coded");
        Files.writeString(site.resolve(".hidden"), "hidden");
        Files.writeString(site.resolve("main.txt"), "main");
        Files.createSymbolicLink(site.resolve("in"), Path.of("a.txt"));
        Files.createSymbolicLink(site.resolve("out"), folder.resolve("outside.txt"));
        Files.writeString(folder.resolve("roadrunner.yaml"), FILE);
    }

    private static String answer(Wire wire, String path) {
        String request = "GET %s HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n\r\n";
        var response = wire.send(request.formatted(path)).readResponse();
        return response.status() == 200 ? response.text() : Integer.toString(response.status());
    }

    @Test
    void eachOptionHasItsEffect() {
        String file = folder.resolve("roadrunner.yaml").toString();
        try (ChildProcess program = Program.start("serve", "--config", file, "--host=127.0.0.1");
                Wire wire = Wire.connect(Program.port(program))) {
            String[][] rows = {
                // name, by default, with all options, where no link is followed
                {"a.txt", "coded", "plain", "coded"},
                {"", "404", "main", "404"},
                {".hidden", "404", "hidden", "404"},
                {"in", "plain", "plain", "404"},
                {"out", "404", "outside", "404"},
            };
            for (String[] row : rows) {
                assertEquals(row[1], answer(wire, "/plain/" + row[0]), row[0]);
                assertEquals(row[2], answer(wire, "/all/" + row[0]), row[0]);
                assertEquals(row[3], answer(wire, "/strict/" + row[0]), row[0]);
            }
            wire.send("GET /all/a.txt HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectHeader("cache-control", "no-cache");
        }
    }
}
