package io.roadrunner.rpc;

import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.OptionProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How calls are taken, and what one peer may cost. Immutable.
///
/// @param address where; default `tcp://127.0.0.1:6001`
/// @param publicAddress whether an address may be one that other machines reach: whoever reaches it
///   can stop the program; default false
/// @param maxConnections how many connections may be open, 1 to 65536, default 32; one more is
///   closed at once
/// @param maxCalls how many calls of one connection may run, 1 to 1024, default 8; further ones
///   wait unread
/// @param maxPayload how long the payload of a frame may be in each direction, 1 KiB to 256 MiB in
///   bytes, default 1 MiB
/// @param frameTimeout how long a frame may take from its first byte to its last, and how long the
///   first one of a connection may be in coming; 1 ms to 1 day, default 10 s
/// @param writeTimeout how long an answer may take to be written; 1 ms to 1 day, default 10 s
/// @param idleTimeout how long a connection may be open without a call; 1 ms to 365 days, default
///   10 min
/// @param callTimeout how long a method may take until it is interrupted and its caller told; 1 ms
///   to 365 days, default 2 min
public record RpcOptions(
        RpcAddress address,
        boolean publicAddress,
        int maxConnections,
        int maxCalls,
        int maxPayload,
        Duration frameTimeout,
        Duration writeTimeout,
        Duration idleTimeout,
        Duration callTimeout) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final RpcOptions STANDARD =
            new RpcOptions(
                    RpcAddress.STANDARD,
                    false,
                    32,
                    8,
                    1 << 20,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(2));

    /// Throws [InvalidOptionException] with every component that is out of range.
    public RpcOptions {
        List<OptionProblem> problems = new ArrayList<>();
        check(problems, "rpc.max_connections", maxConnections, new Range(1, 1 << 16));
        check(problems, "rpc.max_calls", maxCalls, new Range(1, 1 << 10));
        check(problems, "rpc.max_payload", maxPayload, new Range(1 << 10, 1 << 28));
        check(problems, "rpc.frame_timeout", frameTimeout, DAY);
        check(problems, "rpc.write_timeout", writeTimeout, DAY);
        check(problems, "rpc.idle_timeout", idleTimeout, YEAR);
        check(problems, "rpc.call_timeout", callTimeout, YEAR);
        if (!problems.isEmpty()) {
            throw new InvalidOptionException(problems);
        }
    }

    private record Range(int least, int most) {}

    private static void check(List<OptionProblem> problems, String option, int value, Range range) {
        if (value < range.least || value > range.most) {
            String reason = "must be " + range.least + " to " + range.most;
            problems.add(new OptionProblem(option, Integer.toString(value), reason));
        }
    }

    private static void check(
            List<OptionProblem> problems, String option, Duration value, Duration longest) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
            String reason = "must be 1 ms to " + longest.toDays() + " d";
            problems.add(new OptionProblem(option, value.toString(), reason));
        }
    }

    /// The defaults.
    public static RpcOptions standard() {
        return STANDARD;
    }

    /// A builder that starts with the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Gathers options; they are checked when they are built. Not for use by several threads at
    /// once.
    public static final class Builder {
        private RpcAddress address = STANDARD.address;
        private boolean publicAddress = STANDARD.publicAddress;
        private int maxConnections = STANDARD.maxConnections;
        private int maxCalls = STANDARD.maxCalls;
        private int maxPayload = STANDARD.maxPayload;
        private Duration frameTimeout = STANDARD.frameTimeout;
        private Duration writeTimeout = STANDARD.writeTimeout;
        private Duration idleTimeout = STANDARD.idleTimeout;
        private Duration callTimeout = STANDARD.callTimeout;

        private Builder() {}

        /// Where calls are taken.
        public Builder address(RpcAddress at) {
            this.address = at;
            return this;
        }

        /// Whether other machines may reach the address.
        public Builder publicAddress(boolean allowed) {
            this.publicAddress = allowed;
            return this;
        }

        /// How many connections may be open.
        public Builder maxConnections(int connections) {
            this.maxConnections = connections;
            return this;
        }

        /// How many calls of one connection may run.
        public Builder maxCalls(int calls) {
            this.maxCalls = calls;
            return this;
        }

        /// How long the payload of a frame may be, in bytes.
        public Builder maxPayload(int bytes) {
            this.maxPayload = bytes;
            return this;
        }

        /// How long a frame may take from its first byte to its last.
        public Builder frameTimeout(Duration time) {
            this.frameTimeout = time;
            return this;
        }

        /// How long an answer may take to be written.
        public Builder writeTimeout(Duration time) {
            this.writeTimeout = time;
            return this;
        }

        /// How long a connection may be open without a call.
        public Builder idleTimeout(Duration time) {
            this.idleTimeout = time;
            return this;
        }

        /// How long a method may take.
        public Builder callTimeout(Duration time) {
            this.callTimeout = time;
            return this;
        }

        /// The options.
        ///
        /// @throws InvalidOptionException with everything that is out of range
        public RpcOptions build() {
            return new RpcOptions(
                    address,
                    publicAddress,
                    maxConnections,
                    maxCalls,
                    maxPayload,
                    frameTimeout,
                    writeTimeout,
                    idleTimeout,
                    callTimeout);
        }
    }
}
