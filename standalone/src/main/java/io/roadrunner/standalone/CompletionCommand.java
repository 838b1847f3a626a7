package io.roadrunner.standalone;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `roadrunner completion`: what lets a shell complete the commands and flags.
final class CompletionCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Prints a script for bash and zsh that completes commands and flags.
            To use it: source <(roadrunner completion)
            """;

    private final Screen screen;
    private final CommandLine commands;

    /// @param commands what can be completed
    CompletionCommand(Screen screen, CommandLine commands) {
        this.screen = screen;
        this.commands = commands;
    }

    CommandSpec spec() {
        return Commands.describe("completion", this, DESCRIPTION);
    }

    @Override
    public Integer call() {
        screen.print(AutoComplete.bash("roadrunner", commands).stripTrailing());
        return ExitCode.OK;
    }
}
