package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `serve --config`, and what SIGHUP and `--watch` do to it.
final class ReloadTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final int SWAPS = 20;
    private static final int CLIENTS = 4;

    @TempDir private Path folder;

    private Path config;

    private void configure(String text) throws IOException {
        config = folder.resolve("roadrunner.yaml");
        Path beside = Files.writeString(folder.resolve("beside"), text);
        Files.move(
                beside,
                config,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private ChildProcess serve(String... more) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--config", config.toString()));
        arguments.addAll(List.of(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    private static String saying(String body) {
        return "listeners: {web: {routes: [{path: /, respond: {body: " + body + "}}]}}\n";
    }

    private static void reload(ChildProcess program, String answer) {
        program.signal("HUP");
        program.awaitOutput(answer);
    }

    @Test
    void aFileIsServedWithAllThatItSays() throws IOException {
        Files.writeString(folder.resolve("page.txt"), "page");
        Files.writeString(folder.resolve("index.html"), "index");
        configure(
                """
                listeners:
                  web:
                    address: 127.0.0.1:1
                    http1: {max_request_line: 40}
                    middlewares: [{headers: {set: {x-all: "1"}}}]
                    routes:
                      - path: /files/*path
                        static: {dir: ., cache_control: max-age=60}
                        middlewares: [{headers: {set: {x-files: "2"}}}]
                      - {path: /old, redirect: {to: /new, status: 308}}
                      - {path: /say, methods: [GET], respond: {status: 201, body: hi}}
                """);
        try (ChildProcess program = serve();
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /files/page.txt HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(200)
                    .expectHeader("cache-control", "max-age=60")
                    .expectHeader("x-all", "1")
                    .expectHeader("x-files", "2")
                    .expectBody("page");
            wire.send("GET /files/none.txt HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(404)
                    .expectNoHeader("cache-control");
            wire.send("GET /files HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(301)
                    .expectHeader("location", "/files/");
            wire.send("GET /files/../roadrunner.yaml HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(404);
            wire.send("GET /old HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(308)
                    .expectHeader("location", "/new");
            wire.send("GET /say HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(201)
                    .expectBody("hi");
            wire.send("PUT /say HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n")
                    .readResponse()
                    .expectStatus(405);
            wire.send("GET /none HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(404)
                    .expectHeader("x-all", "1");
            wire.send("GET /" + "a".repeat(40) + " HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(414);
        }
    }

    @Test
    void anotherFileTakesEffectOnTheSameConnection() throws IOException {
        configure(saying("one"));
        try (ChildProcess program = serve();
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("one");
            configure(
                    saying("two")
                            .replace("routes", "middlewares: [{headers: {set: {m: n}}}], routes"));

            reload(program, "reloaded: generation 2");

            wire.send(GET).readResponse().expectBody("two").expectHeader("m", "n");
        }
    }

    @Test
    void aFileThatIsWrongIsRefusedAndTheOldOneServes() throws IOException {
        configure(saying("one"));
        try (ChildProcess program = serve();
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("one");
            configure("listeners: {web: {max_cleints: 5, routes: [{path: x, respond: {}}]}}");

            reload(program, "reload refused, nothing has changed:");
            program.awaitOutput(config + ":1:19: listeners.web.max_cleints");
            program.awaitOutput("listeners.web.routes.path = x");
            wire.send(GET).readResponse().expectBody("one");

            configure(saying("three"));
            reload(program, "reloaded: generation 2");
            wire.send(GET).readResponse().expectBody("three");
        }
    }

    @Test
    void limitsThatAreMarkedChangeAndOthersNeedARestart() throws IOException {
        configure(saying("one"));
        try (ChildProcess program = serve();
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("one");
            configure(saying("two").replace("routes", "max_clients: 7, num_acceptors: 2, routes"));
            reload(
                    program,
                    "the server has to be restarted to change listeners.web.max_clients,"
                            + " listeners.web.num_acceptors");
            wire.send(GET).readResponse().expectBody("one");

            configure(saying("two").replace("routes", "max_clients_per_ip: 1, routes"));
            reload(program, "reloaded: generation 2");
            wire.send(GET).readResponse().expectBody("two");
            try (Wire second = Wire.connect(Program.port(program))) {
                second.expectClosed();
            }
        }
    }

    @Test
    void listenersComeAndGo() throws IOException {
        String admin = ", admin: {port: 0, routes: [{path: /, respond: {body: admin}}]}}";
        configure(saying("one"));
        try (ChildProcess program = serve("--set=listeners.web.port=0")) {
            int port = Program.port(program);
            configure(saying("two").replace("}}]}}", "}}]}" + admin));
            reload(program, "say of which listener");
        }
        configure(saying("one").replace("web: {", "web: {port: 0, "));
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString())) {
            int port = Program.port(program);
            try (Wire wire = Wire.connect(port)) {
                wire.send(GET).readResponse().expectBody("one");
                configure(saying("two").replace("web: {", "next: {port: " + port + ", "));
                reload(program, "is in use already");
                wire.send(GET).readResponse().expectBody("one");

                configure(saying("two").replace("web: {", "next: {port: 0, "));
                reload(program, "reloaded: generation 2");
                wire.expectClosed();
                assertFalse(Wire.canConnect(new InetSocketAddress("127.0.0.1", port)));
            }
            program.signal("TERM");
            assertEquals(0, program.awaitExit(Duration.ofSeconds(4)));
        }
    }

    @Test
    void aListenerThatIsGoneServesItsApplicationUntilItHasDrained() throws IOException {
        Files.copy(AppJar.buildOne(folder, version(1), ""), folder.resolve("my.jar"));
        configure(
                "listeners: {web: {port: 0, drain_delay: 3s,"
                        + " routes: [{path: /*rest, app: my.jar}]}}");
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("v1");
            configure(saying("two").replace("web: {", "next: {port: 0, "));

            reload(program, "reloaded: generation 2");

            Await.until(
                    "an answer says close, and so the drain has begun",
                    () -> {
                        WireResponse response = wire.send(GET).readResponse();
                        response.expectStatus(200).expectBody("v1");
                        return response.header("connection") != null;
                    });
        }
    }

    @Test
    void changedFilesAreNoticedWhenWatched() throws IOException {
        configure(saying("one"));
        try (ChildProcess program = serve("--watch");
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("one");
            configure("listeners: {web: {rou");
            program.awaitOutput("reload refused, nothing has changed:");
            wire.send(GET).readResponse().expectBody("one");

            configure(saying("two"));
            program.awaitOutput("reloaded: generation 2");

            wire.send(GET).readResponse().expectBody("two");
        }
    }

    private static String version(int number) {
        return "return Routes.builder().get(\"/\", r -> Responses.text(200, \"v"
                + number
                + "\")).build();";
    }

    @Test
    void aWatchedJarThatIsBrokenIsRefusedAndTheNextOneServed() throws IOException {
        Path jar = folder.resolve("my.jar");
        Files.copy(AppJar.buildOne(folder, version(1), ""), jar);
        try (ChildProcess program = Program.start("serve", "--watch", "--app", jar.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("v1");
            Files.writeString(jar, "half a jar");
            program.awaitOutput("my.jar cannot be read");
            wire.send(GET).readResponse().expectBody("v1");

            AppJar.replace(jar, AppJar.buildOne(folder, version(2), ""));
            program.awaitOutput("reloaded: generation 2");

            wire.send(GET).readResponse().expectBody("v2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJarThatOnlyARefusedFileNamesIsWatchedToo(boolean there) throws IOException {
        Path jar = folder.resolve("new.jar");
        configure(saying("one"));
        try (ChildProcess program = serve("--watch");
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("one");
            if (there) {
                Files.writeString(jar, "half a jar");
            }
            configure("listeners: {web: {routes: [{path: /*rest, app: new.jar}]}}");
            program.awaitOutput(there ? "new.jar cannot be read" : "new.jar: is not a file");

            AppJar.replace(jar, AppJar.buildOne(folder, version(1), ""));
            program.awaitOutput("reloaded: generation 2");

            wire.send(GET).readResponse().expectBody("v1");
        }
    }

    @Test
    void theEnvironmentOfTheProcessCounts() throws IOException {
        Map<String, String> environment =
                Map.of(
                        "ROADRUNNER_LISTENERS_WEB_HTTP1_MAX_REQUEST_LINE", "20",
                        "ROADRUNNER_SERVICE_PORT", "80");
        try (ChildProcess program = Program.start(environment, "serve", folder.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send("GET /aaaaaaaaaa HTTP/1.1\r\nhost: a\r\n\r\n")
                    .readResponse()
                    .expectStatus(414);
            program.awaitOutput("ROADRUNNER_SERVICE_PORT stands for no option and is ignored");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfAnApplicationStaysOnTheDiskHoweverTheServerEnds(boolean drained)
            throws IOException {
        Path jar =
                AppJar.buildOne(
                        folder,
                        "return Routes.builder().get(\"/\", r -> Responses.text(200, \"a\"))"
                                + ".get(\"/hang\", r -> { new java.util.concurrent"
                                + ".CountDownLatch(1).await(); return null; }).build();",
                        "");
        Path copies = Files.createDirectory(folder.resolve("copies"));
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + copies);
        String[] arguments = {"serve", "--app", jar.toString(), "--drain-timeout=1m"};
        try (ChildProcess program = Program.start(environment, arguments);
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(GET).readResponse().expectBody("a");
            assertEquals(1, entries(copies));
            reload(program, "reloaded: generation 2");
            if (!drained) {
                wire.send("GET /hang HTTP/1.1\r\nhost: a\r\n\r\n");
                try (Wire probe = Wire.connect(Program.port(program))) {
                    probe.send(GET).readResponse().expectBody("a");
                }
                program.signal("TERM");
                program.awaitOutput("draining: ");
            }
            program.signal("TERM");
            assertEquals(drained ? 0 : 1, program.awaitExit(Duration.ofSeconds(5)));
        }
        assertEquals(0, entries(copies));
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    /// The first request after each swap gets the new answer, and no request of anybody fails.
    @Test
    void anApplicationIsReplacedManyTimesUnderLoadAndNoRequestFails() throws Exception {
        Path jar = folder.resolve("my.jar");
        Path[] versions = {
            AppJar.buildOne(folder, version(1), ""), AppJar.buildOne(folder, version(2), "")
        };
        Files.copy(versions[0], jar);
        configure("listeners: {web: {routes: [{path: /*rest, app: my.jar}]}}");
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        try (ChildProcess program = serve();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Wire probe = Wire.connect(Program.port(program))) {
            int port = Program.port(program);
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> hammer(port, over, answers)));
            }
            for (int swap = 1; swap <= SWAPS; swap++) {
                AppJar.replace(jar, versions[swap % 2]);
                reload(program, "reloaded: generation " + (swap + 1) + "\n");
                probe.send(GET).readResponse().expectStatus(200).expectBody("v" + (swap % 2 + 1));
                long before = answers.get();
                Await.until("clients are served", () -> answers.get() > before + 50);
            }
            over.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
            program.signal("TERM");
            assertEquals(0, program.awaitExit(Duration.ofSeconds(5)), program.stderr());
            assertEquals("", program.stderr());
        }
    }

    private static void hammer(int port, AtomicBoolean over, AtomicLong answers) {
        while (!over.get()) {
            try (Wire wire = Wire.connect(port)) {
                for (int i = 0; i < 500 && !over.get(); i++) {
                    String body = wire.send(GET).readResponse().expectStatus(200).text();
                    assertTrue(body.equals("v1") || body.equals("v2"), body);
                    answers.incrementAndGet();
                }
            }
        }
    }
}
