package io.roadrunner.status;

import java.util.List;

/// A part of a program that works on jobs: what `/jobs` asks.
public interface JobsChecker {
    /// The name by which errors speak of it.
    String name();

    /// The pipelines at this moment. Called by any thread, by several at the same time, and
    /// interrupted when it takes longer than the time for a check.
    ///
    /// @throws Exception when it cannot be found out
    List<JobState> jobsState() throws Exception;
}
