package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Response;
import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.app.Application;
import io.roadrunner.standalone.app.InvalidApplicationException;
import io.roadrunner.standalone.app.JarCopies;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions of an application, one after the other in a listener that serves: which requests run
/// which code, and that nothing of an old version stays.
final class ApplicationReplacementTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

    @TempDir private Path folder;

    @TempDir private Path copied;

    private JarCopies copies;

    @BeforeEach
    void makeCopiesWhereTheyAreCounted() {
        copies = new JarCopies(copied);
    }

    @AfterEach
    void closingThemLeavesNothing() throws IOException {
        copies.close();
        try (Stream<Path> files = Files.list(copied)) {
            assertEquals(0, files.count());
        }
    }

    private Application load(String body, String members) throws InvalidApplicationException {
        return Application.load(AppJar.buildOne(folder, body, members), copies);
    }

    private Application version(int number) throws InvalidApplicationException {
        return load(
                "return Routes.builder().get(\"/\", r -> text()).build();",
                "static Response text() { return Responses.text(200, Late.TEXT); }"
                        + " static final class Late { static final String TEXT ="
                        + " new StringBuilder(\"v%d\").toString(); }".formatted(number));
    }

    private static Routes table(Application application) {
        Routes.Builder table = Routes.builder();
        application.mount(table, "/", List.of());
        return table.build();
    }

    private static void replace(TestServer server, Application old, Application next) {
        server.listener().reloadRoutes(table(next));
        old.retire(next);
    }

    /// Files, not counting the folder of all.
    private long copiesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(copied)) {
            return files.filter(file -> file.toString().endsWith(".jar")).count();
        }
    }

    @Test
    void anOldVersionIsClosedAndCollected() throws Exception {
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        AtomicReference<PhantomReference<ClassLoader>> first = new AtomicReference<>();
        Middleware spy =
                (request, next) -> {
                    Response response = next.handle(request);
                    if (first.get() == null && response instanceof Response.Streaming streaming) {
                        ClassLoader loader = streaming.body().getClass().getClassLoader();
                        first.set(new PhantomReference<>(loader, queue));
                    }
                    return response;
                };
        Path closed = folder.resolve("closed");
        System.setProperty("app.closed", closed.toString());
        try (TestServer server = started(spy);
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectStatus(200).expectBody("streamed");
            assertNotNull(first.get());

            server.listener().reloadRoutes(Routes.builder().build());
            current.getAndSet(null).retire(null);

            Await.until("the provider is closed", () -> Files.exists(closed));
            // On the same connection, whose thread ran the old code.
            wire.send(GET).readResponse().expectStatus(404);
            Await.until(
                    "the class loader is collected",
                    Duration.ofSeconds(20),
                    () -> {
                        System.gc();
                        return queue.poll() != null;
                    });
            assertEquals("x", Files.readString(closed));
            assertEquals(0, copiesLeft());
        } finally {
            System.clearProperty("app.closed");
        }
    }

    /// What the server of [#started] serves; nothing else in the test refers to it.
    private final AtomicReference<Application> current = new AtomicReference<>();

    private TestServer started(Middleware spy) throws InvalidApplicationException {
        Application application =
                load(
                        "return Routes.builder().get(\"/\", r -> stream()).build();",
                        "static Response stream() { return Responses.streaming(200,"
                                + " Headers.empty(), push -> { push.send(\"streamed\");"
                                + " return Headers.empty(); }); }");
        current.set(application);
        return TestServer.start(
                options -> options.routes(table(application)).middlewares(List.of(spy)));
    }

    @Test
    void aStreamFinishesOnTheOldCodeWhichIsClosedOnlyThen() throws Exception {
        Path closed = folder.resolve("closed");
        System.setProperty("app.closed", closed.toString());
        Application old =
                load(
                        """
                        return Routes.builder().get("/", r -> Responses.loop(200, Headers.empty(),
                            subscribe(r), Provider::next)).build();
                        """,
                        """
                        static int subscribe(Request r) {
                            Thread.ofVirtual().start(() -> {
                                while (!Boolean.getBoolean("app.go")) { Thread.yield(); }
                                r.mailbox().send("go");
                            });
                            return 0;
                        }
                        static LoopHandler.Next<Integer> next(Object message, Push push, Integer s)
                                throws Exception {
                            push.send(Late.TEXT);
                            return LoopHandler.Next.stop();
                        }
                        /** Loaded only when the message comes, long after the reload. */
                        static final class Late {
                            static final String TEXT = new StringBuilder("old").toString();
                        }
                        """);
        try (TestServer server = TestServer.start(table(old));
                Wire stream = server.connect();
                Wire other = server.connect()) {
            stream.send(GET).readHead();
            Application next = version(2);

            replace(server, old, next);

            other.send(GET).readResponse().expectBody("v2");
            assertFalse(Files.exists(closed));
            System.setProperty("app.go", "true");
            stream.expectChunk("old").expectChunk("");
            Await.until("the old version is closed", () -> Files.exists(closed));
            other.send(GET).readResponse().expectBody("v2");
        } finally {
            System.clearProperty("app.go");
            System.clearProperty("app.closed");
        }
    }

    /// A middleware around the routes may take its time: the route is found before.
    private static TestServer startReadingFirst(Routes routes) {
        Middleware reading =
                (request, next) -> {
                    request.body();
                    return next.handle(request);
                };
        return TestServer.start(options -> options.routes(routes).middlewares(reading));
    }

    @Test
    void aRequestThatComesTooLateForTheOldCodeIsServedByTheNew() throws Exception {
        String route = "return Routes.builder().post(\"/:a\", r -> Responses.text(200, ";
        Application one = load(route + "\"one \" + r.binding(\"a\"))).build();", "");
        Application two =
                load(
                        "return Routes.builder().post(\"/:b\", r -> Responses.text(200, "
                                + "\"two \" + r.binding(\"b\"))).build();",
                        "");
        Application three = load(route + "\"three \" + r.binding(\"a\"))).build();", "");
        try (TestServer server = startReadingFirst(table(one));
                Wire slow = server.connect();
                Wire probe = server.connect()) {
            slow.send("POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n1");
            probe.send("POST /y HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n");
            probe.readResponse().expectBody("one y");
            Await.until("both were read", () -> server.listener().info().requestsServed() == 2);

            replace(server, one, two);
            replace(server, two, three);

            slow.send("2").readResponse().expectStatus(200).expectBody("three x");
        }
    }

    @Test
    void whereNothingServesAnyMoreALateRequestIsNotFound() throws Exception {
        Application one =
                load(
                        "return Routes.builder().post(\"/:a\", r -> Responses.text(200, \"one\"))"
                                + ".build();",
                        "");
        try (TestServer server = startReadingFirst(table(one));
                Wire slow = server.connect()) {
            slow.send("POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n1");
            Await.until("it was read", () -> server.listener().info().requestsServed() == 1);

            server.listener().reloadRoutes(Routes.builder().build());
            one.retire(null);

            slow.send("2").readResponse().expectStatus(404);
        }
    }

    @Test
    void theContextClassLoaderIsTheApplicationsOnlyInside() throws Exception {
        Application application =
                load(
                        "return Routes.builder().get(\"/\", r -> {"
                                + " boolean own = Thread.currentThread().getContextClassLoader()"
                                + " == Provider.class.getClassLoader();"
                                + " return Responses.text(200, String.valueOf(own)); }).build();",
                        "");
        AtomicReference<ClassLoader> after = new AtomicReference<>();
        Middleware spy =
                (request, next) -> {
                    Response response = next.handle(request);
                    after.set(Thread.currentThread().getContextClassLoader());
                    return response;
                };
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        try (TestServer server =
                        TestServer.start(options ->
                                options.routes(table(application)).middlewares(List.of(spy)));
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectBody("true");
            assertEquals(mine, Thread.currentThread().getContextClassLoader());
            assertFalse(after.get().getClass().getName().contains("URLClassLoader"));
        }
    }

    @Test
    void aBrokenJarLeavesNothingBehind() throws Exception {
        Path noJar = Files.write(folder.resolve("a.jar"), new byte[] {1, 2, 3});
        Path throwing = AppJar.buildOne(folder, "throw new StackOverflowError();", "");
        Path nothing = AppJar.buildOne(folder, "return null;", "");
        byte[] whole = Files.readAllBytes(AppJar.build(folder, "return null;", null));
        Path half = folder.resolve("half.jar");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));

        assertRefused(folder.resolve("gone.jar"), "is not a file");
        assertRefused(noJar, "cannot be read");
        assertRefused(half, "cannot be read");
        assertRefused(throwing, "cannot be started: java.lang.StackOverflowError");
        assertRefused(nothing, "returns no routes");
        assertRefused(AppJar.build(folder, "return null;", null), "has no");
        assertRefused(
                AppJar.build(folder, "return null;", "app.Provider\napp.Second\n"),
                "has 2 providers");
        assertEquals(0, copiesLeft());
    }

    private void assertRefused(Path jar, String reason) {
        InvalidApplicationException refused =
                assertThrows(
                        InvalidApplicationException.class, () -> Application.load(jar, copies));
        assertTrue(refused.text().contains(reason), refused.text());
        assertNull(refused.getCause());
    }

    @Test
    void theFileCanBeOverwrittenInPlaceWhileItsCodeRuns() throws Exception {
        Path jar =
                AppJar.buildOne(
                        folder,
                        "return Routes.builder().get(\"/\", r -> Late.answer())" + ".build();",
                        "static final class Late { static Response answer() {"
                                + " return Responses.text(200, \"late\"); } }");
        Application application = Application.load(jar, copies);
        try (TestServer server = TestServer.start(table(application));
                Wire wire = server.connect()) {
            Files.write(jar, "not a jar any more".getBytes(StandardCharsets.UTF_8));

            wire.send(GET).readResponse().expectStatus(200).expectBody("late");
            assertEquals(1, copiesLeft());
        }
    }
}
