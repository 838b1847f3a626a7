package io.roadrunner.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Describes commands to picocli. Its annotations would be shorter, but whoever starts a server
/// waits until they have been read, a fifth of the time to its first answer. Stateless.
final class Commands {
    private Commands() {}

    /// A command that does something.
    ///
    /// @param action what it does; the exit code
    /// @param description for the usage, which keeps its lines
    static CommandSpec describe(String name, Callable<Integer> action, String description) {
        return describe(name, (Object) action, description);
    }

    /// A command that is nothing without one of its own.
    ///
    /// @param action refuses to go on
    /// @param description for the usage, which keeps its lines
    static CommandSpec describe(String name, Runnable action, String description) {
        return describe(name, (Object) action, description);
    }

    private static CommandSpec describe(String name, Object action, String description) {
        CommandSpec command = CommandSpec.wrapWithoutInspection(action).name(name);
        command.usageMessage().description(description.lines().toArray(String[]::new));
        return command.versionProvider(new Version())
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help message and exit.")
                                .build())
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("Print version information and exit.")
                                .build());
    }

    /// A flag without a value.
    ///
    /// @param description for the usage
    static OptionSpec toggle(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(flowing(description))
                .build();
    }

    /// Whether a flag without a value was given.
    static boolean isGiven(OptionSpec toggle) {
        return Boolean.TRUE.equals(toggle.getValue());
    }

    /// A flag with a text, null when it was not given.
    ///
    /// @param label what the usage calls the text
    /// @param description for the usage
    static OptionSpec text(String name, String label, String description) {
        return flag(name, label, description).type(String.class).build();
    }

    /// A flag with a text that has one without it, too.
    ///
    /// @param label what the usage calls the text
    /// @param description for the usage
    static OptionSpec textOr(String standard, String name, String label, String description) {
        return flag(name, label, description).type(String.class).defaultValue(standard).build();
    }

    /// A flag with the path of a file, null when it was not given.
    ///
    /// @param label what the usage calls the file
    /// @param description for the usage
    static OptionSpec file(String name, String label, String description) {
        return flag(name, label, description).type(Path.class).build();
    }

    /// A flag with a whole number, null when it was not given.
    ///
    /// @param label what the usage calls the number
    /// @param description for the usage
    static OptionSpec number(String name, String label, String description) {
        return flag(name, label, description).type(Integer.class).build();
    }

    /// A flag with a text that may be given several times: a list, null when it was not given.
    ///
    /// @param label what the usage calls the text
    /// @param description for the usage
    static OptionSpec texts(String name, String label, String description) {
        return flag(name, label, description).type(List.class).auxiliaryTypes(String.class).build();
    }

    private static OptionSpec.Builder flag(String name, String label, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(label)
                .description(flowing(description));
    }

    /// An argument that may be missing, null then.
    ///
    /// @param type what it is made into
    /// @param description for the usage
    static PositionalParamSpec argument(Class<?> type, String label, String description) {
        return PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(type)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /// Any number of arguments: a list of texts, null when there are none.
    ///
    /// @param description for the usage
    static PositionalParamSpec arguments(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /// Breaks where the usage has to.
    private static String flowing(String description) {
        return description.strip().replace('\n', ' ');
    }
}
