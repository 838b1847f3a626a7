package io.roadrunner.standalone;

import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `roadrunner drain`: has a running server finish what one or all of its listeners do.
final class DrainCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Drains a listener of a running server, or all of them.
            No new connections, and what runs may end. Shows how it goes; exits with 1 when
            something had to be cut off. The process goes on, and no reload brings the
            listener back.
            """;

    private final Screen screen;
    private final PositionalParamSpec listener =
            Commands.argument(String.class, "LISTENER", "The name of the listener (default: all).");
    private final OptionSpec timeout =
            Commands.textOr(
                    "30s",
                    "--timeout",
                    "TIME",
                    "How long what runs may take: 250ms, 30s, 5m, forever (default: 30s).");
    private final OptionSpec delay =
            Commands.textOr(
                    "0s",
                    "--delay",
                    "TIME",
                    "How long to accept still, not ready any more (default: 0s).");
    private final RemoteFlags remote = new RemoteFlags();

    DrainCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return remote.addTo(Commands.describe("drain", this, DESCRIPTION))
                .addPositional(listener)
                .addOption(timeout)
                .addOption(delay);
    }

    @Override
    public Integer call() throws CommandFailure {
        String name = listener.getValue();
        String longest = timeout.getValue();
        String first = delay.getValue();
        if (!longest.equals("forever")) {
            checkTime("--timeout", longest);
        }
        checkTime("--delay", first);
        try (RemoteServer server = remote.connect(RemoteServer.SOON)) {
            refuseUnknown(server, name);
            Message drained =
                    server.call(
                            ListenerMethods.DRAIN,
                            ListenerMethods.DRAIN
                                    .argument()
                                    .message()
                                    .put("listener", name == null ? "" : name)
                                    .put("timeout", longest)
                                    .put("delay", first)
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

    private static void refuseUnknown(RemoteServer server, @Nullable String name)
            throws CommandFailure {
        List<String> known =
                server.call(ListenerMethods.LIST).messages("listeners").stream()
                        .map(message -> message.text("name"))
                        .toList();
        if (known.isEmpty()) {
            throw CommandFailure.failed("no listener runs any more");
        }
        if (name != null && !known.contains(name)) {
            String names = known.stream().collect(Collectors.joining(", "));
            throw CommandFailure.failed(
                    Printing.clean("no listener is called " + name + "; there is " + names));
        }
    }
}
