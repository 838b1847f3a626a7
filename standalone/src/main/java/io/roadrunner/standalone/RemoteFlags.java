package io.roadrunner.standalone;

import io.roadrunner.rpc.RpcAddress;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flags of every command that asks a running server. Filled in by picocli.
final class RemoteFlags {
    /// The variable that tells a server where to listen tells its commands too.
    private static final String VARIABLE = "ROADRUNNER_RPC_LISTEN";

    private final OptionSpec rpc =
            Commands.text(
                    "--rpc",
                    "ADDRESS",
                    """
                    Where the server is: tcp://HOST:PORT or unix://PATH
                    (default: $ROADRUNNER_RPC_LISTEN, else tcp://127.0.0.1:6001).
                    """);
    private final OptionSpec json = Commands.toggle("--json", "Print JSON, for machines.");

    /// Gives them to a command.
    ///
    /// @return the command
    CommandSpec addTo(CommandSpec command) {
        return command.addOption(rpc).addOption(json);
    }

    /// Whether machines read what is printed.
    boolean json() {
        return Commands.isGiven(json);
    }

    /// Connects to the server.
    ///
    /// @param timeout how long connecting may take, and each call
    /// @throws CommandFailure when nobody is there, or the address is none
    RemoteServer connect(Duration timeout) throws CommandFailure {
        String given = rpc.getValue();
        String text = given == null ? System.getenv(VARIABLE) : given;
        String name = given == null ? VARIABLE : "--rpc";
        try {
            RpcAddress address =
                    text == null || text.isEmpty() ? RpcAddress.STANDARD : RpcAddress.parse(text);
            return RemoteServer.connect(address, timeout);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(name + " = " + Printing.clean(text) + ": " + e.getMessage());
        }
    }
}
