package io.roadrunner.standalone.config;

import io.roadrunner.config.ListenAddress;
import java.time.Duration;
import java.util.Map;

/// Values of options as the user writes them. Stateless. Everything here throws
/// [IllegalArgumentException] with a reason in a few words.
final class OptionText {
    private static final Map<String, Long> MILLIS =
            Map.of("", 1L, "ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> SECONDS =
            Map.of("", 1000L, "ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private OptionText() {}

    /// `250ms`, `30s`, `5m`, `1h`; a number alone is milliseconds.
    static Duration duration(String text) {
        return Duration.ofMillis(scaled(text, MILLIS, "a time such as 250ms, 30s or 5m"));
    }

    /// The same, but a number alone is seconds.
    static Duration seconds(String text) {
        return Duration.ofMillis(
                scaled(text, SECONDS, "a number of seconds, or a time such as 250ms, 30s or 5m"));
    }

    /// `host:port`, a literal address of IPv6 in brackets.
    ///
    /// @throws io.roadrunner.config.InvalidOptionException for what no address can be
    static ListenAddress.Tcp hostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("must be host:port");
        }
        String host = text.substring(0, colon);
        boolean literal = host.startsWith("[") && host.endsWith("]");
        return new ListenAddress.Tcp(
                literal ? host.substring(1, host.length() - 1) : host,
                whole(text.substring(colon + 1)));
    }

    /// `64KiB`, `10MiB`, `1GiB`; a number alone is bytes.
    static long bytes(String text) {
        return scaled(text, BYTES, "a size such as 65536, 64KiB or 10MiB");
    }

    /// A size that fits an `int`.
    static int smallBytes(String text) {
        return fitting(bytes(text));
    }

    /// A whole number.
    static int whole(String text) {
        return fitting(scaled(text, Map.of("", 1L), "a whole number"));
    }

    /// `true` or `false`.
    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static int fitting(long value) {
        if (value != (int) value) {
            throw new IllegalArgumentException("is too large");
        }
        return (int) value;
    }

    private static long scaled(String text, Map<String, Long> units, String expected) {
        int digits = text.startsWith("-") ? 1 : 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        Long unit = units.get(text.substring(digits));
        try {
            if (unit != null) {
                return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be " + expected, e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is too large", e);
        }
        throw new IllegalArgumentException("must be " + expected);
    }
}
