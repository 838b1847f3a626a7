package io.roadrunner.standalone.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a server has for those who operate it, beside its listeners. Immutable.
///
/// @param status the status page, null for none
/// @param rpc the control port, null for none
/// @param pidFile where the number of the process is written, null for nowhere
public record OperatorPlan(
        @Nullable StatusPlan status, @Nullable RpcPlan rpc, @Nullable Path pidFile) {
    /// Nothing at all.
    public static OperatorPlan nothing() {
        return new OperatorPlan(null, null, null);
    }

    /// The sections whose value is another one in `next`: none can change while the server runs.
    public List<String> changesThatNeedRestart(OperatorPlan next) {
        List<String> changes = new ArrayList<>();
        if (!Objects.equals(options(status), options(next.status))) {
            changes.add("status");
        }
        if (!Objects.equals(options(rpc), options(next.rpc))) {
            changes.add("rpc");
        }
        if (!Objects.equals(pidFile, next.pidFile)) {
            changes.add("pid_file");
        }
        return changes;
    }

    private static @Nullable Object options(@Nullable StatusPlan plan) {
        return plan == null ? null : plan.options();
    }

    private static @Nullable Object options(@Nullable RpcPlan plan) {
        return plan == null ? null : plan.options();
    }
}
