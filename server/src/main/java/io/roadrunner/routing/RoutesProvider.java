package io.roadrunner.routing;

/// The routes of an application that is packed into a jar, for a server that finds them with
/// [java.util.ServiceLoader]. The class is public, has a public constructor without parameters and
/// is named in `META-INF/services/io.roadrunner.routing.RoutesProvider` of the jar.
@FunctionalInterface
public interface RoutesProvider {
    /// What the application serves. Called once for each time that the jar is loaded, before the
    /// first request.
    ///
    /// @return the routes, or one handler for everything
    /// @throws Exception when the application cannot start; nothing is served then
    Routes routes() throws Exception;
}
