package io.roadrunner.rpc;

import io.roadrunner.status.JobState;
import io.roadrunner.status.JobsException;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.status.StatusReport;
import java.util.List;

/// How the program is doing, by the same checks as over HTTP. While the program shuts down the
/// answer is what HTTP gives then: the code of the option, and [#SHUTTING_DOWN]. Any thread.
public final class StatusMethods {
    /// The message while the program shuts down.
    public static final String SHUTTING_DOWN = "service is shutting down";

    private static final int UNKNOWN = 404;
    private static final int THROWN = 500;

    private static final MessageType ENTRY =
            MessageType.of(
                    "StatusEntry",
                    Field.text(1, "plugin_name"),
                    Field.text(2, "error_message"),
                    Field.number(3, "status_code"));

    private static final MessageType REQUEST =
            MessageType.of("StatusRequest", Field.text(1, "plugin"));

    private static final MessageType RESULT =
            MessageType.of(
                    "StatusResult",
                    Field.number(1, "code"),
                    Field.text(2, "message"),
                    Field.messages(3, "entries", ENTRY));

    private static final MessageType JOB =
            MessageType.of(
                    "Job",
                    Field.text(1, "pipeline"),
                    Field.number(2, "priority"),
                    Field.truth(3, "ready"),
                    Field.text(4, "queue"),
                    Field.number(5, "active"),
                    Field.number(6, "delayed"),
                    Field.number(7, "reserved"),
                    Field.text(8, "driver"),
                    Field.text(9, "error_message"));

    /// Health of a check: `{"plugin": "http"}` → `{"code": 200}`. Without a name all are asked: the
    /// code of `/health`, and an entry for each.
    public static final MethodType STATUS = new MethodType("status.Status", REQUEST, RESULT);

    /// Readiness of a check, as [#STATUS].
    public static final MethodType READY = new MethodType("status.Ready", REQUEST, RESULT);

    /// The pipelines of jobs: `{}` → `{"jobs": […]}`.
    public static final MethodType JOBS =
            new MethodType(
                    "status.Jobs",
                    MessageType.EMPTY,
                    MessageType.of("JobsResult", Field.messages(1, "jobs", JOB)));

    private StatusMethods() {}

    /// One round of checks.
    private interface Round {
        StatusReport over(List<String> names) throws InterruptedException;
    }

    /// The methods of a plugin.
    public static List<RpcMethod> of(StatusPlugin plugin) {
        return List.of(
                RpcMethod.of(STATUS, argument -> status(plugin, argument)),
                RpcMethod.of(READY, argument -> ready(plugin, argument)),
                RpcMethod.of(JOBS, _ -> jobs(plugin)));
    }

    private static Message status(StatusPlugin plugin, Message argument) throws Exception {
        return plugin.isShuttingDown()
                ? shuttingDown(plugin.options().healthDuringShutdown())
                : result("checker_rpc_status", argument.text("plugin"), plugin::health);
    }

    private static Message ready(StatusPlugin plugin, Message argument) throws Exception {
        return plugin.isShuttingDown()
                ? shuttingDown(plugin.options().unavailableStatusCode())
                : result("checker_rpc_ready", argument.text("plugin"), plugin::ready);
    }

    private static Message shuttingDown(int code) {
        return RESULT.message().put("code", code).put("message", SHUTTING_DOWN).build();
    }

    /// @param operation what errors begin with
    private static Message result(String operation, String plugin, Round round) throws Exception {
        if (plugin.isEmpty()) {
            StatusReport report = round.over(List.of());
            List<Message> entries = report.entries().stream().map(StatusMethods::entry).toList();
            return RESULT.message().put("code", report.code()).put("entries", entries).build();
        }
        List<StatusReport.Entry> entries = round.over(List.of(plugin)).entries();
        if (entries.isEmpty() || isUnknown(entries.getFirst())) {
            throw new RpcErrorException(operation + ": no such plugin: " + Printable.of(plugin));
        }
        StatusReport.Entry entry = entries.getFirst();
        if (entry.statusCode() == THROWN) {
            throw new RpcErrorException(operation + ": " + entry.errorMessage());
        }
        return RESULT.message()
                .put("code", entry.statusCode())
                .put("message", entry.errorMessage())
                .build();
    }

    private static boolean isUnknown(StatusReport.Entry entry) {
        return entry.statusCode() == UNKNOWN && entry.errorMessage().equals("no such plugin");
    }

    private static Message entry(StatusReport.Entry entry) {
        return ENTRY.message()
                .put("plugin_name", entry.name())
                .put("error_message", entry.errorMessage())
                .put("status_code", entry.statusCode())
                .build();
    }

    private static Message jobs(StatusPlugin plugin) throws Exception {
        if (plugin.isShuttingDown()) {
            throw new RpcErrorException(SHUTTING_DOWN);
        }
        try {
            List<Message> jobs = plugin.jobs().stream().map(StatusMethods::job).toList();
            return JOBS.result().message().put("jobs", jobs).build();
        } catch (JobsException e) {
            throw new RpcErrorException(String.valueOf(e.getMessage()));
        }
    }

    private static Message job(JobState job) {
        return JOB.message()
                .put("pipeline", job.pipeline())
                .put("priority", job.priority())
                .put("ready", job.ready())
                .put("queue", job.queue())
                .put("active", job.active())
                .put("delayed", job.delayed())
                .put("reserved", job.reserved())
                .put("driver", job.driver())
                .put("error_message", job.errorMessage())
                .build();
    }
}
