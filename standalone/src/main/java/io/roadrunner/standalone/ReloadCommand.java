package io.roadrunner.standalone;

import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.ServerMethods;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `roadrunner reload`: has a running server read its configuration again.
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Has a running server read its configuration and applications again.",
            "Routes and certificates too: all of them or, when something is wrong, none; exits",
            "with 1 then."
        })
final class ReloadCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin private RemoteFlags remote = new RemoteFlags();

    ReloadCommand(Screen screen) {
        this.screen = screen;
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
