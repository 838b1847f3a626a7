package io.roadrunner.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as operators write them. Stateless; any thread.
final class DurationText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h)?");

    private DurationText() {}

    /// Reads `250ms`, `30s`, `5m`, `1h`, or a plain number of milliseconds.
    static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        return Optional.of(
                switch (unit) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofMillis(number);
                });
    }
}
