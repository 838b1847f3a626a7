package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.RequestScope;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What surrounds every request: the listener's middlewares also around answers of the server
/// itself, and the id of the request.
class FrameworkAnswersTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Middleware MARKS =
            (request, next) -> next.handle(request).withHeader("x-passed", request.method());

    private static final Routes ROUTES =
            Routes.builder()
                    .post(
                            "/echo",
                            r ->
                                    Responses.text(
                                            200, new String(r.body(), StandardCharsets.ISO_8859_1)))
                    .build();

    @Test
    void answersOfTheServerPassThroughTheMiddlewares() {
        try (TestServer server =
                TestServer.start(o -> o.routes(ROUTES).middlewares(MARKS).maxContentLength(4))) {
            passes(server, RequestText.post("/echo", "abcd"), 200, "POST");
            passes(server, RequestText.get("/missing"), 404, "GET");
            passes(server, RequestText.get("/echo"), 405, "GET");
            passes(server, RequestText.bare("OPTIONS", "*"), 204, "OPTIONS");
            passes(server, RequestText.post("/echo", "abcde"), 413, "POST");
            passes(server, RequestText.bare("GET", "/", "expect: the-unexpected"), 417, "GET");
        }
    }

    private static void passes(TestServer server, String request, int status, String mark) {
        try (Wire wire = server.connect()) {
            wire.send(request).readResponse().expectStatus(status).expectHeader("x-passed", mark);
        }
    }

    @Test
    void tooManyRequestsPassThroughTheMiddlewares() throws Exception {
        Latch running = new Latch();
        Latch release = new Latch();
        Handler handler =
                _ -> {
                    running.open();
                    release.await();
                    return Responses.text(200, "done");
                };
        try (TestServer server =
                        TestServer.start(o ->
                                o.routes(Routes.handler(handler))
                                        .middlewares(MARKS)
                                        .maxConcurrentRequests(1));
                Wire first = server.connect();
                Wire second = server.connect()) {
            first.send(RequestText.get("/"));
            running.await();
            second.send(RequestText.get("/"))
                    .readResponse()
                    .expectStatus(503)
                    .expectHeader("x-passed", "GET");
            release.open();
            first.readResponse().expectStatus(200).expectHeader("x-passed", "GET");
        }
    }

    @Test
    void aMiddlewareOfRoutesMayTurnAFailureIntoAnAnswer() {
        Middleware catches =
                (request, next) -> {
                    try {
                        return next.handle(request);
                    } catch (IllegalStateException e) {
                        return Responses.text(409, "caught");
                    }
                };
        Handler failing =
                _ -> {
                    throw new IllegalStateException();
                };
        Routes routes =
                Routes.builder()
                        .group("/", List.of(catches), group -> group.get("/", failing))
                        .build();
        try (TestServer server = TestServer.start(routes);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(409).expectBody("caught");
        }
    }

    @Test
    void handlersBodiesAndLoopsKnowTheIdOfTheirRequest() {
        LoopHandler<String> loop =
                (_, push, id) -> {
                    push.send(id + " " + scope());
                    return LoopHandler.Next.stop();
                };
        Handler handler =
                request -> {
                    String id = request.requestId();
                    request.mailbox().send("go");
                    return switch (request.path()) {
                        case "/stream" ->
                                Responses.streaming(
                                        200,
                                        Headers.empty(),
                                        push -> {
                                            push.send(id + " " + scope());
                                            return Headers.empty();
                                        });
                        case "/loop" -> Responses.loop(200, Headers.empty(), id, loop);
                        default -> Responses.text(200, id + " " + scope());
                    };
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            String first = sameTwice(wire.send(RequestText.get("/")).readResponse().text());
            String second = sameTwice(wire.send(RequestText.get("/stream")).readResponse().text());
            String third = sameTwice(wire.send(RequestText.get("/loop")).readResponse().text());
            assertNotEquals(first, second);
            assertNotEquals(second, third);
        }
        assertTrue(RequestScope.requestId().isEmpty(), "an id outside of a request");
    }

    private static String scope() {
        return RequestScope.requestId().orElse("none");
    }

    private static String sameTwice(String text) {
        String[] ids = text.split(" ", -1);
        assertEquals(ids[0], ids[1]);
        assertTrue(ID.matcher(ids[0]).matches(), text);
        return ids[0];
    }
}
