package io.roadrunner.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `roadrunner` alone: help, version and the list of commands.
final class RoadrunnerCommand implements Runnable {
    private final CommandSpec spec = Commands.describe("roadrunner", this, "An HTTP server.");

    CommandSpec spec() {
        Map<String, String> exitCodes = new LinkedHashMap<>();
        exitCodes.put("0", "done; of a server: everything was drained");
        exitCodes.put("1", "failed, or not healthy; of a server: something had to be cut off");
        exitCodes.put("2", "the command line is wrong");
        exitCodes.put("3", "the server that was asked cannot be reached");
        spec.usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes);
        return spec;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
