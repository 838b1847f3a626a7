package io.roadrunner.listener;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One drain of one listener, from the first sign to the last connection. It runs in the thread
/// that first waits for its end; others join it, and anybody may bring the deadline forward.
///
/// ```
///   lame duck ──▶ stop accepting ──▶ broadcast ──▶ wait ──▶ all gone: drained
///   (delay)                                          ╰────▶ deadline: report, interrupt, cut
/// ```
public final class DrainRun {
    private final ListenerCore listener;
    private final Clock clock;
    private final ListenerReporter reporter;
    private final DrainOptions options;
    private final long startNanos;
    private final long pollNanos;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final DrainOrders orders;
    private long lastProgress;
    private volatile @Nullable DrainReport report;

    DrainRun(ListenerCore listener, ListenerReporter reporter, DrainOptions options) {
        this.listener = listener;
        this.clock = listener.clock();
        this.reporter = reporter;
        this.options = options;
        this.startNanos = clock.nanoTime();
        this.pollNanos = options.pollInterval().toNanos();
        this.lastProgress = startNanos;
        this.orders = new DrainOrders(Deadline.in(options.untilDeadline(), clock));
    }

    /// When what is left will be cut.
    Deadline deadline() {
        return orders.deadline();
    }

    /// Asks for an earlier end; a later one is ignored. Any thread.
    ///
    /// @param left from now to the deadline
    public void bringForward(Duration left) {
        Drain told = orders.bringForward(Deadline.in(left, clock));
        if (told != null) {
            listener.broadcast(told);
        }
        listener.registry().signalEmptied();
    }

    /// Drains and stops the listener in the first thread that comes here; any other waits for it.
    ///
    /// @throws InterruptedException when the drain of another thread is waited for. An interrupt of
    ///   the first thread brings the deadline to now
    public DrainReport finish() throws InterruptedException {
        if (!taken.compareAndSet(false, true)) {
            return join();
        }
        try {
            return run();
        } finally {
            end();
        }
    }

    /// Who waits is to find the listener stopped and its name free.
    private void end() {
        try {
            listener.end();
        } finally {
            finished.countDown();
        }
    }

    private DrainReport join() throws InterruptedException {
        finished.await();
        DrainReport done = report;
        if (done == null) {
            throw new IllegalStateException("the drain of " + listener.name() + " failed");
        }
        return done;
    }

    private DrainReport run() {
        reporter.drainStarted(options.delay(), deadline(), listener.remaining());
        DrainReport done = drain();
        report = done;
        reporter.drainFinished(done);
        return done;
    }

    private DrainReport drain() {
        boolean interrupted = false;
        try {
            lameDuck();
            listener.stopAccepting();
            broadcastAndWait();
        } catch (InterruptedException e) {
            interrupted = true;
            listener.stopAccepting();
        }
        DrainReport done = conclude();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return done;
    }

    /// Goes on accepting while every answer asks its client to go elsewhere.
    private void lameDuck() throws InterruptedException {
        if (!options.delay().isZero()) {
            tell(Drain.Stage.LAME_DUCK);
            orders.pause(startNanos + options.delay().toNanos(), clock);
        }
    }

    private void tell(Drain.Stage stage) {
        listener.broadcast(orders.begin(stage));
    }

    private void broadcastAndWait() throws InterruptedException {
        long graceEnd = clock.nanoTime() + options.idleGrace().toNanos();
        if (!options.idleGrace().isZero()) {
            tell(Drain.Stage.LAST_REQUESTS);
            await(graceEnd);
        }
        tell(Drain.Stage.CLOSING);
        await(Long.MAX_VALUE);
    }

    /// Waits until nothing is left, the moment has come or the deadline has passed.
    private void await(long untilNanos) throws InterruptedException {
        ConnectionRegistry registry = listener.registry();
        while (true) {
            // Before the deadline: who brings it forward now is not slept through.
            long signals = registry.signals();
            long now = clock.nanoTime();
            long left = Math.min(deadline().remaining(now), untilNanos - now);
            if (registry.awaitEmpty(Math.min(left, pollNanos), signals) || left <= 0) {
                return;
            }
            if (clock.nanoTime() - lastProgress >= pollNanos) {
                lastProgress = clock.nanoTime();
                reporter.drainProgress(deadline(), listener.remaining());
            }
        }
    }

    /// Reports what is left and cuts it.
    private DrainReport conclude() {
        Remaining remaining = listener.remaining();
        List<Straggler> stragglers = listener.stragglers();
        listener.cutAll(CloseCause.DRAIN_DEADLINE, options.forceGrace());
        Duration elapsed = Duration.ofNanos(clock.nanoTime() - startNanos);
        return new DrainReport(elapsed, remaining, stragglers);
    }
}
