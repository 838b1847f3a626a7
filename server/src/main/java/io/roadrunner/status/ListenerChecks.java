package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.telemetry.ListenerStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The checks that are always there: each listener by its name, and whether one accepts at all.
/// They look at counters and block nobody. Any thread.
///
/// @param observed whose listeners
record ListenerChecks(Roadrunner observed) {
    /// The name of the check that one listener accepts.
    static final String ALL = "listeners";

    /// Whether accept loops live. A listener that has ended is not there any more.
    Map<String, Status> health() {
        Map<String, Status> all = new HashMap<>();
        for (Listener listener : observed.listeners()) {
            all.put(listener.name(), health(listener.status()));
        }
        return all;
    }

    /// Whether listeners accept and have a free slot, and whether any of them accepts.
    Map<String, Status> readiness() {
        List<Listener> listeners = observed.listeners();
        Map<String, Status> all = new HashMap<>();
        boolean accepts = false;
        for (Listener listener : listeners) {
            ListenerStatus status = listener.status();
            accepts |= status == ListenerStatus.ACCEPTING;
            all.put(listener.name(), readiness(status, listener.info()));
        }
        all.put(ALL, accepts ? Status.ok() : Status.unavailable("no listener accepts"));
        return all;
    }

    static Status health(ListenerStatus status) {
        return status == ListenerStatus.FAILED
                ? Status.unavailable("the listener has failed")
                : Status.ok();
    }

    static Status readiness(ListenerStatus status, ListenerInfo info) {
        return switch (status) {
            case ACCEPTING ->
                    info.activeClients() < info.maxClients()
                            ? Status.ok()
                            : Status.unavailable("every slot is taken");
            case DRAINING -> Status.unavailable("the listener drains");
            case STOPPED -> Status.unavailable("the listener has stopped");
            case FAILED -> Status.unavailable("the listener has failed");
        };
    }
}
