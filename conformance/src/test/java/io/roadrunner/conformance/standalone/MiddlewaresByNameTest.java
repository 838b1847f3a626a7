package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.Await;
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
                max_keep_alive_requests: 1000000
                middlewares:
                  - security_headers: {frame_options: none}
                  - cors: {origins: ["https://app.example"]}
                  - request_decompression
                  - request_id: {trusted: [127.0.0.0/8]}
                routes:
                  - path: /long
                    respond: {body: "%s"}
                    middlewares: [{compression: {level: 9}}]
                  - path: /limited
                    respond: {body: few}
                    middlewares: [{rate_limit: {permits: 1, period: 1h}}]
                  - path: /tagged
                    respond: {body: same}
                    middlewares: [entity_tag]
                  - path: /held
                    respond: {body: done}
                    middlewares: [{concurrency_limit: {max_concurrent: 1}}]
                  - path: /late
                    app: late.jar
                    middlewares: [{timeout: {limit: 1ms}}]
            """
                    .formatted("long ".repeat(400));

    @TempDir private Path folder;

    private static String get(String path, String fields) {
        return "GET " + path + " HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n";
    }

    @Test
    void eachDoesItsWorkAroundTheAnswersThatItIsNamedFor() throws IOException {
        Files.copy(
                AppJar.buildOne(
                        folder,
                        "return Routes.builder().get(\"/\", r -> { new java.util.concurrent"
                                + ".CountDownLatch(1).await(); return null; }).build();",
                        ""),
                folder.resolve("late.jar"));
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
            wire.send(get("/tagged", "x-request-id: mine\r\nif-none-match: *\r\n"))
                    .readResponse()
                    .expectStatus(304)
                    .expectHeader("x-request-id", "mine");
            wire.send(get("/late", "")).readResponse().expectStatus(503);
            expectOneAtATime(wire, Program.port(program));
        }
    }

    private static void expectOneAtATime(Wire wire, int port) {
        Await.until("the slow one is inside", () -> keepsOthersOut(wire, port));
        Await.until(
                "there is room again",
                () -> wire.send(get("/held", "")).readResponse().status() == 200);
    }

    /// Who comes while the other is answered is refused itself: then both try again.
    private static boolean keepsOthersOut(Wire wire, int port) {
        try (Wire slow = Wire.connect(port)) {
            slow.send("POST /held HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\n");
            boolean refused = wire.send(get("/held", "")).readResponse().status() == 503;
            return refused && slow.send("x").readResponse().status() == 200;
        }
    }

    @Test
    void aMiddlewareIsInitialisedOnceForEachTableAlsoWithSeveralListeners() throws IOException {
        String body =
                "return Routes.builder().route(Route.of(\"/\", r -> answer())"
                        + ".withMiddleware(new Loud())).build();";
        String member =
                "static final class Loud implements Middleware {"
                        + " @Override public void init() { System.out.println(\"loud\"); }"
                        + " @Override public Response call(Request request, Handler next)"
                        + " throws Exception { return next.handle(request); } }";
        Files.copy(AppJar.buildOne(folder, body, member), folder.resolve("my.jar"));
        Path config = folder.resolve("roadrunner.yaml");
        Files.writeString(
                config,
                "listeners: {web: {port: 0, routes: [{path: /*rest, app: my.jar}]},"
                        + " admin: {port: 0, routes: [{path: /, respond: {body: x}}]}}");
        try (ChildProcess program = Program.startAsIs("serve", "--config", config.toString());
                Wire wire = Wire.connect(Program.port(program))) {
            wire.send(get("/", "")).readResponse().expectBody("from the jar");
            assertEquals(1, program.stdout().split("loud", -1).length - 1);
            program.signal("HUP");
            program.awaitOutput("reloaded: generation 2");

            wire.send(get("/", "")).readResponse().expectBody("from the jar");
            assertEquals(2, program.stdout().split("loud", -1).length - 1);
        }
    }
}
