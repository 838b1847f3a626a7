package io.roadrunner.standalone.config;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.InvalidRouteException;
import io.roadrunner.routing.Route;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the routes of a listener of their list in the configuration. Belongs to one reading.
final class RouteReader {
    private static final Handler NOTHING = _ -> Responses.notFound();

    private final Path base;
    private final Problems problems;

    RouteReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /// The routes in their order, without those that cannot be made.
    ///
    /// @param list what has been held to its shape; null for none
    /// @param path the path of the list
    List<RoutePlan> read(@Nullable ConfigNode list, String path) {
        List<RoutePlan> routes = new ArrayList<>();
        if (list instanceof Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                if (item instanceof Mapping route && route.value("path") instanceof Scalar text) {
                    RoutePlan plan = route(route, text, path);
                    if (plan != null) {
                        routes.add(plan);
                    }
                }
            }
        }
        return routes;
    }

    private @Nullable RoutePlan route(Mapping route, Scalar pattern, String path) {
        OptionValues values = new OptionValues(route, base);
        List<String> methods = values.texts("methods");
        boolean valid = isValid(pattern, methods, path);
        RoutePlan.Target target = target(route, pattern.text(), path);
        if (target == null || !valid) {
            return null;
        }
        if (target instanceof RoutePlan.App && !methods.isEmpty()) {
            problems.add(route.origin(), path, "an application says itself which methods it has");
        }
        return new RoutePlan(
                pattern.text(),
                methods,
                new MiddlewareReader(base, problems).read(route.value("middlewares"), path),
                target,
                route.origin());
    }

    private boolean isValid(Scalar pattern, List<String> methods, String path) {
        try {
            Route route = Route.of(pattern.text(), NOTHING);
            if (!methods.isEmpty()) {
                route.withMethods(methods.toArray(String[]::new));
            }
            return true;
        } catch (InvalidRouteException e) {
            problems.add(pattern, path + ".path", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private RoutePlan.@Nullable Target target(Mapping route, String pattern, String path) {
        List<String> given = new ArrayList<>(route.entries().keySet());
        given.retainAll(ConfigShape.TARGETS.fields().keySet());
        if (given.size() != 1) {
            problems.add(
                    route.origin(),
                    path,
                    (given.isEmpty() ? "a route needs one of " : "a route has only one of ")
                            + String.join(", ", ConfigShape.TARGETS.fields().keySet()));
            return null;
        }
        String kind = given.getFirst();
        ConfigNode value = route.value(kind);
        String where = path + "." + kind;
        if (value instanceof Scalar jar) {
            return app(jar, where);
        }
        return value instanceof Mapping options
                ? served(options, where, values -> handler(kind, pattern, values))
                : null;
    }

    private static Handler handler(String kind, String pattern, OptionValues values) {
        return switch (kind) {
            case "static" -> StaticMount.handler(pattern, values);
            case "redirect" -> FixedAnswers.redirect(values);
            case "respond" -> FixedAnswers.respond(values);
            default -> throw new IllegalStateException(kind);
        };
    }

    private RoutePlan.@Nullable Target served(
            Mapping options, String path, Function<OptionValues, Handler> factory) {
        try {
            return new RoutePlan.Served(factory.apply(new OptionValues(options, base)));
        } catch (IllegalArgumentException e) {
            problems.add(options.origin(), path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private RoutePlan.@Nullable Target app(Scalar jar, String path) {
        try {
            Path file = base.resolve(jar.text());
            if (Files.isRegularFile(file)) {
                return new RoutePlan.App(file);
            }
            problems.addMissing(jar, path, file);
        } catch (InvalidPathException e) {
            problems.add(jar, path, "is no path here: " + e.getReason());
        }
        return null;
    }
}
