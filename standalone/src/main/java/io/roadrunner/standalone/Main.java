package io.roadrunner.standalone;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry of the program: `roadrunner --help`. Main thread.
public final class Main {
    private Main() {}

    /// Runs a command and ends the process: 0 for success, 1 for a failure, 2 for a command line
    /// that cannot be understood.
    public static void main(String[] arguments) {
        System.exit(run(Screen.ofProcess(), arguments));
    }

    private static int run(Screen screen, String... arguments) {
        LogLines.install(screen);
        CommandLine commands =
                new CommandLine(new RoadrunnerCommand())
                        .addSubcommand(new ServeCommand(screen))
                        .addSubcommand(new DemoCommand(screen))
                        .addSubcommand(new CheckConfigCommand(screen))
                        .setParameterExceptionHandler((wrong, _) -> explain(wrong))
                        .setExecutionExceptionHandler((failure, _, _) -> explain(screen, failure));
        return commands.execute(arguments);
    }

    /// What is wrong, what may have been meant, and always the usage.
    private static int explain(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("roadrunner: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        command.usage(err);
        return ExitCode.USAGE;
    }

    /// Anything that is not expected is shown with its stack, by picocli.
    private static int explain(Screen screen, Exception failure) throws Exception {
        if (failure instanceof CommandFailure expected) {
            screen.complain("roadrunner: " + expected.getMessage());
            return expected.exitCode();
        }
        throw failure;
    }
}
