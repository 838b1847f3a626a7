package io.roadrunner.listener;

import io.roadrunner.connection.ActiveRequest;
import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Finds the requests that a drain could not wait for.
final class Stragglers {
    private Stragglers() {}

    /// Every request that is being worked on, with the stack of its thread.
    static List<Straggler> among(Collection<ConnectionTask> live, long nowNanos) {
        List<Straggler> stragglers = new ArrayList<>();
        for (ConnectionTask task : live) {
            for (ActiveRequest request : task.activeRequests()) {
                stragglers.add(straggler(task, request, nowNanos));
            }
        }
        return stragglers;
    }

    private static Straggler straggler(ConnectionTask task, ActiveRequest request, long nowNanos) {
        Duration age = Duration.ofNanos(Math.max(0, nowNanos - request.startedNanos()));
        String route = request.route().isEmpty() ? null : request.route();
        List<StackTraceElement> stack = List.of(request.thread().getStackTrace());
        return new Straggler(task.protocol(), task.peer(), route, age, stack);
    }
}
