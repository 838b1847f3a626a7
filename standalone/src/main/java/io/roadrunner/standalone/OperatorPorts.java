package io.roadrunner.standalone;

import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.standalone.config.OperatorPlan;
import io.roadrunner.standalone.config.StatusPlan;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ports of a server that are for its operators: the status page. They open after the listeners
/// and close last, so that it can be asked how it goes until the end. Main thread, but for
/// [#shutDown()].
final class OperatorPorts implements AutoCloseable {
    private final List<String> lines = new ArrayList<>();
    private volatile @Nullable StatusPlugin status;

    /// Opens what the configuration names.
    ///
    /// @param roadrunner whose status is told
    /// @throws CommandFailure when an address that the user asked for cannot be had
    void open(Roadrunner roadrunner, OperatorPlan plan) throws CommandFailure {
        StatusPlan page = plan.status();
        if (page != null) {
            openStatus(roadrunner, page);
        }
    }

    private void openStatus(Roadrunner roadrunner, StatusPlan plan) throws CommandFailure {
        try {
            StatusPlugin plugin = StatusPlugin.start(roadrunner, plan.options());
            status = plugin;
            lines.add("status: " + Addresses.describe("http", plugin.address()));
        } catch (ListenerException e) {
            String why = whyNot(plan.options(), e);
            if (plan.asked() || !isTaken(e)) {
                throw CommandFailure.failed("the status page has no port: " + why);
            }
            lines.add("status: none, " + why);
        }
    }

    private static boolean isTaken(ListenerException failure) {
        return failure.getCause() instanceof BindException bind
                && String.valueOf(bind.getMessage()).contains("in use");
    }

    private static String whyNot(StatusOptions options, ListenerException failure) {
        if (isTaken(failure)) {
            return "port " + options.port() + " is in use; choose another one with --status-port";
        }
        Throwable cause = failure.getCause();
        return options.host()
                + ":"
                + options.port()
                + ": "
                + (cause == null ? failure.getMessage() : cause.getMessage());
    }

    /// What the user is told of the ports, each on a line of its own.
    List<String> lines() {
        return List.copyOf(lines);
    }

    /// Says from now on that the server shuts down. Any thread.
    void shutDown() {
        StatusPlugin plugin = status;
        if (plugin != null) {
            plugin.shutDown();
        }
    }

    @Override
    public void close() {
        StatusPlugin plugin = status;
        if (plugin != null) {
            plugin.close();
        }
    }
}
