package io.roadrunner.status;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;

/// Ready-made looks at what a program lives on, for a [Checker] or a [Readiness]. Stateless; any
/// thread.
///
/// ```java
/// status.register(Readiness.of("disk", SystemChecks.diskSpace(Path.of("/data"), 1L << 30)));
/// ```
public final class SystemChecks {
    private static final int MOST_PERCENT = 100;

    private SystemChecks() {}

    /// Unavailable while less than so many bytes are free where a path is; fails when there is no
    /// such path.
    ///
    /// @param minFreeBytes from 0
    /// @throws IllegalArgumentException when it is negative
    public static Callable<Status> diskSpace(Path path, long minFreeBytes) {
        require(minFreeBytes >= 0, "a negative number of bytes");
        return () -> {
            long free = Files.getFileStore(path).getUsableSpace();
            return free >= minFreeBytes
                    ? Status.ok()
                    : Status.unavailable(free + " bytes are free, less than " + minFreeBytes);
        };
    }

    /// Unavailable while more than so many percent of the heap are in use after a collection; what
    /// is garbage and not collected yet does not count.
    ///
    /// @param maxPercent 1 to 100
    /// @throws IllegalArgumentException when it is out of range
    public static Callable<Status> heap(int maxPercent) {
        require(maxPercent >= 1 && maxPercent <= MOST_PERCENT, "not a percentage");
        return () -> {
            long most = Runtime.getRuntime().maxMemory();
            long percent = Math.round(100.0 * liveBytes() / most);
            return percent <= maxPercent
                    ? Status.ok()
                    : Status.unavailable(percent + " % of the heap are in use");
        };
    }

    private static long liveBytes() {
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && usage != null) {
                live += usage.getUsed();
            }
        }
        return live;
    }

    /// Unavailable when an executor has shut down, or while all of its threads are busy and more
    /// than so many tasks wait.
    ///
    /// @param maxWaiting from 0
    /// @throws IllegalArgumentException when it is negative
    public static Callable<Status> threadPool(ThreadPoolExecutor executor, int maxWaiting) {
        require(maxWaiting >= 0, "a negative number of tasks");
        return () -> {
            if (executor.isShutdown()) {
                return Status.unavailable("the executor has shut down");
            }
            int waiting = executor.getQueue().size();
            boolean busy = executor.getActiveCount() >= executor.getMaximumPoolSize();
            return busy && waiting > maxWaiting
                    ? Status.unavailable("every thread is busy and " + waiting + " tasks wait")
                    : Status.ok();
        };
    }

    private static void require(boolean met, String complaint) {
        if (!met) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
