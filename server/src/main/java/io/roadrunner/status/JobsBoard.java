package io.roadrunner.status;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Asks those who have jobs, at the same time, each for no longer than the time for a check. One
/// that fails makes the whole answer fail. Any thread.
final class JobsBoard {
    private static final System.Logger LOGGER = System.getLogger(JobsBoard.class.getName());
    private static final String NOBODY = "jobs plugin not found";
    private static final Comparator<JobState> BY_NAME = JobsBoard::compareNames;

    private final NamedChecks<SharedRun<List<JobState>>> jobs = new NamedChecks<>();
    private final SharedRun.Limits limits;

    /// What the log was told last, empty when all was well.
    private final AtomicReference<String> logged = new AtomicReference<>("");

    /// @param timeout how long each may take
    JobsBoard(Duration timeout) {
        this.limits = new SharedRun.Limits(timeout, Duration.ZERO);
    }

    Registration add(JobsChecker checker) {
        String name = checker.name();
        String thread = "roadrunner/status/jobs of " + name;
        return jobs.add(
                name, new SharedRun<>(thread, () -> stateOf(checker), limits, System::nanoTime));
    }

    /// In place of [Comparator#comparing]: its lambdas are made anew at every start.
    private static int compareNames(JobState one, JobState other) {
        int pipelines = one.pipeline().compareTo(other.pipeline());
        return pipelines != 0 ? pipelines : one.driver().compareTo(other.driver());
    }

    private static List<JobState> stateOf(JobsChecker checker) throws Exception {
        return List.copyOf(Objects.requireNonNull(checker.jobsState(), "returned nil"));
    }

    /// All pipelines, sorted by name.
    ///
    /// @throws JobsException when nobody has jobs, or one who has cannot say
    List<JobState> states() throws JobsException, InterruptedException {
        try {
            List<JobState> states = ask();
            logged.set("");
            return states;
        } catch (JobsException e) {
            String text = String.valueOf(e.getMessage());
            if (e.getCause() != null && !text.equals(logged.getAndSet(text))) {
                LOGGER.log(Level.WARNING, "jobs of " + text);
            }
            throw e;
        }
    }

    private List<JobState> ask() throws JobsException, InterruptedException {
        List<Map.Entry<String, SharedRun.Run<List<JobState>>>> begun = new ArrayList<>();
        jobs.all().forEach((name, run) -> begun.add(Map.entry(name, run.begin())));
        if (begun.isEmpty()) {
            throw new JobsException(NOBODY, null);
        }
        List<JobState> states = new ArrayList<>();
        for (Map.Entry<String, SharedRun.Run<List<JobState>>> asked : begun) {
            states.addAll(answer(asked.getKey(), asked.getValue()));
        }
        states.sort(BY_NAME);
        return states;
    }

    private static List<JobState> answer(String name, SharedRun.Run<List<JobState>> run)
            throws JobsException, InterruptedException {
        run.awaitDecision();
        return switch (run.result()) {
            case SharedRun.Result.Answer<List<JobState>>(List<JobState> states) -> states;
            case SharedRun.Result.Failure<List<JobState>>(Throwable cause) ->
                    throw new JobsException(name + ": " + StatusRule.messageOf(cause), cause);
            case SharedRun.Result.Late<List<JobState>> _ -> {
                String text = name + ": it took too long";
                throw new JobsException(text, new TimeoutException(text));
            }
        };
    }

    /// Interrupts what runs.
    void interrupt() {
        jobs.all().values().forEach(SharedRun::interrupt);
    }
}
