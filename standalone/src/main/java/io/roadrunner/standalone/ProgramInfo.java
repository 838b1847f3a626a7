package io.roadrunner.standalone;

import io.roadrunner.rpc.Field;
import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.MessageType;
import io.roadrunner.rpc.MethodType;
import io.roadrunner.rpc.RpcMethod;
import io.roadrunner.status.StatusPlugin;
import java.time.Instant;

/// What a server says of its process over the control port. Stateless.
final class ProgramInfo {
    /// `{}` → `{"pid": 4711, "version": "0.1.0", "started": "2026-…", "generation": 1}`.
    static final MethodType TYPE =
            new MethodType(
                    "server.Info",
                    MessageType.EMPTY,
                    MessageType.of(
                            "InfoResult",
                            Field.number(1, "pid"),
                            Field.text(2, "version"),
                            Field.text(3, "started"),
                            Field.number(4, "generation"),
                            Field.truth(5, "stopping"),
                            Field.text(6, "status_page")));

    private ProgramInfo() {}

    /// @param page where the status page is; empty for none
    static RpcMethod method(Server server, StatusPlugin plugin, String page) {
        return RpcMethod.of(TYPE, _ -> answer(server, plugin, page));
    }

    private static Message answer(Server server, StatusPlugin plugin, String page) {
        ProcessHandle process = ProcessHandle.current();
        return TYPE.result()
                .message()
                .put("pid", process.pid())
                .put("version", Version.ofProgram())
                .put("started", started(process))
                .put("generation", server.generation())
                .put("stopping", plugin.isShuttingDown())
                .put("status_page", page)
                .build();
    }

    /// When the system started a process; empty when it does not say.
    static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
