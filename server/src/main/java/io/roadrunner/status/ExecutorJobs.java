package io.roadrunner.status;

import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Shows an executor as a pipeline: the tasks that wait, those that are to run later, those that
/// run. A look at a scheduled executor copies its queue. Any thread.
///
/// ```java
/// status.register(ExecutorJobs.of("mail", mailExecutor));
/// ```
public final class ExecutorJobs implements JobsChecker {
    private static final String DRIVER = "memory";

    private final String pipeline;
    private final ThreadPoolExecutor executor;

    private ExecutorJobs(String pipeline, ThreadPoolExecutor executor) {
        this.pipeline = pipeline;
        this.executor = executor;
    }

    /// A pipeline.
    ///
    /// @param pipeline the name of it and of its queue
    /// @param executor what runs its jobs, also a `ScheduledThreadPoolExecutor`; not closed by this
    public static ExecutorJobs of(String pipeline, ThreadPoolExecutor executor) {
        return new ExecutorJobs(pipeline, executor);
    }

    @Override
    public String name() {
        return pipeline;
    }

    @Override
    public List<JobState> jobsState() {
        long delayed = executor.getQueue().stream().filter(ExecutorJobs::isLater).count();
        long waiting = Math.max(0, executor.getQueue().size() - delayed);
        long running = executor.getActiveCount();
        boolean ready = !executor.isShutdown();
        JobState state =
                new JobState(
                        pipeline,
                        0,
                        ready,
                        pipeline,
                        waiting + running,
                        delayed,
                        running,
                        DRIVER,
                        ready ? "" : "the executor has shut down");
        return List.of(state);
    }

    private static boolean isLater(Runnable task) {
        return task instanceof Delayed delayed && delayed.getDelay(TimeUnit.NANOSECONDS) > 0;
    }
}
