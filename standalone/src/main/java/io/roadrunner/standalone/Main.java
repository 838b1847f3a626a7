package io.roadrunner.standalone;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry of the program: `roadrunner --help`. Main thread.
public final class Main {
    private Main() {}

    /// Runs a command and ends the process: 0 for success, 1 for a failure, 2 for a command line
    /// that cannot be understood, 3 for a server that cannot be reached.
    public static void main(String[] arguments) {
        System.exit(run(Screen.ofProcess(), arguments));
    }

    /// Runs a command.
    ///
    /// @return its exit code
    static int run(Screen screen, String... arguments) {
        LogLines.install(screen);
        CommandLine commands =
                withSubcommands(screen, arguments)
                        .setParameterExceptionHandler((wrong, _) -> explain(wrong))
                        .setExecutionExceptionHandler((failure, _, _) -> explain(screen, failure));
        return commands.execute(arguments);
    }

    /// Only the command that is meant, if it is named: to describe all of them takes a server's
    /// start some time.
    private static CommandLine withSubcommands(Screen screen, String... arguments) {
        Map<String, Supplier<CommandSpec>> all = new LinkedHashMap<>();
        all.put("serve", () -> new ServeCommand(screen).spec());
        all.put("demo", () -> new DemoCommand(screen).spec());
        all.put("status", () -> ReportCommand.health(screen));
        all.put("ready", () -> ReportCommand.ready(screen));
        all.put("jobs", () -> new JobsCommand(screen).spec());
        all.put("info", () -> new InfoCommand(screen).spec());
        all.put("drain", () -> new DrainCommand(screen).spec());
        all.put("reload", () -> new ReloadCommand(screen).spec());
        all.put("stop", () -> new StopCommand(screen).spec());
        all.put("check-config", () -> new CheckConfigCommand(screen).spec());
        CommandLine commands = new CommandLine(new RoadrunnerCommand().spec());
        Supplier<CommandSpec> meant = arguments.length == 0 ? null : all.get(arguments[0]);
        if (meant != null) {
            return commands.addSubcommand(meant.get());
        }
        all.values().forEach(command -> commands.addSubcommand(command.get()));
        return commands.addSubcommand(new CompletionCommand(screen, commands).spec());
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
