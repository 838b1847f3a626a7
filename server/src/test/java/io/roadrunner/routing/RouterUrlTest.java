package io.roadrunner.routing;

import static io.roadrunner.routing.Fixtures.found;
import static io.roadrunner.routing.Fixtures.router;
import static io.roadrunner.routing.Fixtures.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http.Handler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterUrlTest {
    private static final Handler HANDLER = says("hello");

    private final Router router =
            router(
                    Routes.builder()
                            .route(Route.of("/", HANDLER).named("root"))
                            .route(Route.of("/a%20b/:id/posts/:post/", HANDLER).named("post"))
                            .route(Route.of("/one/:x", HANDLER).named("one"))
                            .route(Route.of("/files/*path", HANDLER).named("files"))
                            .group(
                                    "/g/:y",
                                    List.of(),
                                    group -> group.route(Route.of("/*z", HANDLER).named("group"))));

    private String one(String value) {
        return router.url("one", Map.of("x", value));
    }

    @Test
    void aUrlIsThePatternWithItsValues() {
        assertEquals("/", router.url("root", Map.of()));
        assertEquals("/a%20b/7/posts/x", router.url("post", Map.of("id", "7", "post", "x")));
        assertEquals("/g/1/2/3", router.url("group", Map.of("y", "1", "z", "2/3")));
    }

    @ParameterizedTest
    @CsvSource({
        "az-AZ-09,az-AZ-09",
        "-._~,-._~",
        "!$&'()*+;=:@,!$&'()*+;=:@",
        "a b,a%20b",
        "a/b,a%2Fb",
        "50%,50%25",
        "a?b#c,a%3Fb%23c",
        "[],%5B%5D",
        "é,%C3%A9",
        "٣,%D9%A3",
        "😀,%F0%9F%98%80",
        "...,...",
    })
    @DisplayName("RFC 3986 §3.3: what is no pchar is percent-encoded, in UTF-8 and upper case")
    void aValueIsPercentEncoded(String value, String encoded) {
        assertEquals("/one/" + encoded, one(value));
        assertEquals(encoded, found(router, "GET", one(value)).bindings().value("x"));
    }

    @Test
    void aCommaAndControlCharactersAreEncodedAsTheyMustBe() {
        assertEquals("/one/a,b", one("a,b"));
        assertEquals("/one/%00%0D%0A%22%7F", one("\0\r\n\"\u007f"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',/files",
        "a,/files/a",
        "a/b c/d,/files/a/b%20c/d",
        "a/,/files/a/",
        "a?b,/files/a%3Fb",
        "a/.b/..c,/files/a/.b/..c",
    })
    void aWildcardKeepsItsSlashes(String value, String url) {
        assertEquals(url, router.url("files", Map.of("path", value)));
        assertEquals("/files/*path", found(router, "GET", url).route().pattern());
    }

    private void assertRefused(String name, Map<String, String> bindings, String message) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> router.url(name, bindings));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aMissingOrSuperfluousBindingIsRefused() {
        assertRefused("nobody", Map.of(), "no route is named nobody");
        assertRefused("one", Map.of(), "parameter x has no value");
        assertRefused("files", Map.of(), "parameter path has no value");
        assertRefused("one", Map.of("x", "1", "y", "2"), "/one/:x has no parameter y");
        assertRefused("root", Map.of("x", "1"), "/ has no parameter x");
    }

    @Test
    void aValueThatCannotStandInAPathIsRefused() {
        assertRefused("one", Map.of("x", ""), "parameter x is empty");
        assertRefused("one", Map.of("x", "."), "parameter x has a dot segment");
        assertRefused("one", Map.of("x", ".."), "parameter x has a dot segment");
        assertRefused("files", Map.of("path", "a/../b"), "parameter path has a dot segment");
        assertRefused("files", Map.of("path", "."), "parameter path has a dot segment");
        assertRefused("one", Map.of("x", "a\ud800"), "parameter x is not Unicode text");
    }
}
