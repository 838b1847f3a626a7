package io.roadrunner.conformance.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.roadrunner.files.StaticFiles;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.SetCookie;
import io.roadrunner.middleware.Compression;
import io.roadrunner.middleware.EntityTag;
import io.roadrunner.middleware.SecurityHeaders;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One table of routes, asked in every way: status, fields, content, trailers and what is interim
/// are the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswersTest {
    private static final int LARGE = 1_500_000;

    private final Map<Way, WayServer> servers = new EnumMap<>(Way.class);
    private final Path folder;

    SameAnswersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void start() throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("large.bin"), "0123456789".repeat(LARGE / 10));
        Files.writeString(files.resolve("page.html"), "<p>" + "page ".repeat(500));
        Files.setLastModifiedTime(
                files.resolve("page.html"), FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        Files.setLastModifiedTime(
                files.resolve("large.bin"), FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        Routes routes = routes(files);
        for (Way way : Way.values()) {
            servers.put(
                    way,
                    WayServer.start(
                            way, folder, options -> options.routes(routes).maxContentLength(1000)));
        }
    }

    @AfterAll
    void stop() {
        servers.values().forEach(WayServer::close);
    }

    private static Routes routes(Path files) {
        Routes.Builder routes = Routes.builder();
        shapes(routes, files);
        questions(routes);
        routes.route(
                Route.of("/pressed", _ -> Responses.text(200, "again ".repeat(1000)))
                        .withMiddleware(Compression.standard()));
        routes.route(
                Route.of("/tagged", _ -> Responses.text(200, "tagged"))
                        .withMiddleware(EntityTag.standard()));
        return routes.route(Route.of("/files/*path", StaticFiles.of(files))).build();
    }

    private static void shapes(Routes.Builder routes, Path files) {
        Headers plain = Headers.of("content-type", "text/plain", "x-two", "1", "x-two", "2");
        routes.any("/text", _ -> Responses.text(200, "hello"));
        routes.any("/empty", _ -> Responses.text(200, ""));
        routes.any("/none", _ -> Responses.noContent());
        routes.any("/same", _ -> Responses.status(304, Headers.of("etag", "\"a\"")));
        routes.any("/moved", _ -> Responses.redirect(303, "/text"));
        routes.any("/bytes", _ -> Responses.body(201, "x/y", new byte[LARGE]));
        routes.any("/stream", _ -> streaming(plain));
        routes.any("/announced", _ -> streaming(plain.with("content-length", "6")));
        routes.any("/nothing", _ -> Responses.streaming(200, plain, _ -> Headers.empty()));
        routes.any(
                "/long",
                _ ->
                        Responses.streaming(
                                200,
                                plain,
                                push -> {
                                    push.send("x".repeat(LARGE));
                                    push.send("y");
                                    return Headers.empty();
                                }));
        routes.any(
                "/trailers",
                _ ->
                        Responses.streaming(
                                200,
                                plain,
                                push -> {
                                    push.send("summed");
                                    return Headers.of("x-sum", "6", "x-more", "7");
                                }));
        routes.any("/loop", SameAnswersTest::loop);
        routes.any("/events", SameAnswersTest::events);
        routes.any(
                "/file",
                request -> Responses.sendFile(request, 200, plain, files.resolve("large.bin")));
        routes.any(
                "/hints",
                request -> {
                    request.sendInterim(103, Headers.of("link", "</a.css>; rel=preload"));
                    request.sendInterim(102, Headers.empty());
                    return Responses.text(200, "hinted");
                });
    }

    private static void questions(Routes.Builder routes) {
        routes.post("/echo", request -> Responses.body(200, "x/y", request.readBody()));
        routes.post("/trailed", SameAnswersTest::trailed);
        routes.post(
                "/form",
                request ->
                        Responses.text(200, request.form().first("a") + request.form().all("b")));
        routes.get("/cookies", SameAnswersTest::cookies);
        routes.get(
                "/query",
                request ->
                        Responses.text(
                                200, request.query() + " " + request.queryParameters().all("a")));
        routes.get("/bound/:name", request -> Responses.text(200, request.binding("name")));
        routes.get("/field", request -> Responses.text(200, request.headers().all("x-a") + ""));
        routes.get("/host", request -> Responses.text(200, request.host()));
        routes.get("/only", _ -> Responses.noContent());
        routes.get(
                "/throws",
                _ -> {
                    throw new IllegalStateException("mine");
                });
        routes.get(
                "/early",
                _ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                _ -> {
                                    throw new IllegalStateException("before the first byte");
                                }));
        routes.get("/wrong", _ -> streaming(Headers.of("content-length", "2")));
        routes.get("/upgrade", _ -> Responses.upgrade("websocket", _ -> {}));
        routes.get("/protected", SameAnswersTest::guarded);
    }

    private static Response guarded(Request request) throws Exception {
        Handler inner = _ -> Responses.text(200, "guarded");
        return SecurityHeaders.standard().call(request, inner);
    }

    private static Response streaming(Headers headers) {
        return Responses.streaming(
                200,
                headers,
                push -> {
                    push.send("one");
                    push.send("");
                    push.send("two");
                    return Headers.empty();
                });
    }

    private static Response loop(Request request) {
        for (String message : List.of("a", "b", "c")) {
            request.mailbox().send(message);
        }
        return Responses.loop(
                200,
                Headers.of("x-loop", "1"),
                0,
                (message, push, count) -> {
                    push.send(message + "" + count);
                    return count == 2 ? Next.stop() : Next.next(count + 1);
                });
    }

    private static Response events(Request request) {
        request.mailbox().send("one");
        return Responses.eventStream(
                0,
                (message, push, _) -> {
                    push.send("data: " + message + "\n\n");
                    return Next.stop();
                });
    }

    private static Response trailed(Request request) throws IOException {
        String content = request.readBody().length + " ";
        return Responses.text(200, content + request.trailers().toList());
    }

    private static Response cookies(Request request) {
        List<String> seen =
                request.cookies().stream().map(c -> c.name() + '>' + c.value()).toList();
        return Responses.withCookie(
                Responses.text(200, seen.toString()), SetCookie.builder("c", "3").build());
    }

    static Stream<Arguments> shapes() {
        String two = "onetwo";
        return Stream.of(
                arguments("/text", 200, "hello"),
                arguments("/empty", 200, ""),
                arguments("/none", 204, ""),
                arguments("/same", 304, ""),
                arguments("/moved", 303, ""),
                arguments("/bytes", 201, "\0".repeat(LARGE)),
                arguments("/stream", 200, two),
                arguments("/announced", 200, two),
                arguments("/nothing", 200, ""),
                arguments("/long", 200, "x".repeat(LARGE) + "y"),
                arguments("/trailers", 200, "summed"),
                arguments("/loop", 200, "a0b1c2"),
                arguments("/events", 200, "data: one\n\n"),
                arguments("/file", 200, "0123456789".repeat(LARGE / 10)),
                arguments("/hints", 200, "hinted"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void everyShapeOfAnswerIsTheSame(String path, int status, String content) {
        assertSame(Ask.get(path), status, content);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void withoutContentItIsTheSameToo(String path, int status) {
        assertSame(Ask.of("HEAD", path), status, "");
    }

    static Stream<Arguments> questions() {
        Ask form = Ask.post("/form").with("content-type", "application/x-www-form-urlencoded");
        return Stream.of(
                arguments(Ask.get("/nowhere"), 404),
                arguments(Ask.of("DELETE", "/only"), 405),
                arguments(Ask.of("OPTIONS", "/only"), 405),
                arguments(Ask.of("OPTIONS", "*"), 204),
                arguments(Ask.of("BREW", "/text"), 200),
                arguments(Ask.get("/throws"), 500),
                arguments(Ask.get("/early"), 500),
                arguments(Ask.get("/wrong"), 500),
                arguments(Ask.get("/upgrade"), 501),
                arguments(Ask.get("/protected"), 200),
                arguments(Ask.get("/query?a=1&b=%20&a=%C3%A9"), 200),
                arguments(Ask.get("/bound/%41%20b"), 200),
                arguments(Ask.get("/bound/a%2Fb"), 200),
                arguments(Ask.get("/field").with("x-a", "1").with("x-a", "2"), 200),
                arguments(Ask.get("/host"), 200),
                arguments(Ask.get("/cookies").with("cookie", "a=1; b=2"), 200),
                arguments(Ask.get("/pressed").with("accept-encoding", "gzip"), 200),
                arguments(Ask.get("/pressed"), 200),
                arguments(Ask.get("/tagged"), 200),
                arguments(Ask.get("/tagged").with("if-none-match", "*"), 304),
                arguments(Ask.get("/files/page.html"), 200),
                arguments(Ask.of("HEAD", "/files/page.html"), 200),
                arguments(Ask.get("/files/nothing"), 404),
                arguments(Ask.get("/files/%2e%2e/HTTP2/localhost.key"), 404),
                arguments(Ask.get("/files/large.bin").with("range", "bytes=10-1000009"), 206),
                arguments(Ask.get("/files/page.html").with("range", "bytes=9999-"), 416),
                arguments(
                        Ask.get("/files/page.html")
                                .with("if-modified-since", "Tue, 14 Nov 2023 22:13:20 GMT"),
                        304),
                arguments(Ask.get("/text").with("expect", "something"), 417),
                arguments(form, 200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void everyQuestionHasTheSameAnswer(Ask ask, int status) {
        Answer first = null;
        for (Way way : Way.values()) {
            Answer answer = server(way).answerTo(ask);
            assertEquals(status, answer.status(), () -> way + ": " + answer);
            first = first == null ? answer : first;
            assertEquals(first, answer, way.name());
        }
    }

    private void assertSame(Ask ask, int status, String content) {
        Answer first = null;
        for (Way way : Way.values()) {
            Answer answer = server(way).answerTo(ask);
            assertEquals(status, answer.status(), () -> way + ": " + answer.head());
            assertEquals(content, answer.content(), way.name());
            first = first == null ? answer : first;
            assertEquals(first, answer, way.name());
        }
    }

    private WayServer server(Way way) {
        WayServer server = servers.get(way);
        if (server == null) {
            throw new AssertionError("no server for " + way);
        }
        return server;
    }
}
