package io.roadrunner.status;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What checks and jobs said last. They are asked on a thread of their own, so that one that hangs
/// keeps nothing from anybody who looks; at most one round runs at a time, and none unless somebody
/// asks for it. Any thread.
final class LiveChecks implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(LiveChecks.class.getName());

    /// What was said less than this ago is not asked for again.
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final StatusPlugin plugin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private volatile Round last = Round.NONE;
    private long lastNanos;
    private @Nullable Thread running;

    LiveChecks(StatusPlugin plugin) {
        this.plugin = plugin;
    }

    /// What a round has found. Immutable.
    ///
    /// @param isKnown false before the first round has ended
    /// @param health what `/health` says
    /// @param ready what `/ready` says
    /// @param jobs the pipelines
    /// @param jobsError why it is not known how jobs go, empty when it is
    record Round(
            boolean isKnown,
            StatusReport health,
            StatusReport ready,
            List<JobState> jobs,
            String jobsError) {
        Round {
            jobs = List.copyOf(jobs);
        }

        static final Round NONE =
                new Round(
                        false,
                        new StatusReport(200, true, List.of()),
                        new StatusReport(200, true, List.of()),
                        List.of(),
                        "");
    }

    /// What the last round has found.
    Round last() {
        return last;
    }

    /// Has a round started unless one runs, or the last one is not old.
    ///
    /// @param now whether it is to be started even if the last one is not old
    void refresh(boolean now) {
        lock.lock();
        try {
            boolean isOld = !last.isKnown() || System.nanoTime() - lastNanos > FRESH_NANOS;
            if (running == null && (now || isOld)) {
                running =
                        Thread.ofVirtual().name("roadrunner/status/live-checks").start(this::round);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Has a round started when the last one is old, and waits for its end, but not for long: what
    /// is known by then is what [#last] returns.
    void refreshAndWait(long patienceNanos) throws InterruptedException {
        refresh(false);
        lock.lock();
        try {
            long left = patienceNanos;
            while (running != null && left > 0) {
                left = finished.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void round() {
        Round found = last;
        try {
            found = ask();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the checks could not be asked", e);
        } finally {
            finish(found);
        }
    }

    private void finish(Round found) {
        lock.lock();
        try {
            last = found;
            lastNanos = System.nanoTime();
            running = null;
            finished.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Round ask() throws InterruptedException {
        StatusReport health = plugin.health(List.of());
        StatusReport ready = plugin.ready(List.of());
        try {
            return new Round(true, health, ready, plugin.jobs(), "");
        } catch (JobsException e) {
            // Without a cause nobody has jobs, which is no error here.
            String error = e.getCause() == null ? "" : String.valueOf(e.getMessage());
            return new Round(true, health, ready, List.of(), error);
        }
    }

    /// Ends a round that still runs.
    @Override
    public void close() {
        lock.lock();
        try {
            if (running != null) {
                running.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
