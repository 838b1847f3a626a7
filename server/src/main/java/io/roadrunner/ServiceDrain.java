package io.roadrunner;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Deadline;
import io.roadrunner.listener.DrainReport;
import io.roadrunner.listener.DrainRun;
import io.roadrunner.listener.ListenerCore;
import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The drains of a service's listeners as one: they begin at the same moment, each goes on in a
/// thread of its own, and the result is that of all. It runs in the thread that asked for it;
/// whoever asks again joins it.
final class ServiceDrain {
    /// Of a service that has stopped already.
    static final DrainResult NOTHING_LEFT = new DrainResult.Drained(Duration.ZERO);

    private final String serviceName;
    private final DrainOptions options;
    private final Clock clock;
    private final long startNanos;
    private final CountDownLatch finished = new CountDownLatch(1);

    /// Grows until all in it have ended; guarded by this object.
    private final List<DrainRun> runs = new ArrayList<>();

    /// How long it may take, as the last one who made it shorter said; guarded by this object.
    private Deadline deadline;

    /// Whether nothing more is waited for; guarded by this object.
    private boolean over;

    private volatile @Nullable DrainResult result;

    ServiceDrain(String serviceName, DrainOptions options, Clock clock) {
        this.serviceName = serviceName;
        this.options = options;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
        this.deadline = Deadline.in(options.untilDeadline(), clock);
    }

    /// Begins to drain a listener, in a thread that belongs to this drain. Any thread.
    ///
    /// @return false when this drain has ended already
    synchronized boolean include(ListenerCore core) {
        if (over) {
            return false;
        }
        DrainRun run = core.beginDrain(options);
        if (run != null) {
            bringForward(run);
            runs.add(run);
            Thread.ofVirtual()
                    .name("roadrunner/" + core.name() + "/drain")
                    .start(() -> finishQuietly(run));
        }
        return true;
    }

    /// A listener that comes late has only the time that is left.
    private void bringForward(DrainRun run) {
        if (!deadline.isNever()) {
            run.bringForward(Duration.ofNanos(deadline.remaining(clock.nanoTime())));
        }
    }

    private static void finishQuietly(DrainRun run) {
        try {
            run.finish();
        } catch (InterruptedException e) {
            // Nobody knows this thread; who waits for the drain waits for this run too.
            Thread.currentThread().interrupt();
        }
    }

    /// Asks for an earlier end; a later one is ignored. Any thread.
    synchronized void bringForward(Duration left) {
        deadline = deadline.earlier(Deadline.in(left, clock));
        runs.forEach(run -> run.bringForward(left));
    }

    /// Waits for all listeners. An interrupt brings the deadline to now.
    DrainResult run() {
        DrainResult done = sum(finishAll());
        result = done;
        return done;
    }

    /// Lets those go who have joined.
    void release() {
        finished.countDown();
    }

    private List<DrainReport> finishAll() {
        List<DrainReport> reports = new ArrayList<>();
        boolean interrupted = false;
        DrainRun next = runAt(0);
        while (next != null) {
            try {
                reports.add(next.finish());
                next = runAt(reports.size());
            } catch (InterruptedException e) {
                interrupted = true;
                bringForward(Duration.ZERO);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return reports;
    }

    /// Ends this drain when there is no such run.
    private synchronized @Nullable DrainRun runAt(int index) {
        over = index == runs.size();
        return over ? null : runs.get(index);
    }

    /// A connection that is still there without a request has been closed, but nothing was lost.
    private DrainResult sum(List<DrainReport> reports) {
        int connections = 0;
        int requests = 0;
        List<Straggler> stragglers = new ArrayList<>();
        for (DrainReport report : reports) {
            connections += report.remaining().connections();
            requests += report.remaining().requests();
            stragglers.addAll(report.stragglers());
        }
        return requests == 0
                ? new DrainResult.Drained(Duration.ofNanos(clock.nanoTime() - startNanos))
                : new DrainResult.TimedOut(connections, requests, stragglers);
    }

    /// Waits for the end of what another thread runs.
    DrainResult join() throws InterruptedException {
        finished.await();
        DrainResult done = result;
        if (done == null) {
            throw new IllegalStateException("the drain of " + serviceName + " failed");
        }
        return done;
    }
}
