package io.roadrunner.routing;

import static io.roadrunner.routing.Fixtures.found;
import static io.roadrunner.routing.Fixtures.router;
import static io.roadrunner.routing.Fixtures.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.roadrunner.http.Handler;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a match costs, counted in nodes of the tree.
class RouterCostTest {
    private static final Handler HANDLER = says("hello");
    private static final int HOSTILE_SEGMENTS = 4_000;

    private static Router tableOf(int routes) {
        Routes.Builder builder = Routes.builder();
        IntStream.range(0, routes).forEach(i -> builder.get("/api/v" + i + "/:id/edit", HANDLER));
        return router(builder);
    }

    @Test
    void theCostIsTheSameForOneAndForTenThousandRoutes() {
        // The root and one node for each of four segments.
        assertEquals(5, tableOf(1).visitedNodes("/api/v0/7/edit"));
        assertEquals(5, tableOf(100).visitedNodes("/api/v99/7/edit"));
        assertEquals(5, tableOf(10_000).visitedNodes("/api/v9999/7/edit"));
    }

    @Test
    void aMissEndsAtTheFirstSegmentThatNoRouteHas() {
        assertEquals(2, tableOf(10_000).visitedNodes("/api/x" + "/7".repeat(HOSTILE_SEGMENTS)));
        assertEquals(1, tableOf(10_000).visitedNodes("/x" + "/7".repeat(HOSTILE_SEGMENTS)));
    }

    @Test
    void aLongPathEndsBelowTheDeepestPattern() {
        Router router =
                router(Routes.builder().get("/a/:x/a/:y", HANDLER).get("/a/:x/a/:y/a/:z", HANDLER));
        String path = "/a".repeat(HOSTILE_SEGMENTS);
        assertEquals(7, router.visitedNodes(path));
        assertInstanceOf(RouteMatch.NotFound.class, router.match("GET", path));
    }

    @Test
    void aPatternAsDeepAsTheLongestPathIsWalkedOnce() {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < HOSTILE_SEGMENTS / 2; i++) {
            pattern.append("/a/:x").append(i);
        }
        Router router = router(Routes.builder().get(pattern.toString(), HANDLER));
        String path = "/a".repeat(HOSTILE_SEGMENTS);

        assertEquals(HOSTILE_SEGMENTS + 1, router.visitedNodes(path));
        assertEquals("a", found(router, "GET", path).bindings().value("x1999"));
        assertInstanceOf(RouteMatch.NotFound.class, router.match("GET", path + "/a"));
    }

    @Test
    void aWildcardDoesNotMakeALongPathWalkFurther() {
        Router router = router(Routes.builder().get("/a/*rest", HANDLER));
        String path = "/a".repeat(HOSTILE_SEGMENTS);
        assertEquals(2, router.visitedNodes(path));
        assertEquals(
                path.substring("/a/".length()),
                found(router, "GET", path).bindings().value("rest"));
    }

    @Test
    void whereEverySegmentHasTwoWaysEachNodeIsMetOnce() {
        int depth = 10;
        Routes.Builder routes = Routes.builder();
        for (int choice = (1 << depth) - 1; choice >= 0; choice--) {
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < depth; i++) {
                pattern.append((choice >> i & 1) == 0 ? "/a" : "/:x" + i);
            }
            routes.get(pattern.append("/end").toString(), HANDLER);
        }
        Router router = router(routes);
        // A complete binary tree; each of its lowest nodes has the child `end` beside.
        int inner = (1 << (depth + 1)) - 1;
        assertEquals(inner, router.visitedNodes("/a".repeat(HOSTILE_SEGMENTS)));
        assertEquals(inner + (1 << depth), router.visitedNodes("/a".repeat(depth) + "/end"));
        assertSame(
                router.routes().getFirst(),
                found(router, "GET", "/a".repeat(depth) + "/end").route());
    }

    @Test
    void competingPatternsThatShareNoNodesAddUpAndDoNotMultiply() {
        int patterns = 40;
        Routes.Builder routes = Routes.builder();
        for (int parameter = 0; parameter < patterns; parameter++) {
            routes.get(
                    "/a".repeat(parameter) + "/:x" + "/a".repeat(patterns - parameter) + "/end",
                    HANDLER);
        }
        Router router = router(routes);
        // The spine of literals without its last, and for each parameter its own branch.
        int spine = patterns;
        int branches = IntStream.rangeClosed(1, patterns).map(i -> i + 1).sum();
        assertEquals(spine + branches, router.visitedNodes("/a".repeat(HOSTILE_SEGMENTS)));
    }

    @Test
    void slashesAloneAreTheRoot() {
        Router router = tableOf(10);
        assertEquals(1, router.visitedNodes("/".repeat(HOSTILE_SEGMENTS)));
    }
}
