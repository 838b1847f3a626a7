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
/// @param checkTimeout how long a check may take, 1 s to 1 day, default 60 s; beyond it the check
///   counts as failed and is interrupted
/// @param unavailableStatusCode what says that something is wrong, 200 to 599 without 204 and 304,
///   which have no content; default 503
/// @param unknownPluginStatus what a name is answered with that nobody has: 404, the default, with
///   an entry for it, or 200, which leaves it out
/// @param healthDuringShutdown what `/health` is answered with while the program shuts down: the
///   unavailable code, the default, or 200
public record StatusOptions(
        String host,
        int port,
        Duration checkTimeout,
        int unavailableStatusCode,
        int unknownPluginStatus,
        int healthDuringShutdown) {
    private static final int LAST_PORT = 65_535;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    private static final StatusOptions STANDARD = builder().build();

    /// Throws [InvalidOptionException] with every component that is out of range.
    public StatusOptions {
        Problems problems = new Problems();
        problems.unless(!host.isBlank(), "address", host, "must not be empty");
        problems.unless(port >= 0 && port <= LAST_PORT, "port", port, "must be 0 to " + LAST_PORT);
        problems.unless(
                checkTimeout.compareTo(SHORTEST_TIMEOUT) >= 0
                        && checkTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "check_timeout",
                checkTimeout,
                "must be 1 s to 1 d");
        problems.unless(
                isAnswer(unavailableStatusCode),
                "unavailable_status_code",
                unavailableStatusCode,
                "must be 200 to 599, and neither 204 nor 304");
        problems.unless(
                unknownPluginStatus == 404 || unknownPluginStatus == 200,
                "unknown_plugin_status",
                unknownPluginStatus,
                "must be 404 or 200");
        problems.unless(
                healthDuringShutdown == unavailableStatusCode || healthDuringShutdown == 200,
                "health_during_shutdown",
                healthDuringShutdown,
                "must be 200 or the unavailable_status_code");
        problems.throwIfAny();
    }

    /// A final status that can have content (RFC 9110 §15).
    private static boolean isAnswer(int code) {
        return code >= 200 && code <= 599 && code != 204 && code != 304;
    }

    /// Gathers what is wrong.
    private static final class Problems {
        private final List<OptionProblem> found = new ArrayList<>();

        void unless(boolean valid, String option, Object value, String reason) {
            if (!valid) {
                found.add(new OptionProblem(option, value.toString(), reason));
            }
        }

        void throwIfAny() {
            if (!found.isEmpty()) {
                throw new InvalidOptionException(found);
            }
        }
    }

    /// The defaults.
    public static StatusOptions standard() {
        return STANDARD;
    }

    /// A builder with the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// A builder with these options.
    public Builder toBuilder() {
        return builder()
                .host(host)
                .port(port)
                .checkTimeout(checkTimeout)
                .unavailableStatusCode(unavailableStatusCode)
                .unknownPluginStatus(unknownPluginStatus)
                .healthyDuringShutdown(healthDuringShutdown != unavailableStatusCode);
    }

    /// These options at another address.
    public StatusOptions at(String host, int port) {
        return toBuilder().host(host).port(port).build();
    }

    /// Collects options. Setters accept everything: [#build] checks, and reports all problems
    /// together. Belongs to one thread.
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 2114;
        private Duration checkTimeout = Duration.ofSeconds(60);
        private int unavailableStatusCode = 503;
        private int unknownPluginStatus = 404;
        private boolean healthyDuringShutdown;

        private Builder() {}

        /// The options, checked.
        ///
        /// @throws InvalidOptionException with everything that is wrong
        public StatusOptions build() {
            return new StatusOptions(
                    host,
                    port,
                    checkTimeout,
                    unavailableStatusCode,
                    unknownPluginStatus,
                    healthyDuringShutdown ? 200 : unavailableStatusCode);
        }

        /// Sets [StatusOptions#host].
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /// Sets [StatusOptions#port].
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /// Sets [StatusOptions#checkTimeout].
        public Builder checkTimeout(Duration timeout) {
            this.checkTimeout = timeout;
            return this;
        }

        /// Sets [StatusOptions#unavailableStatusCode].
        public Builder unavailableStatusCode(int code) {
            this.unavailableStatusCode = code;
            return this;
        }

        /// Sets [StatusOptions#unknownPluginStatus].
        public Builder unknownPluginStatus(int code) {
            this.unknownPluginStatus = code;
            return this;
        }

        /// Whether `/health` is answered with 200 while the program shuts down, instead of the
        /// unavailable code: [StatusOptions#healthDuringShutdown].
        public Builder healthyDuringShutdown(boolean healthy) {
            this.healthyDuringShutdown = healthy;
            return this;
        }
    }
}
