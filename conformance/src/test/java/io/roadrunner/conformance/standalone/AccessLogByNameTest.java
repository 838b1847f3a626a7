package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The access log that a configuration names: where its lines go, and that no reload and no end
/// loses one or leaves something open.
final class AccessLogByNameTest {
    private static final String THREAD = "roadrunner/acce";
    private static final int RELOADS = 10;
    private static final int CLIENTS = 4;

    @TempDir private Path folder;

    private Path write(String middlewares, String more) throws IOException {
        return Files.writeString(
                folder.resolve("roadrunner.yaml"),
                """
                listeners:
                  web:
                    port: 0
                    middlewares: [%s]
                    routes: [{path: /, respond: {body: hi}}%s]
                """
                        .formatted(middlewares, more));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n";
    }

    /// What was asked for, line by line; empty without the file.
    private List<String> targets(String file) {
        try {
            Path log = folder.resolve(file);
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return lines.stream().map(line -> line.split(" ", -1)[6]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long open(ChildProcess program, Path file) {
        return count(
                Path.of("/proc", program.pid() + "", "fd"),
                each -> Files.readSymbolicLink(each).equals(file));
    }

    private static long writers(ChildProcess program) {
        return count(
                Path.of("/proc", program.pid() + "", "task"),
                each -> Files.readString(each.resolve("comm")).startsWith(THREAD));
    }

    private interface Look {
        boolean at(Path entry) throws IOException;
    }

    private static long count(Path directory, Look look) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(
                            entry -> {
                                try {
                                    return look.at(entry);
                                } catch (IOException _) {
                                    return false; // gone meanwhile
                                }
                            })
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reload(ChildProcess program, String answer) {
        program.signal("HUP");
        program.awaitOutput(answer);
    }

    @Test
    void everyAnswerHasALineInTheFileAndTheEndOfTheServerLosesNone() throws IOException {
        Path config = write("{access_log: {file: a.log, format: json}}", "");
        Files.writeString(folder.resolve("a.log"), "before\n");
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            for (int i = 0; i < 50; i++) {
                wire.send(get("/")).readResponse().expectStatus(200);
            }
            wire.send(get("/none")).readResponse().expectStatus(404);
            program.signal("TERM");
            assertEquals(0, program.awaitExit(Duration.ofSeconds(10)), program.stderr());
        }
        List<String> lines = Files.readAllLines(folder.resolve("a.log"));
        assertEquals(52, lines.size());
        assertEquals("before", lines.getFirst());
        assertTrue(lines.getLast().contains("\"target\":\"/none\""), lines.getLast());
        assertTrue(lines.getLast().contains("\"status\":404"), lines.getLast());
    }

    @Test
    void withoutAFileTheLinesGoToTheStandardOutput() throws IOException {
        Path config = write("access_log", "");
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(get("/?a=b")).readResponse().expectStatus(200);
            program.awaitOutput("\"GET /?a=b HTTP/1.1\" 200 2 \"-\" \"-\"\n");
        }
    }

    @Test
    void aReloadOpensTheFileAnewAndTheOldOneEndsBehindItsLastRequest() throws IOException {
        Path config = write("{access_log: {file: a.log}}", "");
        Path old = folder.toRealPath().resolve("old.log");
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                Wire slow = Wire.connect(Program.port(program));
                Wire wire = Wire.connect(Program.port(program))) {
            slow.send(
                    "POST /?slow HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\nexpect: 100-continue"
                            + "\r\n\r\n");
            slow.readInterim().expectStatus(100);
            wire.send(get("/first")).readResponse();
            Await.until("the first line", () -> targets("a.log").equals(List.of("/first")));
            Files.move(folder.resolve("a.log"), old);

            reload(program, "reloaded: generation 2");

            wire.send(get("/second")).readResponse();
            Await.until("a new file", () -> targets("a.log").equals(List.of("/second")));
            assertEquals(1, open(program, old), "a request is inside");
            slow.send("x").readResponse();
            Await.until(
                    "the last line of the old file",
                    () -> targets("old.log").equals(List.of("/first", "/?slow")));
            Await.until("the old one is closed", () -> open(program, old) == 0);
            Await.until("its thread has ended", () -> writers(program) == 1);
        }
    }

    @Test
    void aRefusedReloadLeavesTheOldLogAloneAndNothingBehind() throws IOException {
        Path config = write("{access_log: {file: a.log}}", "");
        Path other = folder.toRealPath().resolve("other.log");
        Files.writeString(folder.resolve("my.jar"), "no jar");
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(get("/")).readResponse().expectStatus(200);
            write("{access_log: {file: other.log}}", ", {path: /app, app: my.jar}");
            reload(program, "my.jar cannot be read");
            write("{access_log: {file: other.log}}, {access_log: {file: /proc/none}}", "");
            reload(program, "the access log /proc/none cannot be opened");
            // Refused when everything is open already.
            write("{access_log: {file: other.log}}", "");
            Files.writeString(
                    config,
                    Files.readString(config)
                            + "  next: {address: \"127.0.0.1:"
                            + Program.port(program)
                            + "\"}\n");
            reload(program, "is in use already");

            wire.send(get("/again")).readResponse();
            Await.until("logged", () -> targets("a.log").equals(List.of("/", "/again")));
            Await.until("nothing is open", () -> open(program, other) == 0);
            Await.until("no thread is left", () -> writers(program) == 1);
        }
    }

    @Test
    void aCheckOpensNothingAndNamesAFolderThatIsNotThere() throws IOException {
        Path config = write("{access_log: {file: a.log}}", "");
        assertEquals(0, Program.run("check-config", config.toString()).exitCode());
        assertFalse(Files.exists(folder.resolve("a.log")));
    }

    @Test
    void manyReloadsUnderLoadLoseNoLine() throws Exception {
        Path config = write("{access_log: {file: a.log, capacity: 100000}}", "");
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = Program.port(program);
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> hammer(port, over, answers)));
            }
            for (int i = 1; i <= RELOADS; i++) {
                long before = answers.get();
                Await.until("clients are served", () -> answers.get() > before + 50);
                Files.move(folder.resolve("a.log"), folder.resolve(i + ".log"));
                reload(program, "reloaded: generation " + (i + 1) + "\n");
            }
            over.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
            program.signal("TERM");
            assertEquals(0, program.awaitExit(Duration.ofSeconds(10)), program.stderr());
            assertEquals("", program.stderr());
        }
        long lines = targets("a.log").size();
        for (int i = 1; i <= RELOADS; i++) {
            lines += targets(i + ".log").size();
        }
        assertEquals(answers.get(), lines);
    }

    private static void hammer(int port, AtomicBoolean over, AtomicLong answers) {
        try (Wire wire = Wire.connect(port)) {
            while (!over.get() && answers.get() < 100_000) {
                wire.send(get("/x")).readResponse();
                if (answers.incrementAndGet() % 900 == 0) {
                    return; // before the server ends the connection itself
                }
            }
        }
    }
}
