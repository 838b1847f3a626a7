package io.roadrunner.status;

import io.roadrunner.Roadrunner;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asks checks at the same time, each for no longer than the time for a check. Any thread.
final class Checks {
    private static final Duration LONGEST_CACHE = Duration.ofDays(365);

    private final StatusOptions options;
    private final StatusRule rule;
    private final ListenerChecks listeners;
    private final LongSupplier nanoTime = System::nanoTime;
    private final NamedChecks<NamedCheck> checkers = new NamedChecks<>();
    private final NamedChecks<NamedCheck> readinesses = new NamedChecks<>();

    Checks(Roadrunner observed, StatusOptions options) {
        this.options = options;
        this.rule = new StatusRule(options.unavailableStatusCode());
        this.listeners = new ListenerChecks(observed);
    }

    Registration add(Checker checker, Duration cache) {
        String name = checker.name();
        return checkers.add(name, check("check " + name, checker::status, cache));
    }

    Registration add(Readiness readiness, Duration cache) {
        String name = readiness.name();
        return readinesses.add(name, check("readiness of " + name, readiness::ready, cache));
    }

    private NamedCheck check(String title, Callable<@Nullable Status> question, Duration cache) {
        if (cache.isNegative() || cache.compareTo(LONGEST_CACHE) > 0) {
            throw new IllegalArgumentException("not from zero to 365 days: " + cache);
        }
        SharedRun.Limits limits = new SharedRun.Limits(options.checkTimeout(), cache);
        String thread = "roadrunner/status/" + title;
        return new NamedCheck(title, new SharedRun<>(thread, question, limits, nanoTime));
    }

    /// A round of checks; nothing when it is not decided while the patience lasts.
    Optional<StatusReport> health(Collection<String> names, Duration patience)
            throws InterruptedException {
        return new CheckRound(rule, checkers.all(), listeners.health())
                .over(names, patience, options);
    }

    /// A round of checks; nothing when it is not decided while the patience lasts.
    Optional<StatusReport> ready(Collection<String> names, Duration patience)
            throws InterruptedException {
        Map<String, Status> builtIn = listeners.readiness();
        if (names.isEmpty()) {
            builtIn.remove(ListenerChecks.ALL, Status.ok());
        }
        return new CheckRound(rule, readinesses.all(), builtIn).over(names, patience, options);
    }

    boolean hasChecker(String name) {
        return checkers.all().containsKey(name) || listeners.health().containsKey(name);
    }

    boolean hasReadiness(String name) {
        return readinesses.all().containsKey(name) || listeners.readiness().containsKey(name);
    }

    /// Interrupts what runs.
    void interrupt() {
        checkers.all().values().forEach(NamedCheck::interrupt);
        readinesses.all().values().forEach(NamedCheck::interrupt);
    }
}
