package io.roadrunner.conformance.files;

import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.files.SymlinkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Symbolic links inside of the folder, out of it, and put there while it is served.
class SymlinkTest {
    @TempDir Path parent = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectory(parent.resolve("root"));
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), "outside");
        Files.createDirectories(root.resolve("real/deep"));
        Files.writeString(root.resolve("real/a.txt"), "inside");
        Files.writeString(root.resolve("real/index.html"), "inside");
        link("relative.txt", Path.of("real/a.txt"));
        link("absolute.txt", root.resolve("real/a.txt"));
        link("folder", Path.of("real"));
        link("real/deep/up", Path.of(".."));
        link("out.txt", outside.resolve("a.txt"));
        link("climbs.txt", Path.of("../outside/a.txt"));
        link("out", outside);
        link("chain.txt", Path.of("out.txt"));
        link("dangling", Path.of("nowhere"));
        link("loop", Path.of("loop"));
        link("real/a.txt.gz", outside.resolve("a.txt"));
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), target);
    }

    private static StaticFilesOptions.Builder policy(SymlinkPolicy policy) {
        return StaticFilesOptions.builder().symlinkPolicy(policy);
    }

    @ParameterizedTest
    @CsvSource({
        "real/a.txt, 200, 200, 200",
        "relative.txt, 200, 200, 404",
        "absolute.txt, 200, 200, 404",
        "folder/a.txt, 200, 200, 404",
        "folder/, 200, 200, 404",
        "real/deep/up/a.txt, 200, 200, 404",
        "out.txt, 404, 200, 404",
        "climbs.txt, 404, 200, 404",
        "out/a.txt, 404, 200, 404",
        "chain.txt, 404, 200, 404",
        "dangling, 404, 404, 404",
        "loop, 404, 404, 404",
        "loop/a.txt, 404, 404, 404",
    })
    void aPolicyDecides(String name, int refuseEscapes, int follow, int refuse) {
        int[] expected = {refuseEscapes, follow, refuse};
        for (SymlinkPolicy policy : SymlinkPolicy.values()) {
            try (FileServer files = FileServer.serving(root, policy(policy))) {
                files.get(name).expectStatus(expected[policy.ordinal()]);
                files.ask("HEAD", name).expectStatus(expected[policy.ordinal()]);
            }
        }
    }

    @Test
    void aSiblingDoesNotLeadOutEither() {
        try (FileServer files = FileServer.serving(root)) {
            files.get("real/a.txt", "accept-encoding: gzip").expectBody("inside");
        }
        try (FileServer files = FileServer.serving(root, policy(SymlinkPolicy.FOLLOW))) {
            files.get("real/a.txt", "accept-encoding: gzip").expectBody("outside");
        }
    }

    @ParameterizedTest
    @EnumSource(SymlinkPolicy.class)
    void theFolderItselfMayBeReachedThroughALink(SymlinkPolicy policy) throws IOException {
        Path alias = Files.createSymbolicLink(parent.resolve("alias"), root);
        try (FileServer files = FileServer.serving(alias, policy(policy))) {
            files.get("real/a.txt").expectStatus(200).expectBody("inside");
        }
    }

    /// What was found out about a path is remembered for a day here, and still nothing escapes.
    @Test
    void aFolderOrFileThatBecomesALinkLeadsNowhere() throws IOException {
        StaticFilesOptions.Builder remembering =
                policy(SymlinkPolicy.REFUSE_ESCAPES).cacheTtl(Duration.ofDays(1));
        try (FileServer files = FileServer.serving(root, remembering)) {
            files.get("real/a.txt").expectStatus(200).expectBody("inside");
            Files.move(root.resolve("real"), root.resolve("moved"));
            link("real", parent.resolve("outside"));
            files.get("real/a.txt").expectStatus(404);
            Files.delete(root.resolve("real"));
            Files.move(root.resolve("moved"), root.resolve("real"));
            files.get("real/a.txt").expectStatus(200).expectBody("inside");
            Files.delete(root.resolve("real/a.txt"));
            link("real/a.txt", parent.resolve("outside/a.txt"));
            files.get("real/a.txt").expectStatus(404);
        }
    }

    /// A folder that is exchanged with a link to the outside again and again: every answer is the
    /// inside or nothing.
    @Test
    void aRaceAgainstALinkIsNeverWonByASingleExchange() throws Exception {
        Path real = root.resolve("real");
        Path hidden = parent.resolve("hidden");
        StaticFilesOptions.Builder forgetting =
                policy(SymlinkPolicy.REFUSE_ESCAPES).cacheTtl(Duration.ZERO);
        try (FileServer files = FileServer.serving(root, forgetting)) {
            for (int i = 0; i < 200; i++) {
                Thread exchange =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        Files.move(real, hidden);
                                        Files.createSymbolicLink(real, parent.resolve("outside"));
                                    } catch (IOException e) {
                                        throw new AssertionError(e);
                                    }
                                });
                var answer = files.get("real/a.txt");
                if (answer.status() == 200) {
                    answer.expectBody("inside");
                } else {
                    answer.expectStatus(404);
                }
                exchange.join();
                files.get("real/a.txt").expectStatus(404);
                Files.delete(real);
                Files.move(hidden, real);
            }
        }
    }
}
