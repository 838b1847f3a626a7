package io.roadrunner.routing;

import static io.roadrunner.routing.Fixtures.answer;
import static io.roadrunner.routing.Fixtures.bodyOf;
import static io.roadrunner.routing.Fixtures.says;
import static io.roadrunner.routing.Fixtures.trace;
import static io.roadrunner.routing.Fixtures.tracing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Handler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Handler HANDLER = says("hello");

    @Test
    void aBuilderKeepsTheOrderOfDeclaration() {
        Routes routes =
                Routes.builder()
                        .get("/a", HANDLER)
                        .post("/b", HANDLER)
                        .put("/c", HANDLER)
                        .patch("/d", HANDLER)
                        .delete("/e", HANDLER)
                        .head("/f", HANDLER)
                        .options("/g", HANDLER)
                        .any("/h", HANDLER)
                        .route(Route.of("/i", HANDLER).withMethods("X", "Y"))
                        .build();

        assertEquals(
                "[GET /a, POST /b, PUT /c, PATCH /d, DELETE /e, HEAD /f, OPTIONS /g, /h, X,Y /i]",
                routes.toString());
        assertFalse(routes.isSingleHandler());
    }

    @Test
    void whatWasBuiltDoesNotChangeWithItsBuilder() {
        Routes.Builder builder = Routes.builder().get("/a", HANDLER);
        Routes first = builder.build();
        Routes second = builder.get("/b", HANDLER).build();

        assertEquals(1, first.routes().size());
        assertEquals(2, second.routes().size());
    }

    @Test
    void groupsNestTheirPrefixesAndMiddlewares() {
        Routes routes =
                Routes.builder()
                        .get("/before", HANDLER)
                        .group(
                                "/api/",
                                List.of(tracing("api")),
                                api ->
                                        api.get("/", HANDLER)
                                                .group(
                                                        "/users/:id",
                                                        List.of(tracing("u1"), tracing("u2")),
                                                        users -> users.get("/posts/*rest", HANDLER))
                                                .get("/last", HANDLER))
                        .get("/after", HANDLER)
                        .build();

        assertEquals(
                List.of("/before", "/api", "/api/users/:id/posts/*rest", "/api/last", "/after"),
                routes.routes().stream().map(Route::pattern).toList());
        assertEquals(
                List.of(0, 1, 3, 1, 0),
                routes.routes().stream().map(route -> route.middlewares().size()).toList());
    }

    @Test
    void aGroupRunsInsideOfTheListenerAndOutsideOfTheRoute() throws Exception {
        Route route = Route.of("/c", HANDLER).withMiddleware(tracing("r1"), tracing("r2"));
        Routes routes =
                Routes.builder()
                        .group(
                                "/a",
                                List.of(tracing("a1"), tracing("a2")),
                                a -> a.group("/b", List.of(tracing("b")), b -> b.route(route)))
                        .build();

        Router router = Router.compile(routes, List.of(tracing("l1"), tracing("l2")));

        assertEquals(
                List.of("l1", "l2", "a1", "a2", "b", "r1", "r2"),
                trace(answer(router, "GET", "/a/b/c")));
    }

    @Test
    void aGroupAtTheRootAddsOnlyItsMiddlewares() {
        Routes routes =
                Routes.builder()
                        .group("/", List.of(tracing("x")), group -> group.get("/a", HANDLER))
                        .build();
        assertEquals("/a", routes.routes().getFirst().pattern());
        assertEquals(1, routes.routes().getFirst().middlewares().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "/*rest", "/a/*rest", "/:", "/:a/:a"})
    void aPrefixThatIsNoPatternOrHasAWildcardIsRefusedEvenForAnEmptyGroup(String prefix) {
        Routes.Builder builder = Routes.builder();
        assertThrows(
                InvalidRouteException.class, () -> builder.group(prefix, List.of(), group -> {}));
    }

    @Test
    void aParameterOfThePrefixCannotOccurAgainInThePattern() {
        Routes.Builder builder = Routes.builder();
        InvalidRouteException refusal =
                assertThrows(
                        InvalidRouteException.class,
                        () ->
                                builder.group(
                                        "/:id", List.of(), group -> group.get("/:id", HANDLER)));
        assertEquals("/:id/:id", refusal.pattern());
    }

    @Test
    void aSingleHandlerAnswersEveryPathAndMethodWithoutBindings() throws Exception {
        Routes routes = Routes.handler(HANDLER);
        Router router = Router.compile(routes, List.of());

        assertTrue(routes.isSingleHandler());
        for (String path : List.of("/", "", "*", "/a/b//c/", "//")) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "X")) {
                RouteMatch.Found found =
                        assertInstanceOf(RouteMatch.Found.class, router.match(method, path));
                assertEquals("{}", found.bindings().toString());
                assertEquals("/*", found.route().pattern());
                assertEquals("hello", bodyOf(answer(router, method, path)));
            }
        }
    }

    @Test
    void aSingleHandlerHasStateAndMiddlewares() throws Exception {
        Routes routes =
                Routes.handler(
                        request -> Fixtures.text("state " + request.state()),
                        42,
                        tracing("outer"),
                        tracing("inner"));
        Router router = Router.compile(routes, List.of(tracing("listener")));

        assertEquals("state 42", bodyOf(answer(router, "GET", "/")));
        assertEquals(List.of("listener", "outer", "inner"), trace(answer(router, "GET", "/x")));
    }
}
