package io.roadrunner.standalone;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.files.StaticFiles;
import io.roadrunner.routing.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `roadrunner serve`: a folder, or an application that is packed into a jar.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Serves a folder or an application until it is told to stop.",
            "SIGTERM and SIGINT drain; a second signal stops at once."
        })
final class ServeCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "The folder to serve (default: the current one).")
    private @Nullable Path folder;

    @Option(
            names = "--app",
            paramLabel = "JAR",
            description = "Serve the application in this jar, found by its RoutesProvider.")
    private @Nullable Path application;

    @Mixin private ListenerFlags flags = new ListenerFlags();

    ServeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        Path jar = application;
        return jar == null ? serveFolder() : serveApplication(jar);
    }

    private int serveFolder() throws Exception {
        Path root = realFolder(folder == null ? Path.of("") : folder);
        ListenerOptions options = flags.applyTo(serving(Routes.handler(StaticFiles.of(root))));
        return new ServerRun(screen, options).run("serving the folder " + root);
    }

    private int serveApplication(Path jar) throws Exception {
        if (folder != null) {
            throw CommandFailure.usage("serve takes a folder or --app, not both");
        }
        // Flags first: an application is not started in vain.
        flags.applyTo(ListenerOptions.builder());
        try (ApplicationJar loaded = ApplicationJar.load(jar)) {
            ListenerOptions options = flags.applyTo(serving(loaded.routes()));
            return new ServerRun(screen, options).run("serving the application " + jar);
        }
    }

    private static ListenerOptionsBuilder serving(Routes routes) {
        return ListenerOptions.builder().routes(routes);
    }

    private static Path realFolder(Path folder) throws CommandFailure {
        if (!Files.isDirectory(folder)) {
            String why = Files.exists(folder) ? " is not a folder" : " does not exist";
            throw CommandFailure.usage(folder + why);
        }
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw CommandFailure.failed(folder + " cannot be read: " + e.getMessage());
        }
    }
}
