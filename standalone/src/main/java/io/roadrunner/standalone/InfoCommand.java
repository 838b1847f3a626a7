package io.roadrunner.standalone;

import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `roadrunner info`: the process and the listeners of a running server.
final class InfoCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            "Shows the listeners of a running server with what they do at this moment.";

    private final Screen screen;
    private final RemoteFlags remote = new RemoteFlags();

    InfoCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return remote.addTo(Commands.describe("info", this, DESCRIPTION));
    }

    @Override
    public Integer call() throws CommandFailure {
        try (RemoteServer server = remote.connect(RemoteServer.SOON)) {
            Message process = server.call(ProgramInfo.TYPE);
            Message list = server.call(ListenerMethods.LIST);
            if (remote.json()) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("server", MessageJson.fields(process));
                all.putAll(MessageJson.fields(list));
                screen.print(MessageJson.of(all));
            } else {
                screen.print(describe(process));
                table(list).lines().forEach(screen::print);
                drains(list);
            }
            return ExitCode.OK;
        }
    }

    private static String describe(Message process) {
        String page = process.text("status_page");
        String text =
                "roadrunner %s, process %d, %sgeneration %d, status page: %s"
                        .formatted(
                                process.text("version"),
                                process.number("pid"),
                                age(process.text("started")),
                                process.number("generation"),
                                page.isEmpty() ? "none" : page);
        return Printing.clean(process.truth("stopping") ? text + ", stopping" : text);
    }

    private static String age(String started) {
        try {
            Duration age = Duration.between(Instant.parse(started), Instant.now());
            return "up %d:%02d:%02d, "
                    .formatted(age.toHours(), age.toMinutesPart(), age.toSecondsPart());
        } catch (DateTimeParseException _) {
            return "";
        }
    }

    private static Table table(Message list) {
        Table table =
                new Table(
                        "LISTENER",
                        "PHASE",
                        "ADDRESS",
                        "CONNECTIONS",
                        "MAX",
                        "REQUESTS",
                        "SERVED",
                        "REJECTED",
                        "ROUTES",
                        "TLS");
        for (Message listener : list.messages("listeners")) {
            table.row(
                    listener.text("name"),
                    listener.text("phase").toLowerCase(Locale.ROOT),
                    listener.text("address"),
                    listener.number("connections"),
                    listener.number("max_connections"),
                    listener.number("requests"),
                    listener.number("requests_served"),
                    listener.number("rejected"),
                    listener.number("routes_generation"),
                    listener.number("tls_generation"));
        }
        return table;
    }

    /// Of listeners that are not there any more, and of those that are about to go.
    private void drains(Message list) {
        for (Message drain : list.messages("drains")) {
            screen.print(RemoteDrains.describe(drain, drain.text("listener") + ": "));
        }
    }
}
