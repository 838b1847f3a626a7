package io.roadrunner.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Compares the tree with the rules as one would write them down: a scan of the list.
class RouterLinearScanTest {
    private static final long SEED = 0x5eed_0f_407e5L;
    private static final int TABLES = 500;
    private static final int PATHS = 60;
    private static final int MAX_ROUTES = 14;
    private static final String[] WORDS = {"a", "b", "aa", "Aa", "BB"};
    private static final String[] METHODS = {"GET", "HEAD", "POST", "X"};
    private static final Handler HANDLER = Fixtures.says("");

    private record Expected(int route, Map<String, String> bindings, List<String> allowed) {}

    @Test
    void theTreeFindsWhatALinearScanFinds() {
        int found = 0;
        int refused = 0;
        int missing = 0;
        for (int table = 0; table < TABLES; table++) {
            long seed = SEED + table;
            Random random = new Random(seed);
            List<Route> routes = randomRoutes(random);
            Routes.Builder builder = Routes.builder();
            routes.forEach(builder::route);
            Router router = Router.compile(builder.build(), List.of());
            for (int i = 0; i < PATHS; i++) {
                String path = randomPath(random);
                String method = METHODS[random.nextInt(METHODS.length)];
                Expected expected = scan(routes, method, path);
                assertEquals(
                        expected,
                        actual(router, method, path),
                        () -> "seed " + seed + ": " + method + " " + path + " in " + routes);
                found += expected.route() >= 0 ? 1 : 0;
                refused += expected.allowed().isEmpty() ? 0 : 1;
                missing += expected.route() < 0 && expected.allowed().isEmpty() ? 1 : 0;
            }
        }
        int few = TABLES * PATHS / 100;
        assertTrue(found > few && refused > few && missing > few, "the tables are too uniform");
    }

    private static List<Route> randomRoutes(Random random) {
        List<Route> routes = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_ROUTES);
        for (int i = 0; i < count; i++) {
            Route route = Route.of(randomPattern(random), HANDLER);
            routes.add(
                    switch (random.nextInt(5)) {
                        case 0 -> route;
                        case 1 -> route.withMethods("POST", "GET");
                        default -> route.withMethods(METHODS[random.nextInt(METHODS.length)]);
                    });
        }
        return routes;
    }

    private static String randomPattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        int depth = random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            pattern.append('/');
            if (random.nextInt(3) == 0) {
                pattern.append(':').append("pqrst".charAt(random.nextInt(5))).append(i);
            } else {
                pattern.append(WORDS[random.nextInt(WORDS.length)]);
            }
        }
        if (random.nextInt(6) == 0) {
            return pattern.append("/*rest").toString();
        }
        return pattern.append(random.nextBoolean() || pattern.isEmpty() ? "/" : "").toString();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
        int depth = random.nextInt(6);
        for (int i = 0; i < depth; i++) {
            path.append(WORDS[random.nextInt(WORDS.length)]);
            path.append(i < depth - 1 || random.nextInt(4) == 0 ? "/" : "");
            path.append(random.nextInt(10) == 0 ? "/" : "");
        }
        return path.toString();
    }

    private static Expected actual(Router router, String method, String path) {
        return switch (router.match(method, path)) {
            case RouteMatch.Found found ->
                    new Expected(found.route().index(), found.bindings().toMap(), List.of());
            case RouteMatch.MethodNotAllowed refused ->
                    new Expected(-1, Map.of(), refused.allowed());
            case RouteMatch.NotFound _ -> new Expected(-1, Map.of(), List.of());
        };
    }

    private static Expected scan(List<Route> routes, String method, String path) {
        int first = firstFor(routes, method, path);
        if (method.equals("HEAD") && (first < 0 || !routes.get(first).methods().contains("HEAD"))) {
            first = firstFor(routes, "GET", path);
        }
        if (first >= 0) {
            Map<String, String> bindings = bind(routes.get(first).pattern(), path);
            return new Expected(first, bindings == null ? Map.of() : bindings, List.of());
        }
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            if (bind(route.pattern(), path) != null) {
                allowed.addAll(route.methods());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return new Expected(-1, Map.of(), List.copyOf(allowed));
    }

    private static int firstFor(List<Route> routes, String method, String path) {
        for (int i = 0; i < routes.size(); i++) {
            List<String> methods = routes.get(i).methods();
            if ((methods.isEmpty() || methods.contains(method))
                    && bind(routes.get(i).pattern(), path) != null) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Map<String, String> bind(String pattern, String path) {
        List<String> wanted = segments(pattern);
        List<String> given = segments(path);
        Map<String, String> bindings = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("*")) {
                List<String> rest = given.subList(Math.min(i, given.size()), given.size());
                bindings.put(segment.substring(1), String.join("/", rest));
                return i <= given.size() ? bindings : null;
            }
            if (i >= given.size()) {
                return null;
            }
            if (segment.startsWith(":")) {
                bindings.put(segment.substring(1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return null;
            }
        }
        return wanted.size() == given.size() ? bindings : null;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/")));
        segments.removeIf(String::isEmpty);
        return segments;
    }
}
