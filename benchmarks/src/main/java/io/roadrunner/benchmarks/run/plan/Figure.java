package io.roadrunner.benchmarks.run.plan;

/// What a measurement gives, each in its unit.
public enum Figure {
    /// Answers in a second of the closed loop.
    REQUESTS("requests/s", "requests_per_second", 0, true),
    /// Half of the answers came within it.
    P50("p50 µs", "p50_micros", 0, false),
    /// 99 of 100 answers came within it.
    P99("p99 µs", "p99_micros", 0, false),
    /// 999 of 1000 answers came within it.
    P999("p99.9 µs", "p999_micros", 0, false),
    /// Time of the server's processes on the processor for one answer.
    CPU("CPU µs/request", "cpu_micros_per_request", 2, false),
    /// The most memory of the server's processes that was resident at once.
    PEAK("peak RSS MiB", "peak_rss_mib", 0, false),
    /// A time that is the result itself.
    MILLIS("ms", "millis", 1, false),
    /// Heap that one connection keeps.
    HEAP("heap KiB/connection", "heap_kib_per_connection", 2, false),
    /// What an open loop got through of what was asked for.
    ACHIEVED("achieved/target", "achieved_of_target", 3, true),
    /// How late the open loop itself was with 99 of 100 requests at most.
    LAG("own lag p99 µs", "lag_p99_micros", 0, false),
    /// Answers that were not as they should be, and connections that failed.
    ERRORS("errors", "errors", 0, false);

    private final String title;
    private final String key;
    private final int digits;
    private final boolean moreIsBetter;

    Figure(String title, String key, int digits, boolean moreIsBetter) {
        this.title = title;
        this.key = key;
        this.digits = digits;
        this.moreIsBetter = moreIsBetter;
    }

    /// Its name and unit at the head of a column.
    public String title() {
        return title;
    }

    /// Its name in JSON.
    public String key() {
        return key;
    }

    /// The digits behind the point that it is printed with.
    public int digits() {
        return digits;
    }

    /// Whether the greater one wins.
    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
