package io.roadrunner.listener;

import io.roadrunner.exchange.Admission;
import io.roadrunner.telemetry.ListenerEvent.Counter;

/// Compares at intervals what the counters of a listener say with what is alive, and sets them
/// right. Called by the reaper.
final class Reconciliation {
    private final ConnectionRegistry registry;
    private final Admission admission;
    private final ListenerReporter reporter;
    private final long intervalNanos;
    private final SlotReconciler connections = new SlotReconciler();
    private final SlotReconciler requests = new SlotReconciler();
    private long nextNanos;

    /// @param intervalNanos how often, 0 for never
    /// @param nowNanos when the first interval begins
    Reconciliation(
            ConnectionRegistry registry,
            Admission admission,
            ListenerReporter reporter,
            long intervalNanos,
            long nowNanos) {
        this.registry = registry;
        this.admission = admission;
        this.reporter = reporter;
        this.intervalNanos = intervalNanos;
        this.nextNanos = nowNanos + intervalNanos;
    }

    void tick(long nowNanos) {
        if (intervalNanos > 0 && nowNanos - nextNanos >= 0) {
            nextNanos = nowNanos + intervalNanos;
            reconcile();
        }
    }

    private void reconcile() {
        int taken = registry.taken();
        int slots = connections.excess(taken, registry.liveCount());
        if (slots > 0) {
            registry.releaseSlots(slots);
            reporter.reconciled(Counter.CONNECTIONS, slots, taken);
        }
        int active = admission.active();
        int excess = requests.excess(active, activeRequests());
        if (excess > 0) {
            admission.correctBy(excess);
            reporter.reconciled(Counter.REQUESTS, excess, active);
        }
    }

    private int activeRequests() {
        int active = 0;
        for (ConnectionTask task : registry.live()) {
            active += task.activeRequests().size();
        }
        return active;
    }
}
