package io.roadrunner.standalone;

import io.roadrunner.standalone.config.Origin;
import io.roadrunner.standalone.config.Replacement;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flag `--set` of every command that reads a configuration. Filled in by picocli.
final class SettingFlags {
    private final OptionSpec settings =
            Commands.texts(
                    "--set",
                    "KEY=VALUE",
                    """
                    Any value of the configuration, as docs/configuration.md names it;
                    repeatable. For example --set listeners.web.max_clients=500 or, with
                    one listener, --set max_clients=500.
                    """);

    /// Gives it to a command.
    ///
    /// @return the command
    CommandSpec addTo(CommandSpec command) {
        return command.addOption(settings);
    }

    /// What the flags say, in order.
    ///
    /// @throws CommandFailure for what is no `KEY=VALUE`
    List<Replacement> replacements() throws CommandFailure {
        List<Replacement> all = new ArrayList<>();
        List<String> given = settings.getValue();
        for (String setting : given == null ? List.<String>of() : given) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw CommandFailure.usage("--set takes KEY=VALUE, not '" + setting + "'");
            }
            all.add(
                    new Replacement(
                            new Origin.Flag("--set"),
                            setting.substring(0, equals).strip(),
                            setting.substring(equals + 1)));
        }
        return all;
    }
}
