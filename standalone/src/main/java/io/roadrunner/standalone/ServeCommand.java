package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigNode;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.Replacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `roadrunner serve`: a folder, an application that is packed into a jar, or what a configuration
/// file says.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Serves a folder, an application or what a file says until it is told to stop.",
            "SIGTERM and SIGINT drain; a second signal stops at once. SIGHUP reloads."
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Serve what this YAML file says; check-config tells what is wrong in it.")
    private @Nullable Path config;

    @Option(
            names = "--watch",
            description = "Reload when the configuration file or an application has changed.")
    private boolean watching;

    @Mixin private ListenerFlags flags = new ListenerFlags();

    ServeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        long asked = Stream.of(folder, application, config).filter(Objects::nonNull).count();
        if (asked > 1) {
            throw CommandFailure.usage("serve takes a folder, --app or --config, one of them");
        }
        List<Replacement> replacements = flags.replacements();
        Path jar = application;
        Path file = config;
        if (jar != null) {
            Path absolute = jar.toAbsolutePath();
            return run(
                    command("app", ConfigSource.value(absolute.toString()), replacements),
                    "serving the application " + jar);
        }
        if (file != null) {
            return run(
                    ConfigSource.ofFile(file, System.getenv(), replacements),
                    "serving what " + file + " says");
        }
        Path root = realFolder(folder == null ? Path.of("") : folder);
        ConfigNode options =
                ConfigSource.section(Map.of("dir", ConfigSource.value(root.toString())));
        return run(command("static", options, replacements), "serving the folder " + root);
    }

    private int run(ConfigSource source, String headline) throws Exception {
        return new ServerRun(screen, source, watching).run(headline);
    }

    /// One route for everything.
    private ConfigSource command(String target, ConfigNode value, List<Replacement> replacements) {
        ConfigNode route =
                ConfigSource.section(Map.of("path", ConfigSource.value("/*path"), target, value));
        Map<String, ConfigNode> listener = new HashMap<>(flags.defaults());
        listener.put("routes", ConfigSource.list(route));
        return ConfigSource.ofCommand(
                ConfigSource.section(listener), null, System.getenv(), replacements);
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
