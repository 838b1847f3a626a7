package io.roadrunner.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `roadrunner` alone: help, version and the list of commands.
@Command(
        name = "roadrunner",
        description = "An HTTP server.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; of a server: everything was drained",
            "1:failed, or not healthy; of a server: something had to be cut off",
            "2:the command line is wrong",
            "3:the server that was asked cannot be reached"
        })
final class RoadrunnerCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
