package io.roadrunner.benchmarks.run.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What the kernel says of a process and all that it started, from `/proc`. Immutable.
///
/// @param pid the number of the first process
public record ProcessTree(long pid) {
    /// The kernel counts in hundredths of a second for programs, whatever its own clock is.
    private static final long MICROS_PER_TICK = 10_000;

    private static final long OCTETS_PER_KILOBYTE = 1024;

    /// Where the times in user and kernel mode stand behind the name of the program, from 0.
    private static final int USER_TIME = 11;

    private static final String PEAK = "VmHWM:";

    /// The time on processors since the start, in microseconds, in steps of 10 000. What has ended
    /// already is not in it, threads excepted.
    public long cpuMicros() {
        return sum("stat", ProcessTree::ticks) * MICROS_PER_TICK;
    }

    /// The most memory that was resident at once, in octets: the sum over the processes.
    public long peakOctets() {
        return sum("status", ProcessTree::peakKilobytes) * OCTETS_PER_KILOBYTE;
    }

    private long sum(String file, ToLongFunction<String> value) {
        Stream<Long> descendants =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), descendants)
                .mapToLong(one -> read(Path.of("/proc", Long.toString(one), file), value))
                .sum();
    }

    private static long read(Path file, ToLongFunction<String> value) {
        try {
            return value.applyAsLong(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It has ended in this moment.
            return 0;
        }
    }

    /// @param stat a line of `/proc/PID/stat`; the name in it may have spaces and brackets
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
    }

    /// @param status the content of `/proc/PID/status`
    static long peakKilobytes(String status) {
        List<String> lines = status.lines().filter(line -> line.startsWith(PEAK)).toList();
        if (lines.isEmpty()) {
            return 0;
        }
        String[] words = lines.getFirst().substring(PEAK.length()).strip().split(" ", -1);
        return Long.parseLong(words[0]);
    }
}
