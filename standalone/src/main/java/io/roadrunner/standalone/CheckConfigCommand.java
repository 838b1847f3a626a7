package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigSchema;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.Configuration;
import io.roadrunner.standalone.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `roadrunner check-config`: everything that is wrong with a configuration file, without serving
/// it or running its applications.
final class CheckConfigCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Checks a configuration file as serve --config would, environment included.
            Prints every problem with its line.
            """;

    private final Screen screen;
    private final PositionalParamSpec file =
            Commands.argument(Path.class, "FILE", "The file to check.");
    private final OptionSpec schema =
            Commands.toggle("--schema", "Print the JSON Schema of configuration files instead.");
    private final SettingFlags settings = new SettingFlags();

    CheckConfigCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return settings.addTo(Commands.describe("check-config", this, DESCRIPTION))
                .addPositional(file)
                .addOption(schema);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Path checked = file.getValue();
        if (Commands.isGiven(schema)) {
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
