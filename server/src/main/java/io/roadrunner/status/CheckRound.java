package io.roadrunner.status;

import io.roadrunner.status.StatusReport.Entry;
import io.roadrunner.status.StatusRule.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One round of checks: all begin, then all are waited for. Owned by the thread that asks.
final class CheckRound {
    private final StatusRule rule;
    private final Map<String, NamedCheck> registered;
    private final Map<String, Status> builtIn;

    /// @param registered what takes its time
    /// @param builtIn what is known already; a registered check of the same name stands for it
    CheckRound(StatusRule rule, Map<String, NamedCheck> registered, Map<String, Status> builtIn) {
        this.rule = rule;
        this.registered = registered;
        this.builtIn = builtIn;
    }

    /// A check that has begun.
    private record Begun(NamedCheck check, SharedRun.Run<@Nullable Status> run) {}

    /// Goes over these names, or over everything when there are none.
    ///
    /// @return nothing when it is not decided while the patience lasts
    Optional<StatusReport> over(Collection<String> names, Duration patience, StatusOptions options)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        List<Entry> unknown = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, Begun> begun = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? everything() : Set.copyOf(names)) {
            NamedCheck check = registered.get(name);
            Status known = builtIn.get(name);
            if (check != null) {
                begun.put(name, new Begun(check, check.begin()));
            } else if (known != null) {
                verdicts.add(rule.on(name, known));
            } else {
                unknown.add(StatusRule.unknown(name));
            }
        }
        for (Map.Entry<String, Begun> waiting : begun.entrySet()) {
            SharedRun.Run<@Nullable Status> run = waiting.getValue().run();
            if (!run.isDecidedWithin(untilNanos - System.nanoTime())) {
                return Optional.empty();
            }
            Verdict verdict = rule.on(waiting.getKey(), run.result());
            waiting.getValue().check().note(verdict);
            verdicts.add(verdict);
        }
        return Optional.of(report(verdicts, unknown, options));
    }

    private Set<String> everything() {
        Set<String> names = new TreeSet<>(builtIn.keySet());
        names.addAll(registered.keySet());
        return names;
    }

    private static StatusReport report(
            List<Verdict> verdicts, List<Entry> unknown, StatusOptions options) {
        boolean healthy = verdicts.stream().allMatch(Verdict::healthy);
        boolean skipped = options.unknownPluginStatus() != StatusRule.UNKNOWN;
        List<Entry> entries = new ArrayList<>(skipped ? List.of() : unknown);
        verdicts.forEach(verdict -> entries.add(verdict.entry()));
        entries.sort(Comparator.comparing(Entry::name));
        int code = unknown.isEmpty() ? 200 : options.unknownPluginStatus();
        return new StatusReport(
                healthy ? code : options.unavailableStatusCode(),
                healthy && (skipped || unknown.isEmpty()),
                entries);
    }
}
