package io.roadrunner.routing;

import static io.roadrunner.routing.Fixtures.answer;
import static io.roadrunner.routing.Fixtures.bodyOf;
import static io.roadrunner.routing.Fixtures.request;
import static io.roadrunner.routing.Fixtures.says;
import static io.roadrunner.routing.Fixtures.trace;
import static io.roadrunner.routing.Fixtures.tracing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouterCompositionTest {
    private static final Handler HANDLER = says("hello");

    /// Writes down when it is initialised; two of the same name are equal.
    private record Recorder(String name, List<String> log) implements Middleware {
        @Override
        public Response call(Request request, Handler next) throws Exception {
            return next.handle(request);
        }

        @Override
        public void init() {
            log.add(name);
        }
    }

    /// Cannot be initialised.
    private record Broken(Throwable failure) implements Middleware {
        @Override
        public Response call(Request request, Handler next) throws Exception {
            return next.handle(request);
        }

        @Override
        public void init() {
            switch (failure) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError(failure);
            }
        }
    }

    @Test
    void middlewaresRunFromTheListenersFirstToTheRoutesLast() throws Exception {
        Route route = Route.of("/a", HANDLER).withMiddleware(tracing("3"), tracing("4"));
        Router router =
                Router.compile(
                        Routes.builder().route(route).build(), List.of(tracing("1"), tracing("2")));
        assertEquals(List.of("1", "2", "3", "4"), trace(answer(router, "GET", "/a")));
    }

    @Test
    void bindingsAndStateAreThereBeforeAnyMiddleware() throws Exception {
        List<String> seen = new ArrayList<>();
        Middleware looking =
                (request, next) -> {
                    seen.add(request.state() + " " + request.bindings());
                    return next.handle(request);
                };
        Route route = Route.of("/:x", HANDLER).withState("s").withMiddleware(looking);
        Router router = Router.compile(Routes.builder().route(route).build(), List.of(looking));

        answer(router, "GET", "/1");

        assertEquals(List.of("s {x=1}", "s {x=1}"), seen);
    }

    @Test
    void stateReachesALiteralRouteAndBindingsARouteWithoutState() throws Exception {
        Handler tells = request -> Fixtures.text(request.state() + " " + request.bindings());
        Router router =
                Router.compile(
                        Routes.builder()
                                .route(Route.of("/a", tells).withState("s"))
                                .get("/a/:x", tells)
                                .get("/b", tells)
                                .build(),
                        List.of());
        assertEquals("s {}", bodyOf(answer(router, "GET", "/a")));
        assertEquals("null {x=1}", bodyOf(answer(router, "GET", "/a/1")));
        assertEquals("null {}", bodyOf(answer(router, "GET", "/b")));
    }

    @Test
    void aRequestWithoutStateOrBindingsIsPassedOnAsItIs() throws Exception {
        List<Request> seen = new ArrayList<>();
        Handler keeping =
                request -> {
                    seen.add(request);
                    return Fixtures.text("");
                };
        Router router = Router.compile(Routes.builder().get("/a", keeping).build(), List.of());
        Request request = request("GET", "/a");

        router.match("GET", "/a").handle(request);

        assertSame(request, seen.getFirst());
        assertNull(request.state());
    }

    @Test
    void aMiddlewareMayAnswerByItself() throws Exception {
        Middleware closing = (request, next) -> Fixtures.text("closed");
        Route route = Route.of("/a", HANDLER).withMiddleware(closing, tracing("never"));
        Router router =
                Router.compile(Routes.builder().route(route).build(), List.of(tracing("l")));
        Response response = answer(router, "GET", "/a");
        assertEquals("closed", bodyOf(response));
        assertEquals(List.of("l"), trace(response));
    }

    @Test
    void anExceptionOfTheHandlerPassesThrough() {
        Route route =
                Route.of(
                        "/a",
                        request -> {
                            throw new IOException("gone");
                        });
        Router router =
                Router.compile(Routes.builder().route(route).build(), List.of(tracing("l")));
        assertThrows(IOException.class, () -> answer(router, "GET", "/a"));
    }

    @Test
    void eachDistinctMiddlewareIsInitialisedOnceForEachTableListenerFirst() {
        List<String> log = new ArrayList<>();
        Recorder shared = new Recorder("shared", log);
        Recorder twin = new Recorder("shared", log);
        Recorder own = new Recorder("own", log);
        Routes routes =
                Routes.builder()
                        .route(Route.of("/a", HANDLER).withMiddleware(own, shared, own))
                        .route(Route.of("/b", HANDLER).withMiddleware(twin, own))
                        .build();
        List<Middleware> listener = List.of(new Recorder("listener", log), shared);

        Router.compile(routes, listener);
        assertEquals(List.of("listener", "shared", "own", "shared"), log);

        Router.compile(routes, listener);
        assertEquals(8, log.size());
    }

    @Test
    void nothingIsInitialisedForATableThatIsRefused() {
        List<String> log = new ArrayList<>();
        Routes routes =
                Routes.builder()
                        .route(Route.of("/a", HANDLER).named("x"))
                        .route(Route.of("/b", HANDLER).named("x"))
                        .build();
        assertThrows(
                InvalidRouteException.class,
                () -> Router.compile(routes, List.of(new Recorder("l", log))));
        assertEquals(List.of(), log);
    }

    @Test
    void aMiddlewareThatCannotBeInitialisedRefusesTheTable() {
        for (Throwable failure :
                List.of(new IllegalStateException("no"), new NoClassDefFoundError("Gone"))) {
            Route route = Route.of("/a", HANDLER).withMiddleware(new Broken(failure));
            Routes routes = Routes.builder().route(route).build();
            InvalidRouteException refusal =
                    assertThrows(
                            InvalidRouteException.class, () -> Router.compile(routes, List.of()));
            assertEquals("/a", refusal.pattern());
            assertSame(failure, refusal.getCause());
        }
    }

    @Test
    void aMiddlewareOfTheListenerThatCannotBeInitialisedConcernsEveryRoute() {
        Routes routes = Routes.builder().get("/a", HANDLER).build();
        List<Middleware> listener = List.of(new Broken(new IllegalStateException("no")));
        InvalidRouteException refusal =
                assertThrows(InvalidRouteException.class, () -> Router.compile(routes, listener));
        assertEquals("/*", refusal.pattern());
    }

    @Test
    @DisplayName("RFC 9110 §15.5.5: 404 passes through the middlewares of the listener only")
    void notFoundPassesThroughTheListenersMiddlewares() throws Exception {
        Router router =
                Router.compile(
                        Routes.builder()
                                .route(Route.of("/a", HANDLER).withMiddleware(tracing("route")))
                                .build(),
                        List.of(tracing("1"), tracing("2")));
        Response response = answer(router, "GET", "/b");
        assertEquals(404, response.status());
        assertEquals("", bodyOf(response));
        assertEquals(List.of("1", "2"), trace(response));
    }

    @Test
    @DisplayName("RFC 9110 §15.5.6: 405 has Allow and passes through the listener's middlewares")
    void methodNotAllowedHasAllow() throws Exception {
        Router router =
                Router.compile(
                        Routes.builder().post("/a", HANDLER).get("/a", HANDLER).build(),
                        List.of(tracing("1"), tracing("2")));
        Response response = answer(router, "DELETE", "/a");
        assertEquals(405, response.status());
        assertEquals(List.of("GET, HEAD, POST"), response.headers().all("allow"));
        assertEquals("", bodyOf(response));
        assertEquals(List.of("1", "2"), trace(response));
    }

    @Test
    void wrapPutsAnyAnswerIntoTheListenersMiddlewares() throws Exception {
        List<String> log = new ArrayList<>();
        Router router =
                Router.compile(
                        Routes.builder().build(),
                        List.of(tracing("1"), new Recorder("r", log), tracing("2")));
        Response response = router.wrap(says("busy")).handle(request("GET", "/"));
        assertEquals("busy", bodyOf(response));
        assertEquals(List.of("1", "2"), trace(response));
        assertEquals(List.of("r"), log);
    }

    @Test
    void aRouterDoesNotFollowLaterChangesOfTheListOfMiddlewares() throws Exception {
        List<Middleware> listener = new ArrayList<>(List.of(tracing("1")));
        Router router = Router.compile(Routes.builder().get("/a", HANDLER).build(), listener);
        listener.add(tracing("2"));
        assertEquals(List.of("1"), trace(answer(router, "GET", "/a")));
        assertEquals(List.of("1"), trace(answer(router, "GET", "/b")));
    }

    @Test
    void aMatchIsAHandlerOfItsOwn() throws Exception {
        Router router = Router.compile(Routes.builder().get("/:x", HANDLER).build(), List.of());
        Handler match = assertInstanceOf(Handler.class, router.match("GET", "/a"));
        assertEquals("hello", bodyOf(match.handle(request("GET", "/a"))));
    }
}
