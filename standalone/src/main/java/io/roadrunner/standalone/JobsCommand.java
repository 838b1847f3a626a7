package io.roadrunner.standalone;

import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.StatusMethods;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `roadrunner jobs`: how the pipelines of a running server do.
final class JobsCommand implements Callable<Integer> {
    private static final String DESCRIPTION = "Asks a running server how its jobs go.";

    private final Screen screen;
    private final RemoteFlags remote = new RemoteFlags();

    JobsCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return remote.addTo(Commands.describe("jobs", this, DESCRIPTION));
    }

    @Override
    public Integer call() throws CommandFailure {
        try (RemoteServer server = remote.connect(RemoteServer.LATER)) {
            Message answer = server.call(StatusMethods.JOBS);
            if (remote.json()) {
                screen.print(MessageJson.of(MessageJson.fields(answer)));
            } else {
                table(answer).lines().forEach(screen::print);
            }
            return ExitCode.OK;
        }
    }

    private static Table table(Message answer) {
        Table table =
                new Table(
                        "PIPELINE",
                        "DRIVER",
                        "QUEUE",
                        "READY",
                        "PRIORITY",
                        "ACTIVE",
                        "RESERVED",
                        "DELAYED",
                        "MESSAGE");
        for (Message job : answer.messages("jobs")) {
            table.row(
                    job.text("pipeline"),
                    job.text("driver"),
                    job.text("queue"),
                    job.truth("ready") ? "yes" : "no",
                    job.number("priority"),
                    job.number("active"),
                    job.number("reserved"),
                    job.number("delayed"),
                    job.text("error_message"));
        }
        return table;
    }
}
