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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `roadrunner serve`: a folder, an application that is packed into a jar, or what a configuration
/// file says.
final class ServeCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Serves a folder, an application or what a file says until it is told to stop.
            SIGTERM and SIGINT drain; a second signal stops at once. SIGHUP reloads.
            """;

    private final Screen screen;
    private final ListenerFlags flags = new ListenerFlags();
    private final PositionalParamSpec folder =
            Commands.argument(Path.class, "DIR", "The folder to serve (default: the current one).");
    private final OptionSpec application =
            Commands.file(
                    "--app",
                    "JAR",
                    "Serve the application in this jar, found by its RoutesProvider.");
    private final OptionSpec config =
            Commands.file(
                    "--config",
                    "FILE",
                    "Serve what this YAML file says; check-config tells what is wrong in it.");
    private final OptionSpec watching =
            Commands.toggle(
                    "--watch", "Reload when the configuration file or an application has changed.");

    ServeCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return flags.addTo(Commands.describe("serve", this, DESCRIPTION))
                .addPositional(folder)
                .addOption(application)
                .addOption(config)
                .addOption(watching);
    }

    @Override
    public Integer call() throws Exception {
        Path served = folder.getValue();
        Path jar = application.getValue();
        Path file = config.getValue();
        long asked = Stream.of(served, jar, file).filter(Objects::nonNull).count();
        if (asked > 1) {
            throw CommandFailure.usage("serve takes a folder, --app or --config, one of them");
        }
        List<Replacement> replacements = flags.replacements();
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
        Path root = realFolder(served == null ? Path.of("") : served);
        ConfigNode options =
                ConfigSource.section(Map.of("dir", ConfigSource.value(root.toString())));
        return run(command("static", options, replacements), "serving the folder " + root);
    }

    private int run(ConfigSource source, String headline) throws Exception {
        return new ServerRun(screen, source, Commands.isGiven(watching)).run(headline);
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
