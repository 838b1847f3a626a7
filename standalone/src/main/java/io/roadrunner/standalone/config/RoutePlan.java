package io.roadrunner.standalone.config;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.routing.Routes;
import java.nio.file.Path;
import java.util.List;

/// A route of a listener as it is configured. Immutable.
///
/// @param path the pattern
/// @param methods which are served, empty for all
/// @param middlewares run around the handler, the first outermost
/// @param target what serves it
/// @param origin where it is configured
public record RoutePlan(
        String path,
        List<String> methods,
        List<Middleware> middlewares,
        Target target,
        Origin origin) {
    /// Copies the lists.
    public RoutePlan {
        methods = List.copyOf(methods);
        middlewares = List.copyOf(middlewares);
    }

    /// What serves a route.
    public sealed interface Target {}

    /// A handler.
    ///
    /// @param handler serves the path itself
    public record Served(Handler handler) implements Target {}

    /// The application in a jar, below the path.
    ///
    /// @param jar its absolute path
    public record App(Path jar) implements Target {}

    /// Routes of this program, as they are.
    ///
    /// @param routes a table
    public record Table(Routes routes) implements Target {}

    /// Whether the last segment of a pattern is a wildcard.
    static boolean endsInWildcard(String path) {
        return path.startsWith("*", path.lastIndexOf('/') + 1);
    }

    /// A pattern without the wildcard at its end, `/` when nothing is left.
    public static String prefix(String path) {
        String prefix = endsInWildcard(path) ? path.substring(0, path.lastIndexOf('/')) : path;
        return prefix.isEmpty() ? "/" : prefix;
    }
}
