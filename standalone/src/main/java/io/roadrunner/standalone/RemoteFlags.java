package io.roadrunner.standalone;

import io.roadrunner.rpc.RpcAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of every command that asks a running server. Filled in by picocli.
final class RemoteFlags {
    /// The variable that tells a server where to listen tells its commands too.
    private static final String VARIABLE = "ROADRUNNER_RPC_LISTEN";

    @Option(
            names = "--rpc",
            paramLabel = "ADDRESS",
            description = {
                "Where the server is: tcp://HOST:PORT or unix://PATH",
                "(default: $ROADRUNNER_RPC_LISTEN, else tcp://127.0.0.1:6001)."
            })
    private @Nullable String rpc;

    @Option(names = "--json", description = "Print JSON, for machines.")
    private boolean json;

    /// Whether machines read what is printed.
    boolean json() {
        return json;
    }

    /// Connects to the server.
    ///
    /// @param timeout how long connecting may take, and each call
    /// @throws CommandFailure when nobody is there, or the address is none
    RemoteServer connect(Duration timeout) throws CommandFailure {
        String text = rpc == null ? System.getenv(VARIABLE) : rpc;
        String name = rpc == null ? VARIABLE : "--rpc";
        try {
            RpcAddress address =
                    text == null || text.isEmpty() ? RpcAddress.STANDARD : RpcAddress.parse(text);
            return RemoteServer.connect(address, timeout);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(name + " = " + Printing.clean(text) + ": " + e.getMessage());
        }
    }
}
