package io.roadrunner.status;

import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.OptionProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How the status of a program can be asked for. Immutable.
///
/// @param host name or address to listen on; loopback by default
/// @param port 0 to 65 535, 0 for a free one; default 2114
/// @param checkTimeout how long a check may take, default 60 s
/// @param unavailableStatusCode what says that something is wrong, 100 to 599, default 503
/// @param unknownPluginStatus what a name is answered with that nobody has, 404 or 200
/// @param healthDuringShutdown what `/health` is answered with while the program shuts down: the
///   unavailable code, or 200
public record StatusOptions(
        String host,
        int port,
        Duration checkTimeout,
        int unavailableStatusCode,
        int unknownPluginStatus,
        int healthDuringShutdown) {
    private static final StatusOptions STANDARD =
            new StatusOptions("127.0.0.1", 2114, Duration.ofSeconds(60), 503, 404, 503);

    /// Throws [InvalidOptionException] with every component that is out of range.
    public StatusOptions {
        List<OptionProblem> problems = new ArrayList<>();
        if (host.isBlank()) {
            problems.add(new OptionProblem("address", host, "must not be empty"));
        }
        if (checkTimeout.isNegative() || checkTimeout.isZero()) {
            String time = checkTimeout.toString();
            problems.add(new OptionProblem("check_timeout", time, "must be above zero"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidOptionException(problems);
        }
    }

    /// The defaults.
    public static StatusOptions standard() {
        return STANDARD;
    }

    /// These options at another address.
    public StatusOptions at(String host, int port) {
        return new StatusOptions(
                host,
                port,
                checkTimeout,
                unavailableStatusCode,
                unknownPluginStatus,
                healthDuringShutdown);
    }
}
