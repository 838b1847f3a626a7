package io.roadrunner.standalone.app;

import io.roadrunner.routing.Routes;
import io.roadrunner.routing.RoutesProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// A copy of a jar, opened: its own class loader, which sees the server's classes, and the provider
/// of its routes. Owned by one [Application], which closes it once.
final class ApplicationJar implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ApplicationJar.class.getName());

    private final Path jar;
    private final Path copy;
    private final URLClassLoader loader;
    private @Nullable RoutesProvider provider;

    private ApplicationJar(Path jar, Path copy) throws IOException {
        this.jar = jar;
        this.copy = copy;
        URL[] where = {copy.toUri().toURL()};
        this.loader = new URLClassLoader(where, ApplicationJar.class.getClassLoader());
    }

    /// Opens a jar; nothing of it runs yet.
    ///
    /// @throws InvalidApplicationException when it is no jar, with nothing left behind
    static ApplicationJar open(Path jar, JarCopies copies) throws InvalidApplicationException {
        if (!Files.isRegularFile(jar)) {
            throw new InvalidApplicationException("the application " + jar + " is not a file");
        }
        // A cached archive would stay open, and its file on the disk, when the loader is closed.
        URLConnection.setDefaultUseCaches("jar", false);
        Path copy = null;
        try {
            copy = copies.copy(jar);
            // A class loader takes what is no archive for an empty one.
            new JarFile(copy.toFile()).close();
            return new ApplicationJar(jar, copy);
        } catch (IOException e) {
            if (copy != null) {
                JarCopies.delete(copy);
            }
            throw new InvalidApplicationException(
                    "the application " + jar + " cannot be read: " + e.getMessage());
        }
    }

    /// Starts the application and asks it for its routes. Whatever it does wrong, errors of the
    /// virtual machine included, is told in a sentence.
    Routes start() throws InvalidApplicationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return checked(onlyProvider().routes());
        } catch (InvalidApplicationException e) {
            throw e;
        } catch (Throwable e) {
            throw new InvalidApplicationException(
                    "the application " + jar + " cannot be started: " + why(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Routes checked(@Nullable Routes routes) throws InvalidApplicationException {
        if (routes == null) {
            throw new InvalidApplicationException("the application " + jar + " returns no routes");
        }
        return routes;
    }

    private RoutesProvider onlyProvider() throws InvalidApplicationException {
        // The parent's providers, if it has any, are not the application's.
        List<ServiceLoader.Provider<RoutesProvider>> found =
                ServiceLoader.load(RoutesProvider.class, loader).stream()
                        .filter(candidate -> loader.equals(candidate.type().getClassLoader()))
                        .toList();
        if (found.isEmpty()) {
            throw new InvalidApplicationException(
                    "the application %s has no %s in META-INF/services"
                            .formatted(jar, RoutesProvider.class.getName()));
        }
        if (found.size() > 1) {
            throw new InvalidApplicationException(
                    "the application %s has %d providers of routes; one is allowed"
                            .formatted(jar, found.size()));
        }
        RoutesProvider only = found.getFirst().get();
        provider = only;
        return only;
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.equals(failure) ? failure.toString() : failure + ": " + cause;
    }

    /// What its classes are loaded by.
    ClassLoader loader() {
        return loader;
    }

    /// Closes the provider if it can be closed, then the class loader, and removes the copy. Says
    /// in the log what fails.
    @Override
    public void close() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            if (provider instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Throwable e) {
            LOGGER.log(Level.WARNING, "the application " + jar + " failed to close", e);
        } finally {
            thread.setContextClassLoader(before);
            release();
        }
    }

    private void release() {
        provider = null;
        try {
            loader.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the jar " + copy + " failed to close", e);
        } finally {
            JarCopies.delete(copy);
        }
    }
}
