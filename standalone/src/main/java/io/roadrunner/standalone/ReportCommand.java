package io.roadrunner.standalone;

import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.MethodType;
import io.roadrunner.rpc.StatusMethods;
import io.roadrunner.status.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `roadrunner status` and `roadrunner ready`: what the checks of a running server say.
final class ReportCommand implements Callable<Integer> {
    private final Screen screen;
    private final MethodType method;
    private final PositionalParamSpec names =
            Commands.arguments("NAME", "Checks to ask, of listeners too (default: all).");
    private final RemoteFlags remote = new RemoteFlags();

    private ReportCommand(Screen screen, MethodType method) {
        this.screen = screen;
        this.method = method;
    }

    /// `roadrunner status`.
    static CommandSpec health(Screen screen) {
        return new ReportCommand(screen, StatusMethods.STATUS)
                .spec(
                        "status",
                        "Asks a running server whether it is healthy; exits with 1 if not.");
    }

    /// `roadrunner ready`.
    static CommandSpec ready(Screen screen) {
        return new ReportCommand(screen, StatusMethods.READY)
                .spec(
                        "ready",
                        "Asks a running server whether it takes requests; exits with 1 if not.");
    }

    private CommandSpec spec(String name, String description) {
        return remote.addTo(Commands.describe(name, this, description)).addPositional(names);
    }

    /// What one check says.
    ///
    /// @param code 0 when the server refuses to say one
    private record Finding(String name, long code, String message) {
        boolean isHealthy() {
            return code > 0 && new Status((int) code, "").isHealthy();
        }
    }

    @Override
    public Integer call() throws CommandFailure {
        try (RemoteServer server = remote.connect(RemoteServer.LATER)) {
            List<Finding> findings = new ArrayList<>();
            List<String> asked = names.getValue();
            boolean healthy =
                    asked == null ? askAll(server, findings) : ask(server, asked, findings);
            if (remote.json()) {
                screen.print(json(healthy, findings));
            } else {
                table(findings).lines().forEach(screen::print);
            }
            return healthy ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private boolean askAll(RemoteServer server, List<Finding> findings) throws CommandFailure {
        Message answer = server.call(method);
        for (Message entry : answer.messages("entries")) {
            findings.add(
                    new Finding(
                            entry.text("plugin_name"),
                            entry.number("status_code"),
                            entry.text("error_message")));
        }
        Finding whole = new Finding("(all)", answer.number("code"), answer.text("message"));
        if (!whole.message().isEmpty()) {
            findings.add(whole);
        }
        return whole.isHealthy();
    }

    private boolean ask(RemoteServer server, List<String> names, List<Finding> findings)
            throws CommandFailure {
        for (String name : names) {
            findings.add(ask(server, name));
        }
        return findings.stream().allMatch(Finding::isHealthy);
    }

    private Finding ask(RemoteServer server, String name) throws CommandFailure {
        Message argument = method.argument().message().put("plugin", name).build();
        try {
            Message answer = server.call(method, argument);
            return new Finding(name, answer.number("code"), answer.text("message"));
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.FAILED) {
                return new Finding(name, 0, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Table table(List<Finding> findings) {
        Table table = new Table("CHECK", "CODE", "MESSAGE");
        for (Finding finding : findings) {
            String healthy = finding.isHealthy() && finding.message().isEmpty() ? "ok" : "";
            table.row(
                    finding.name(),
                    finding.code() == 0 ? "-" : (Object) finding.code(),
                    healthy.isEmpty() ? finding.message() : healthy);
        }
        return table;
    }

    private static String json(boolean healthy, List<Finding> findings) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("plugin_name", finding.name());
            check.put("error_message", finding.message());
            check.put("status_code", finding.code());
            checks.add(check);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("healthy", healthy);
        report.put("checks", checks);
        return MessageJson.of(report);
    }
}
