package io.roadrunner.routing;

import static io.roadrunner.routing.Fixtures.found;
import static io.roadrunner.routing.Fixtures.router;
import static io.roadrunner.routing.Fixtures.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http.Bindings;
import io.roadrunner.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final Handler HANDLER = says("hello");

    private static void assertNotFound(Router router, String path) {
        assertInstanceOf(RouteMatch.NotFound.class, router.match("GET", path), path);
    }

    private static List<String> allowed(Router router, String method, String path) {
        return assertInstanceOf(RouteMatch.MethodNotAllowed.class, router.match(method, path))
                .allowed();
    }

    @Test
    void anEmptyTableFindsNothing() {
        Router router = router(Routes.builder());
        assertNotFound(router, "/");
        assertNotFound(router, "");
        assertNotFound(router, "/a/b");
        assertEquals(List.of(), router.routes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a/b/", "//a/b", "/a//b", "a/b", "a/b//", "///a///b///"})
    void emptySegmentsOfAPathDoNotCount(String path) {
        Router router = router(Routes.builder().get("/a/b", HANDLER));
        assertEquals("/a/b", found(router, "GET", path).route().pattern());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "/////"})
    void thePathWithoutSegmentsIsTheRoot(String path) {
        Router router = router(Routes.builder().get("/", HANDLER).get("/:x", HANDLER));
        assertEquals("/", found(router, "GET", path).route().pattern());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/A/b", "/a", "/a/b/c", "/a/bb", "/a/%62", "/a/b;x", "/ab", "/b/a"})
    void aLiteralMatchesItsCharactersOnly(String path) {
        assertNotFound(router(Routes.builder().get("/a/b", HANDLER)), path);
    }

    @ParameterizedTest
    @CsvSource({
        "/users/7/posts/9,7,9",
        "/users/%2F/posts/a%20b,%2F,a%20b",
        "//users//7/posts/9/,7,9",
        "users/:id/posts/*x,:id,*x",
        "/users/posts/posts/posts,posts,posts",
    })
    void aParameterTakesOneSegmentAsItWasSent(String path, String id, String post) {
        Router router = router(Routes.builder().get("/users/:id/posts/:post", HANDLER));
        assertEquals(Map.of("id", id, "post", post), found(router, "GET", path).bindings().toMap());
    }

    @Test
    void aParameterTakesNulBytesToo() {
        Router router = router(Routes.builder().get("/:x", HANDLER));
        assertEquals("a\0b", found(router, "GET", "/a\0b").bindings().value("x"));
    }

    @Test
    void aParameterNeedsASegment() {
        Router router = router(Routes.builder().get("/a/:x", HANDLER));
        assertNotFound(router, "/a");
        assertNotFound(router, "/a/");
        assertNotFound(router, "/a/b/c");
    }

    @ParameterizedTest
    @CsvSource({
        "/files,''",
        "/files/,''",
        "/files/a,a",
        "/files/a/b/c,a/b/c",
        "/files/a/b/,a/b",
        "//files//a///b,a/b",
        "/files/..%2Fa/..,..%2Fa/..",
    })
    void aWildcardTakesTheRestWithoutEmptySegments(String path, String rest) {
        Router router = router(Routes.builder().get("/files/*path", HANDLER));
        Bindings bindings = found(router, "GET", path).bindings();
        assertEquals(rest, bindings.value("path"));
        assertEquals(
                rest.isEmpty() ? List.of() : List.of(rest.split("/")), bindings.segments("path"));
    }

    @Test
    void aWildcardFollowsParameters() {
        Router router = router(Routes.builder().get("/:a/x/:b/*c", HANDLER));
        assertEquals(
                Map.of("a", "1", "b", "2", "c", "3/4"),
                found(router, "GET", "/1/x/2/3//4/").bindings().toMap());
        assertEquals("", found(router, "GET", "/1/x/2").bindings().value("c"));
        assertNotFound(router, "/1/x");
    }

    @Test
    void aWildcardAtTheRootTakesEverything() {
        Router router = router(Routes.builder().any("/*rest", HANDLER));
        assertEquals("", found(router, "X", "").bindings().value("rest"));
        assertEquals("a/b", found(router, "X", "/a/b").bindings().value("rest"));
    }

    @Test
    void manyParametersKeepTheOrderOfThePattern() {
        Router router = router(Routes.builder().get("/:e/:d/:c/:b/:a", HANDLER));
        assertEquals(
                "{e=1, d=2, c=3, b=4, a=5}",
                found(router, "GET", "/1/2/3/4/5").bindings().toString());
    }

    @Test
    void routesOfOneShapeKeepTheirOwnParameterNames() {
        Router router = router(Routes.builder().get("/a/:x", HANDLER).post("/a/:y", HANDLER));
        assertEquals(Map.of("x", "1"), found(router, "GET", "/a/1").bindings().toMap());
        assertEquals(Map.of("y", "1"), found(router, "POST", "/a/1").bindings().toMap());
    }

    @ParameterizedTest
    @CsvSource({
        "/:x,/a", "/a,/:x", "/*x,/a", "/a,/*x", "/:x,/*y", "/*y,/:x", "/:x,/:y", "/*x,/*y", "/a,/a",
    })
    void theRouteThatWasDeclaredFirstWinsWhateverItsShape(String first, String second) {
        Router router = router(Routes.builder().get(first, HANDLER).get(second, HANDLER));
        assertSame(router.routes().getFirst(), found(router, "GET", "/a").route());
        assertSame(router.routes().getFirst(), found(router, "GET", "//a").route());
    }

    @Test
    void anEarlierParameterWinsOnALiteralPathWithItsBinding() {
        Router router =
                router(Routes.builder().get("/users/:id", HANDLER).get("/users/me", HANDLER));
        assertEquals(Map.of("id", "me"), found(router, "GET", "/users/me").bindings().toMap());
    }

    @Test
    void aLiteralThatLeadsNowhereDoesNotHideAParameter() {
        Router router = router(Routes.builder().get("/a/b/c", HANDLER).get("/:x/b/d", HANDLER));
        assertEquals("/:x/b/d", found(router, "GET", "/a/b/d").route().pattern());
    }

    @Test
    void methodsAreComparedLiterally() {
        Router router = router(Routes.builder().get("/a", HANDLER).options("/b", HANDLER));
        assertEquals(List.of("GET", "HEAD"), allowed(router, "get", "/a"));
        assertEquals(List.of("GET", "HEAD"), allowed(router, "OPTIONS", "/a"));
        assertEquals(List.of("OPTIONS"), allowed(router, "GET", "/b"));
        assertEquals(List.of("OPTIONS"), allowed(router, "HEAD", "/b"));
    }

    @Test
    void aRouteForAnotherMethodDoesNotHideALaterOne() {
        Router router = router(Routes.builder().post("/a", HANDLER).get("/:x", HANDLER));
        assertEquals("/:x", found(router, "GET", "/a").route().pattern());
        assertEquals("/a", found(router, "POST", "/a").route().pattern());
    }

    @Test
    void aRouteWithoutMethodsHidesLaterOnes() {
        Router router =
                router(Routes.builder().get("/a", HANDLER).any("/:x", HANDLER).post("/a", HANDLER));
        assertEquals("/a", found(router, "GET", "/a").route().pattern());
        assertEquals("/:x", found(router, "POST", "/a").route().pattern());
        assertEquals("/:x", found(router, "X", "/a").route().pattern());
    }

    @Test
    @DisplayName(
            "RFC 9110 §15.5.6: the allowed methods are those of all routes for the path, sorted")
    void theAllowedMethodsAreTheSortedUnion() {
        Router router =
                router(
                        Routes.builder()
                                .route(Route.of("/a", HANDLER).withMethods("PUT", "DELETE"))
                                .post("/:x", HANDLER)
                                .route(Route.of("/*x", HANDLER).withMethods("PATCH", "PUT"))
                                .get("/b", HANDLER));
        assertEquals(List.of("DELETE", "PATCH", "POST", "PUT"), allowed(router, "GET", "/a"));
        assertEquals(List.of("GET", "HEAD", "PATCH", "POST", "PUT"), allowed(router, "X", "/b/"));
        assertEquals(List.of("PATCH", "PUT"), allowed(router, "GET", "/a/b"));
    }

    @Test
    @DisplayName("RFC 9110 §9.3.2: HEAD is answered by the route that GET reaches")
    void headReachesTheRouteForGet() {
        Router router = router(Routes.builder().get("/a", HANDLER).any("/*rest", HANDLER));
        assertEquals("/a", found(router, "HEAD", "/a").route().pattern());
        assertEquals("/*rest", found(router, "HEAD", "/b").route().pattern());
    }

    @Test
    void aRouteThatListsHeadIsPreferredForIt() {
        Router router =
                router(
                        Routes.builder()
                                .get("/a", HANDLER)
                                .head("/a", HANDLER)
                                .any("/b", HANDLER)
                                .head("/b", HANDLER));
        assertEquals(List.of("HEAD"), found(router, "HEAD", "/a").route().methods());
        assertEquals(List.of(), found(router, "HEAD", "/b").route().methods());
    }

    @Test
    void aLiteralRouteIsFoundWithoutMakingAnything() {
        Router router = router(Routes.builder().get("/a/b", HANDLER));
        RouteMatch first = router.match("GET", "/a/b");
        assertSame(first, router.match("GET", "/a/b"));
        assertSame(first, router.match("GET", "//a/b/"));
        assertSame(first, router.match("HEAD", "/a/b"));
        assertSame(router.match("GET", "/x"), router.match("GET", "/y"));
    }

    @Test
    void segmentsWithTheSameHashAreToldApart() {
        Routes.Builder routes = Routes.builder();
        List<String> segments = List.of("AaAa", "BBBB", "AaBB", "BBAa");
        assertEquals(1, segments.stream().mapToInt(String::hashCode).distinct().count());
        segments.forEach(segment -> routes.get("/" + segment + "/:x", HANDLER));
        Router router = router(routes);
        for (String segment : segments) {
            assertEquals(
                    "/" + segment + "/:x",
                    found(router, "GET", "/" + segment + "/1").route().pattern());
        }
        assertNotFound(router, "/AaAA/1");
    }

    @Test
    void everyOneOfTenThousandRoutesIsFound() {
        Routes.Builder routes = Routes.builder();
        IntStream.range(0, 10_000).forEach(i -> routes.get("/r" + i + "/:x", HANDLER));
        Router router = router(routes);
        for (int i = 0; i < 10_000; i++) {
            RouteMatch.Found found = found(router, "GET", "/r" + i + "/value");
            assertSame(router.routes().get(i), found.route());
        }
        assertNotFound(router, "/r10000/value");
    }

    @Test
    void aNameBelongsToOneRoute() {
        Routes routes =
                Routes.builder()
                        .route(Route.of("/a", HANDLER).named("x"))
                        .route(Route.of("/b", HANDLER).named("y"))
                        .route(Route.of("/c", HANDLER).named("x"))
                        .build();
        InvalidRouteException refusal =
                assertThrows(InvalidRouteException.class, () -> Router.compile(routes, List.of()));
        assertEquals("/c", refusal.pattern());
        assertEquals("the name x belongs to \"/a\" already", refusal.reason());
    }

    @Test
    void aCompiledRouteTellsTheSettingsOfItsRoute() {
        Route route =
                Route.of("/a/", HANDLER)
                        .withMethods("GET")
                        .withState("s")
                        .named("n")
                        .withDrainPolicy(DrainPolicy.RUN_TO_DEADLINE)
                        .withoutMinimumRate();
        CompiledRoute compiled = router(Routes.builder().route(route)).routes().getFirst();
        assertEquals("/a", compiled.pattern());
        assertEquals(List.of("GET"), compiled.methods());
        assertEquals("s", compiled.state());
        assertEquals("n", compiled.name().orElseThrow());
        assertEquals(DrainPolicy.RUN_TO_DEADLINE, compiled.drainPolicy().orElseThrow());
        assertEquals(false, compiled.minimumRateEnforced());
    }
}
