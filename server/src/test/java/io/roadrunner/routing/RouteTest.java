package io.roadrunner.routing;

import static io.roadrunner.routing.Fixtures.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    private static final Handler HANDLER = says("hello");

    @Test
    void aNewRouteAnswersAllMethodsAndHasNoSettings() {
        Route route = Route.of("/users/:id", HANDLER);

        assertEquals("/users/:id", route.pattern());
        assertSame(HANDLER, route.handler());
        assertEquals(List.of(), route.methods());
        assertEquals(List.of(), route.middlewares());
        assertNull(route.state());
        assertEquals(Optional.empty(), route.name());
        assertEquals(Optional.empty(), route.drainPolicy());
        assertTrue(route.minimumRateEnforced());
    }

    @Test
    void everySettingMakesAnotherRouteAndKeepsTheOthers() {
        Middleware first = (request, next) -> next.handle(request);
        Middleware second = (request, next) -> next.handle(request);
        Route plain = Route.of("/a", HANDLER);

        Route route =
                plain.withoutMinimumRate()
                        .withDrainPolicy(DrainPolicy.CLOSE_NOW)
                        .named("a")
                        .withState(7)
                        .withMiddleware(first)
                        .withMiddleware(second)
                        .withMethods("PUT", "GET", "PUT");

        assertFalse(route.minimumRateEnforced());
        assertEquals(Optional.of(DrainPolicy.CLOSE_NOW), route.drainPolicy());
        assertEquals(Optional.of("a"), route.name());
        assertEquals(7, route.state());
        assertEquals(List.of(first, second), route.middlewares());
        assertEquals(List.of("PUT", "GET"), route.methods());
        assertSame(HANDLER, route.handler());
        assertTrue(plain.minimumRateEnforced());
        assertEquals(List.of(), plain.methods());

        Route inReverse =
                plain.withState(7)
                        .named("a")
                        .withDrainPolicy(DrainPolicy.CLOSE_NOW)
                        .withoutMinimumRate();
        assertEquals(7, inReverse.state());
        assertEquals(Optional.of("a"), inReverse.name());
        assertEquals(Optional.of(DrainPolicy.CLOSE_NOW), inReverse.drainPolicy());
        assertFalse(inReverse.minimumRateEnforced());
    }

    @ParameterizedTest
    @CsvSource({"/,/", "///,/", "/a/,/a", "//a///b//,/a/b", "/:x/*y/,/:x/*y", "/a:b/c*d,/a:b/c*d"})
    void aPatternIsShownWithoutEmptySegments(String given, String shown) {
        assertEquals(shown, Route.of(given, HANDLER).pattern());
    }

    @ParameterizedTest
    @CsvSource({
        "'',a pattern starts with a slash",
        "a,a pattern starts with a slash",
        ":a,a pattern starts with a slash",
        "*,a pattern starts with a slash",
        "/*a/b,a wildcard is the last segment",
        "/*a/*b,a wildcard is the last segment",
        "/:,a parameter has no name",
        "/a/*,a parameter has no name",
        "/:a/b/:a,parameter a occurs twice",
        "/:a/*a,parameter a occurs twice",
        "/a b,character 2 never occurs in a path (RFC 3986 §3.3)",
        "/a?b,character 2 never occurs in a path (RFC 3986 §3.3)",
        "/#,character 1 never occurs in a path (RFC 3986 §3.3)",
    })
    void aPatternThatCannotBeServedIsRefusedWithItsReason(String pattern, String reason) {
        InvalidRouteException refusal =
                assertThrows(InvalidRouteException.class, () -> Route.of(pattern, HANDLER));

        assertEquals(pattern, refusal.pattern());
        assertEquals(reason, refusal.reason());
        assertEquals("route \"" + pattern + "\": " + reason, refusal.getMessage());
    }

    @Test
    void aPatternWithAControlCharacterIsRefused() {
        for (char c : new char[] {0, '\r', '\n', '\t', 0x7f}) {
            assertThrows(InvalidRouteException.class, () -> Route.of("/a" + c, HANDLER));
        }
    }

    @Test
    void anEmptyListOfMethodsIsRefused() {
        Route route = Route.of("/a", HANDLER);
        InvalidRouteException refusal =
                assertThrows(InvalidRouteException.class, route::withMethods);
        assertEquals("/a", refusal.pattern());
        assertEquals("the list of methods is empty", refusal.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "GET ", "G/T", "GET,POST", "GÉT", "a\r\nb"})
    void aMethodThatIsNoTokenIsRefusedRfc9110Section9_1(String method) {
        Route route = Route.of("/a", HANDLER);
        assertThrows(InvalidRouteException.class, () -> route.withMethods("GET", method));
    }

    @Test
    void anyTokenIsAMethodRfc9110Section9_1() {
        Route route = Route.of("/a", HANDLER).withMethods("get", "PROPFIND", "x-!#$%&'*+-.^_`|~");
        assertEquals(3, route.methods().size());
    }

    @Test
    void anEmptyNameIsRefused() {
        Route route = Route.of("/a", HANDLER);
        assertThrows(InvalidRouteException.class, () -> route.named(""));
    }
}
