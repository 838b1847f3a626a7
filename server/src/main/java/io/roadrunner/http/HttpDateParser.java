package io.roadrunner.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads one date in any of the three formats of RFC 9110 §5.6.7. Pure; used by one thread for one
/// text. The first thing that does not fit makes the whole date invalid.
final class HttpDateParser {
    private static final int MAX_YEARS_AHEAD = 50;

    private final String text;
    private int position;
    private boolean valid = true;

    private HttpDateParser(String text) {
        this.text = text;
    }

    /// The instant, or empty when the text is in none of the formats or names no real date.
    static Optional<Instant> parse(String text, Instant now) {
        int comma = text.indexOf(',');
        HttpDateParser parser = new HttpDateParser(text);
        return switch (comma) {
            case -1 -> parser.asctime();
            case 3 -> parser.imfFixdate();
            default -> parser.twoDigitYear(now);
        };
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    private Optional<Instant> imfFixdate() {
        dayName(3);
        expect(", ");
        int day = digits(2);
        expect(" ");
        int month = month();
        expect(" ");
        int year = digits(4);
        expect(" ");
        long seconds = timeOfDay();
        expect(" GMT");
        return instant(year, month, day, seconds);
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    private Optional<Instant> twoDigitYear(Instant now) {
        dayName(Integer.MAX_VALUE);
        expect(", ");
        int day = digits(2);
        expect("-");
        int month = month();
        expect("-");
        int yearOfCentury = digits(2);
        expect(" ");
        long seconds = timeOfDay();
        expect(" GMT");
        LocalDateTime latest =
                LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(MAX_YEARS_AHEAD);
        int year = latest.getYear() - Math.floorMod(latest.getYear() - yearOfCentury, 100);
        Optional<Instant> date = instant(year, month, day, seconds);
        // "Recipients [...] MUST interpret a timestamp that appears to be more than 50 years in the
        // future as representing the most recent year in the past that had the same last two
        // digits." RFC 9110 §5.6.7
        return date.isPresent() && date.get().isAfter(latest.toInstant(ZoneOffset.UTC))
                ? instant(year - 100, month, day, seconds)
                : date;
    }

    /// `Sun Nov 6 08:49:37 1994`
    private Optional<Instant> asctime() {
        dayName(3);
        expect(" ");
        int month = month();
        expect(" ");
        boolean padded = position < text.length() && text.charAt(position) == ' ';
        if (padded) {
            position++;
        }
        int day = digits(padded ? 1 : 2);
        expect(" ");
        long seconds = timeOfDay();
        expect(" ");
        int year = digits(4);
        return instant(year, month, day, seconds);
    }

    /// A name of a day that begins here, as a whole or its first letters.
    private void dayName(int length) {
        for (String day : HttpDate.DAYS) {
            int count = Math.min(length, day.length());
            if (text.startsWith(day.substring(0, count), position)) {
                position += count;
                return;
            }
        }
        valid = false;
    }

    private int month() {
        for (int i = 0; i < HttpDate.MONTHS.size(); i++) {
            if (text.startsWith(HttpDate.MONTHS.get(i), position)) {
                position += HttpDate.MONTHS.get(i).length();
                return i + 1;
            }
        }
        valid = false;
        return 1;
    }

    /// `hour ":" minute ":" second` in seconds; a leap second counts as the one after it.
    private long timeOfDay() {
        int hour = digits(2);
        expect(":");
        int minute = digits(2);
        expect(":");
        int second = digits(2);
        if (hour > 23 || minute > 59 || second > 60) {
            valid = false;
        }
        return (hour * 60L + minute) * 60 + second;
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            char c = position < text.length() ? text.charAt(position++) : ' ';
            if (c < '0' || c > '9') {
                valid = false;
                return 0;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private void expect(String literal) {
        if (text.startsWith(literal, position)) {
            position += literal.length();
        } else {
            valid = false;
        }
    }

    private Optional<Instant> instant(int year, int month, int day, long secondsOfDay) {
        if (!valid
                || position != text.length()
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            return Optional.empty();
        }
        LocalDateTime midnight = LocalDateTime.of(year, month, day, 0, 0);
        return Optional.of(midnight.toInstant(ZoneOffset.UTC).plusSeconds(secondsOfDay));
    }
}
