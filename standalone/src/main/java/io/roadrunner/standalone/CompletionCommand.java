package io.roadrunner.standalone;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `roadrunner completion`: what lets a shell complete the commands and flags.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints a script for bash and zsh that completes commands and flags.",
            "To use it: source <(roadrunner completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Screen screen;

    @Spec private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        screen.print(AutoComplete.bash("roadrunner", spec.root().commandLine()).stripTrailing());
        return ExitCode.OK;
    }
}
