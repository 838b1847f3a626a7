package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.telemetry.ListenerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks checks at the same time, each for no longer than the time for a check. Any thread.
final class Checks {
    private final Roadrunner observed;
    private final StatusOptions options;
    private final NamedChecks<Checker> checkers = new NamedChecks<>();
    private final NamedChecks<Readiness> readinesses = new NamedChecks<>();
    private final NamedChecks<JobsChecker> jobsCheckers = new NamedChecks<>();

    Checks(Roadrunner observed, StatusOptions options) {
        this.observed = observed;
        this.options = options;
    }

    NamedChecks<Checker> checkers() {
        return checkers;
    }

    NamedChecks<Readiness> readinesses() {
        return readinesses;
    }

    NamedChecks<JobsChecker> jobsCheckers() {
        return jobsCheckers;
    }

    StatusReport health(Collection<String> names) throws InterruptedException {
        Map<String, Callable<@Nullable Status>> all = new LinkedHashMap<>();
        for (Listener listener : observed.listeners()) {
            all.put(listener.name(), () -> healthOf(listener));
        }
        checkers.all().forEach((name, checker) -> all.put(name, checker::status));
        return report(all, names);
    }

    StatusReport ready(Collection<String> names) throws InterruptedException {
        Map<String, Callable<@Nullable Status>> all = new LinkedHashMap<>();
        for (Listener listener : observed.listeners()) {
            all.put(listener.name(), () -> readinessOf(listener));
        }
        readinesses.all().forEach((name, readiness) -> all.put(name, readiness::ready));
        return report(all, names);
    }

    List<JobState> jobs() throws JobsException {
        if (jobsCheckers.all().isEmpty()) {
            throw new JobsException("jobs plugin not found", null);
        }
        List<JobState> states = new ArrayList<>();
        for (JobsChecker jobs : jobsCheckers.all().values()) {
            try {
                states.addAll(jobs.jobsState());
            } catch (Exception e) {
                throw new JobsException(jobs.name() + ": " + e.getMessage(), e);
            }
        }
        return states;
    }

    private static Status healthOf(Listener listener) {
        return listener.status() == ListenerStatus.FAILED
                ? Status.unavailable("the listener has failed")
                : Status.ok();
    }

    private static Status readinessOf(Listener listener) {
        return listener.status() == ListenerStatus.ACCEPTING
                ? Status.ok()
                : Status.unavailable("the listener does not accept");
    }

    private StatusReport report(
            Map<String, Callable<@Nullable Status>> all, Collection<String> names)
            throws InterruptedException {
        Set<String> asked = names.isEmpty() ? all.keySet() : new LinkedHashSet<>(names);
        Map<String, FutureTask<@Nullable Status>> running = new LinkedHashMap<>();
        List<StatusReport.Entry> entries = new ArrayList<>();
        for (String name : asked) {
            Callable<@Nullable Status> check = all.get(name);
            if (check == null) {
                entries.add(new StatusReport.Entry(name, "no such plugin", 404));
                continue;
            }
            FutureTask<@Nullable Status> task = new FutureTask<>(check);
            running.put(name, task);
            Thread.ofVirtual().name("roadrunner/status/check/" + name).start(task);
        }
        boolean healthy = entries.isEmpty();
        for (Map.Entry<String, FutureTask<@Nullable Status>> check : running.entrySet()) {
            Status status = await(check.getValue());
            healthy &= status.isHealthy();
            entries.add(new StatusReport.Entry(check.getKey(), status.message(), status.code()));
        }
        entries.sort(Comparator.comparing(StatusReport.Entry::name));
        return new StatusReport(healthy ? 200 : options.unavailableStatusCode(), entries);
    }

    private Status await(FutureTask<@Nullable Status> task) throws InterruptedException {
        try {
            Status status = task.get(options.checkTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return status == null
                    ? Status.unavailable("plugin is not available, returned nil")
                    : status;
        } catch (ExecutionException e) {
            return Status.unavailable(String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            task.cancel(true);
            return Status.unavailable("the check took too long");
        }
    }
}
