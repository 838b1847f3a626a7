package io.roadrunner.standalone;

import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.ServerMethods;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `roadrunner reload`: has a running server read its configuration again.
final class ReloadCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Has a running server read its configuration and applications again.
            Routes and certificates too: all of them or, when something is wrong, none; exits
            with 1 then.
            """;

    private final Screen screen;
    private final RemoteFlags remote = new RemoteFlags();

    ReloadCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return remote.addTo(Commands.describe("reload", this, DESCRIPTION));
    }

    @Override
    public Integer call() throws CommandFailure {
        try (RemoteServer server = remote.connect(RemoteServer.LATER)) {
            Message answer = server.call(ServerMethods.RELOAD);
            screen.print(
                    remote.json()
                            ? MessageJson.of(MessageJson.fields(answer))
                            : "reloaded: generation " + answer.number("generation"));
            return ExitCode.OK;
        }
    }
}
