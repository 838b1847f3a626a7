package io.roadrunner.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Dates of HTTP fields (RFC 9110 §5.6.7). Stateless; any thread.
public final class HttpDate {
    static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private static final int LENGTH = 29;
    private static final int ABBREVIATED_DAY = 3;

    private HttpDate() {}

    /// The instant as an IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT`; fractions of a
    /// second are left out.
    ///
    /// @throws IllegalArgumentException for a year before 0 or after 9999
    public static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException("no HTTP date: " + instant);
        }
        StringBuilder text = new StringBuilder(LENGTH);
        text.append(DAYS.get(time.getDayOfWeek().getValue() - 1), 0, ABBREVIATED_DAY).append(", ");
        twoDigits(text, time.getDayOfMonth()).append(' ');
        text.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
        twoDigits(text, time.getYear() / 100);
        twoDigits(text, time.getYear() % 100).append(' ');
        twoDigits(text, time.getHour()).append(':');
        twoDigits(text, time.getMinute()).append(':');
        return twoDigits(text, time.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /// The instant that a date in one of the three formats names; empty for anything else. The name
    /// of the day must be one but need not fit the date.
    public static Optional<Instant> parse(String text) {
        return parse(text, Instant.now());
    }

    /// As [#parse(String)] for a given time.
    ///
    /// @param now what the two-digit years of the second format are relative to: 50 years ahead at
    ///   most
    public static Optional<Instant> parse(String text, Instant now) {
        return HttpDateParser.parse(text, now);
    }
}
