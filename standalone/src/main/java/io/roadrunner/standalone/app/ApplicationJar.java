package io.roadrunner.standalone;

import io.roadrunner.routing.Routes;
import io.roadrunner.routing.RoutesProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// An application in a jar with its own class loader, which sees the server's classes. Owned by the
/// command that serves it; closed when nothing of it runs any more.
final class ApplicationJar implements AutoCloseable {
    private final URLClassLoader loader;
    private final Routes routes;

    private ApplicationJar(URLClassLoader loader, Routes routes) {
        this.loader = loader;
        this.routes = routes;
    }

    /// Loads the application and asks it for its routes.
    ///
    /// @throws CommandFailure in one sentence when there is none, more than one or a broken one
    static ApplicationJar load(Path jar) throws CommandFailure, IOException {
        if (!Files.isRegularFile(jar)) {
            throw CommandFailure.failed("the application " + jar + " is not a file");
        }
        URL[] where = {jar.toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(where, Main.class.getClassLoader());
        try {
            return new ApplicationJar(loader, routesOf(jar, loader));
        } catch (CommandFailure e) {
            loader.close();
            throw e;
        }
    }

    /// Whatever the application does wrong, `NoClassDefFoundError`s included, is told in a
    /// sentence.
    private static Routes routesOf(Path jar, URLClassLoader loader) throws CommandFailure {
        try {
            return provider(jar, loader).get().routes();
        } catch (CommandFailure e) {
            throw e;
        } catch (ServiceConfigurationError | LinkageError | Exception e) {
            throw CommandFailure.failed("the application " + jar + " cannot be started: " + why(e));
        }
    }

    private static ServiceLoader.Provider<RoutesProvider> provider(Path jar, ClassLoader loader)
            throws CommandFailure {
        // The parent's providers, if it has any, are not the application's.
        List<ServiceLoader.Provider<RoutesProvider>> found =
                ServiceLoader.load(RoutesProvider.class, loader).stream()
                        .filter(provider -> loader.equals(provider.type().getClassLoader()))
                        .toList();
        if (found.isEmpty()) {
            throw CommandFailure.failed(
                    "the application %s has no %s in META-INF/services"
                            .formatted(jar, RoutesProvider.class.getName()));
        }
        if (found.size() > 1) {
            throw CommandFailure.failed(
                    "the application %s has %d providers of routes; one is allowed"
                            .formatted(jar, found.size()));
        }
        return found.getFirst();
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.equals(failure) ? failure.toString() : failure + ": " + cause;
    }

    /// What the application serves.
    Routes routes() {
        return routes;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
