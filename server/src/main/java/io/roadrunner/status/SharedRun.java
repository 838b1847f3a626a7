package io.roadrunner.status;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A question that many may ask at the same time while one thread looks for the answer: whoever
/// asks during a run waits for that run, so that a question which hangs holds one thread, however
/// often it is asked. Any thread.
///
/// A run has a time limit. When it is over, who waits is told so, the thread is interrupted once,
/// and whoever asks from then on is told so at once, until the run ends by itself.
///
/// @param <T> the answer
final class SharedRun<T extends @Nullable Object> {
    private final String threadName;
    private final Callable<T> question;
    private final Limits limits;
    private final LongSupplier nanoTime;

    /// The run that was begun last; guarded by this.
    private @Nullable Run<T> latest;

    /// @param timeout how long a run may take
    /// @param cache for how long its answer holds for those who ask later, zero for not at all
    record Limits(Duration timeout, Duration cache) {}

    SharedRun(String threadName, Callable<T> question, Limits limits, LongSupplier nanoTime) {
        this.threadName = threadName;
        this.question = question;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /// The run that goes on, the last one while its answer holds, or a new one.
    synchronized Run<T> begin() {
        Run<T> last = latest;
        if (last != null && last.isOfUse(limits.cache())) {
            return last;
        }
        Run<T> next = new Run<>(this);
        next.thread.start();
        latest = next;
        return next;
    }

    /// Interrupts the run that goes on, if one does.
    synchronized void interrupt() {
        Run<T> last = latest;
        if (last != null) {
            last.interruptOnce();
        }
    }

    /// What has come of a run.
    ///
    /// @param <T> the answer
    sealed interface Result<T extends @Nullable Object> {
        /// An answer.
        record Answer<T extends @Nullable Object>(T value) implements Result<T> {}

        /// The question has thrown.
        record Failure<T extends @Nullable Object>(Throwable cause) implements Result<T> {}

        /// It has taken too long, or still does.
        record Late<T extends @Nullable Object>() implements Result<T> {}
    }

    /// One search for the answer, on a virtual thread of its own. Any thread may wait for it.
    ///
    /// @param <T> the answer
    static final class Run<T extends @Nullable Object> {
        private final Callable<T> question;
        private final Thread thread;
        private final LongSupplier nanoTime;
        private final long timeoutNanos;
        private final long beganNanos;
        private final CountDownLatch ended = new CountDownLatch(1);

        /// Both are written before the latch falls and read after it.
        private long endedNanos;

        private Result<T> result = new Result.Late<>();

        private boolean interrupted;

        private Run(SharedRun<T> shared) {
            question = shared.question;
            thread = Thread.ofVirtual().name(shared.threadName).unstarted(this::run);
            nanoTime = shared.nanoTime;
            timeoutNanos = shared.limits.timeout().toNanos();
            beganNanos = nanoTime.getAsLong();
        }

        /// Catches everything: whatever is thrown is what the question has to say.
        private void run() {
            try {
                result = new Result.Answer<>(question.call());
            } catch (Throwable thrown) {
                result = new Result.Failure<>(thrown);
            } finally {
                endedNanos = nanoTime.getAsLong();
                ended.countDown();
            }
        }

        private boolean hasEnded() {
            return ended.getCount() == 0;
        }

        private boolean isOfUse(Duration cache) {
            return !hasEnded() || nanoTime.getAsLong() - endedNanos < cache.toNanos();
        }

        /// Waits until [#result] can be asked for.
        ///
        /// @return false when the caller's patience has ended before
        boolean isDecidedWithin(long patienceNanos) throws InterruptedException {
            long left = timeoutNanos - (nanoTime.getAsLong() - beganNanos);
            if (ended.await(Math.min(left, patienceNanos), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (patienceNanos < left) {
                return false;
            }
            interruptOnce();
            return true;
        }

        /// Waits until [#result] can be asked for: no run is undecided for longer than its limit.
        void awaitDecision() throws InterruptedException {
            isDecidedWithin(timeoutNanos);
        }

        /// What has come of a run that is decided.
        Result<T> result() {
            boolean late = !hasEnded() || endedNanos - beganNanos > timeoutNanos;
            return late ? new Result.Late<>() : result;
        }

        private synchronized void interruptOnce() {
            if (!interrupted) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }
}
