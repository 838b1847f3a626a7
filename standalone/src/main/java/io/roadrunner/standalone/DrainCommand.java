package io.roadrunner.standalone;

import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `roadrunner drain`: has a running server finish what one or all of its listeners do.
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Drains a listener of a running server, or all of them.",
            "No new connections, and what runs may end. Shows how it goes; exits with 1 when",
            "something had to be cut off. The process goes on, and no reload brings the",
            "listener back."
        })
final class DrainCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(
            paramLabel = "LISTENER",
            arity = "0..1",
            description = "The name of the listener (default: all).")
    private @Nullable String listener;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long what runs may take: 250ms, 30s, 5m, forever (default: 30s).")
    private String timeout = "30s";

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "How long to accept still, not ready any more (default: 0s).")
    private String delay = "0s";

    @Mixin private RemoteFlags remote = new RemoteFlags();

    DrainCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (!timeout.equals("forever")) {
            checkTime("--timeout", timeout);
        }
        checkTime("--delay", delay);
        try (RemoteServer server = remote.connect(RemoteServer.SOON)) {
            refuseUnknown(server);
            Message drained =
                    server.call(
                            ListenerMethods.DRAIN,
                            ListenerMethods.DRAIN
                                    .argument()
                                    .message()
                                    .put("listener", listener == null ? "" : listener)
                                    .put("timeout", timeout)
                                    .put("delay", delay)
                                    .build());
            Interruption.explain(screen, "the drain goes on; roadrunner info tells how");
            Set<String> names = Set.copyOf(drained.texts("listeners"));
            RemoteDrains drains = new RemoteDrains(screen, names, remote.json());
            List<Message> ended = drains.follow(server);
            if (remote.json()) {
                screen.print(
                        MessageJson.of(
                                Map.of(
                                        "drains",
                                        ended.stream().map(MessageJson::fields).toList())));
            } else {
                drains.report(ended);
            }
            return ended.stream().anyMatch(RemoteDrains::wasCut) ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private static void checkTime(String flag, String text) throws CommandFailure {
        if (!text.matches("[0-9]{1,12}(ms|s|m|h)?")) {
            throw CommandFailure.usage(
                    Printing.clean(flag + " = " + text)
                            + ": must be a time such as 250ms, 30s or 5m");
        }
    }

    private void refuseUnknown(RemoteServer server) throws CommandFailure {
        List<String> known =
                server.call(ListenerMethods.LIST).messages("listeners").stream()
                        .map(message -> message.text("name"))
                        .toList();
        if (known.isEmpty()) {
            throw CommandFailure.failed("no listener runs any more");
        }
        if (listener != null && !known.contains(listener)) {
            String names = known.stream().collect(Collectors.joining(", "));
            throw CommandFailure.failed(
                    Printing.clean("no listener is called " + listener + "; there is " + names));
        }
    }
}
