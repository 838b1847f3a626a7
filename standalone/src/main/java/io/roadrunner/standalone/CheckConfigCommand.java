package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigSchema;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.Configuration;
import io.roadrunner.standalone.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `roadrunner check-config`: everything that is wrong with a configuration file, without serving
/// it or running its applications.
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Checks a configuration file as serve --config would, environment included.",
            "Prints every problem with its line."
        })
final class CheckConfigCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to check.")
    private @Nullable Path file;

    @Option(
            names = "--schema",
            description = "Print the JSON Schema of configuration files instead.")
    private boolean schema;

    @Mixin private SettingFlags settings = new SettingFlags();

    CheckConfigCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Path checked = file;
        if (schema) {
            screen.print(ConfigSchema.shipped().stripTrailing());
            return ExitCode.OK;
        }
        if (checked == null) {
            throw CommandFailure.usage("check-config takes a file, or --schema");
        }
        if (!Files.exists(checked)) {
            throw CommandFailure.usage(checked + " does not exist");
        }
        try {
            Configuration configuration =
                    ConfigSource.ofFile(checked, System.getenv(), settings.replacements()).read();
            configuration.notes().forEach(note -> screen.complain("roadrunner: " + note));
            String listeners = Plural.of(configuration.listeners().size(), "listener");
            screen.print(checked + ": no problems, " + listeners);
            return ExitCode.OK;
        } catch (InvalidConfigException e) {
            screen.complain(e.text());
            return ExitCode.FAILED;
        }
    }
}
