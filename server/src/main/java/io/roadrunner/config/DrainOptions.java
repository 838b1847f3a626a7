package io.roadrunner.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// How long the steps of a drain may take. What happens to long-lived responses is said by the
/// policy of their route.
///
/// @param timeout from the end of the delay to the deadline; zero to 365 days or [#FOREVER],
///   default 30 s. Zero checks, reports and cuts
/// @param delay how long the listener still accepts while it already says that it is going; zero to
///   365 days, default zero
/// @param idleGrace how long idle connections are kept for a last request; zero to 365 days,
///   default zero
/// @param forceGrace how long what is left at the deadline has to send its last bytes; zero to 365
///   days, default 1 s
/// @param pollInterval how far apart the reports of progress are; 1 ms to 365 days, default 100 ms.
///   Nothing else waits for it: a drain ends with what it waits for
public record DrainOptions(
        Duration timeout,
        Duration delay,
        Duration idleGrace,
        Duration forceGrace,
        Duration pollInterval) {
    /// A timeout without an end, whose deadline is told as [io.roadrunner.http.DrainNotice#NEVER].
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    static final Limit TIMEOUT =
            new Limit(
                    "drain_timeout",
                    Rule.Time.orForever(Duration.ofSeconds(30)),
                    "what is left is reported, then cut",
                    "livery, Kubernetes");
    static final Limit DELAY =
            new Limit(
                    "drain_delay",
                    Rule.Time.orZero(Duration.ZERO),
                    "until then the listener accepts while it is not ready any more",
                    Limit.OWN);
    static final Limit IDLE_GRACE =
            new Limit(
                    "drain_idle_grace",
                    Rule.Time.orZero(Duration.ZERO),
                    "after it idle connections are closed",
                    Limit.OWN);
    static final Limit FORCE_GRACE =
            new Limit(
                    "force_grace",
                    Rule.Time.orZero(Duration.ofSeconds(1)),
                    "after it what did not end at the deadline is cut",
                    Limit.OWN);
    static final Limit POLL_INTERVAL =
            new Limit(
                    "drain_poll_interval",
                    Rule.Time.positive(Duration.ofMillis(100)),
                    "how often a drain reports its progress",
                    "livery");

    private static final DrainOptions STANDARD =
            new DrainOptions(
                    TIMEOUT.initialTime(),
                    DELAY.initialTime(),
                    IDLE_GRACE.initialTime(),
                    FORCE_GRACE.initialTime(),
                    POLL_INTERVAL.initialTime());

    /// Throws [InvalidOptionException] with every component that is out of range.
    public DrainOptions {
        List<OptionProblem> problems = new ArrayList<>();
        TIMEOUT.check(timeout, problems);
        DELAY.check(delay, problems);
        IDLE_GRACE.check(idleGrace, problems);
        FORCE_GRACE.check(forceGrace, problems);
        POLL_INTERVAL.check(pollInterval, problems);
        InvalidOptionException.throwIfAny(problems);
    }

    /// The defaults.
    public static DrainOptions standard() {
        return STANDARD;
    }

    /// These options with another timeout.
    public DrainOptions withTimeout(Duration timeout) {
        return new DrainOptions(timeout, delay, idleGrace, forceGrace, pollInterval);
    }

    /// These options with another delay.
    public DrainOptions withDelay(Duration delay) {
        return new DrainOptions(timeout, delay, idleGrace, forceGrace, pollInterval);
    }

    /// These options with another grace for idle connections.
    public DrainOptions withIdleGrace(Duration idleGrace) {
        return new DrainOptions(timeout, delay, idleGrace, forceGrace, pollInterval);
    }

    /// These options with another grace after the deadline.
    public DrainOptions withForceGrace(Duration forceGrace) {
        return new DrainOptions(timeout, delay, idleGrace, forceGrace, pollInterval);
    }

    /// These options with another distance between two reports of progress.
    public DrainOptions withPollInterval(Duration pollInterval) {
        return new DrainOptions(timeout, delay, idleGrace, forceGrace, pollInterval);
    }

    /// From the beginning of a drain to its deadline: the delay and the timeout, or [#FOREVER].
    public Duration untilDeadline() {
        return timeout.equals(FOREVER) ? FOREVER : delay.plus(timeout);
    }
}
