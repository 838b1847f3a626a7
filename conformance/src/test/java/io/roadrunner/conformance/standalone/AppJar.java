package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Applications that are compiled and packed here: what a build would do.
final class AppJar {
    /// One provider, `app.Provider`.
    static final String SERVICES = "app.Provider\n";

    private static final String SERVICE = "META-INF/services/io.roadrunner.routing.RoutesProvider";

    private AppJar() {}

    /// A provider class.
    ///
    /// @param name of the class in the package `app`
    /// @param body what `routes()` does; `answer()` says "from the jar"
    /// @param members further members of the class
    static String source(String name, String body, String members) {
        return """
        package app;
        import io.roadrunner.http.*;
        import io.roadrunner.routing.*;
        public final class %s implements RoutesProvider, AutoCloseable {
            @Override public Routes routes() throws Exception { %s }
            @Override public void close() throws Exception {
                String closed = System.getProperty("app.closed");
                if (closed != null) { java.nio.file.Files.writeString(java.nio.file.Path.of(closed),
                    "x", java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND); }
            }
            static Response answer() { return Responses.text(200, "from the jar"); }
            %s
        }
        """
                .formatted(name, body, members);
    }

    /// Writes a jar with the classes `app.Provider` and `app.Second`, which do the same.
    ///
    /// @param folder for the work and the jar `app.jar`
    /// @param services the names of the providers; null for none
    static Path build(Path folder, String body, String services) {
        try {
            Path work = Files.createTempDirectory(folder, "app");
            for (String name : new String[] {"Provider", "Second"}) {
                compile(work, name, source(name, body, ""));
            }
            return pack(work, services);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a jar with one provider.
    ///
    /// @param body what `routes()` does
    /// @param members further members of `app.Provider`
    static Path buildOne(Path folder, String body, String members) {
        try {
            Path work = Files.createTempDirectory(folder, "app");
            compile(work, "Provider", source("Provider", body, members));
            return pack(work, SERVICES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts another jar in the place of one, as a deployment does.
    static void replace(Path jar, Path by) {
        try {
            Path beside = Files.copy(by, jar.resolveSibling(jar.getFileName() + ".new"));
            Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pack(Path work, String services) throws IOException {
        Path jar = work.resolve("app.jar");
        List<Path> classes;
        try (Stream<Path> files = Files.list(work.resolve("app"))) {
            classes = files.sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path each : classes) {
                out.putNextEntry(new JarEntry("app/" + each.getFileName()));
                out.write(Files.readAllBytes(each));
            }
            if (services != null) {
                out.putNextEntry(new JarEntry(SERVICE));
                out.write(services.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void compile(Path work, String name, String source) throws IOException {
        Path file = Files.writeString(work.resolve(name + ".java"), source);
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                work.toString(),
                                file.toString());
        assertEquals(0, failed);
    }
}
