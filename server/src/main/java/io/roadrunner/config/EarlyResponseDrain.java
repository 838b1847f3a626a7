package io.roadrunner.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How much of a request is still read and thrown away after an answer that did not wait for its
/// end, so that the peer gets to see the answer (RFC 9112 §9.6). Then the connection is closed.
///
/// @param bytes at most so many bytes, 0 to 1 GiB, default 256 KiB; 0 closes at once
/// @param time for at most so long, zero to 365 days, default 2 s; zero closes at once
public record EarlyResponseDrain(long bytes, Duration time) {
    static final Limit BYTES =
            new Limit(
                    "early_response_drain.bytes",
                    Rule.Whole.of(256L << 10, 0, 1L << 30, "bytes"),
                    "beyond it the connection is closed without reading on",
                    "Go net/http");
    static final Limit TIME =
            new Limit(
                    "early_response_drain.time",
                    Rule.Time.orZero(Duration.ofSeconds(2)),
                    "after it the connection is closed without reading on",
                    Limit.OWN);

    private static final EarlyResponseDrain STANDARD =
            new EarlyResponseDrain(BYTES.initialInt(), TIME.initialTime());

    /// Throws [InvalidOptionException] with every component that is out of range.
    public EarlyResponseDrain {
        List<OptionProblem> problems = new ArrayList<>();
        BYTES.check(bytes, problems);
        TIME.check(time, problems);
        InvalidOptionException.throwIfAny(problems);
    }

    /// 256 KiB and 2 s.
    public static EarlyResponseDrain standard() {
        return STANDARD;
    }

    /// The bounds as messages show them.
    @Override
    public String toString() {
        return bytes + " bytes, " + time.toMillis() + " ms";
    }
}
