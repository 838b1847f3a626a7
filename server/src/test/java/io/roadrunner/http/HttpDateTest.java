package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Optional<Instant> EXAMPLE =
            Optional.of(Instant.parse("1994-11-06T08:49:37Z"));

    @Test
    @DisplayName("RFC 9110 §5.6.7: dates are generated as IMF-fixdate")
    void formatsAsImfFixdate() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(EXAMPLE.orElseThrow()));
        assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", HttpDate.format(Instant.EPOCH));
        assertEquals(
                "Thu, 29 Feb 2024 23:59:59 GMT",
                HttpDate.format(Instant.parse("2024-02-29T23:59:59.999Z")));
        assertEquals(
                "Sat, 01 Jan 0000 00:00:00 GMT",
                HttpDate.format(Instant.parse("0000-01-01T00:00:00Z")));
        assertEquals(
                "Fri, 31 Dec 9999 23:59:59 GMT",
                HttpDate.format(Instant.parse("9999-12-31T23:59:59Z")));
    }

    @Test
    void refusesYearsWithoutFourDigits() {
        for (String date : new String[] {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"}) {
            Instant instant = Instant.parse(date);
            assertThrows(IllegalArgumentException.class, () -> HttpDate.format(instant), date);
        }
    }

    @Test
    @DisplayName("RFC 9110 §5.6.7: a recipient accepts all three formats")
    void parsesAllThreeFormats() {
        assertEquals(EXAMPLE, HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT", NOW));
        assertEquals(EXAMPLE, HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT", NOW));
        assertEquals(EXAMPLE, HttpDate.parse("Sun Nov  6 08:49:37 1994", NOW));
        assertEquals(
                Optional.of(Instant.parse("1994-11-16T08:49:37Z")),
                HttpDate.parse("Wed Nov 16 08:49:37 1994"));
    }

    @Test
    @DisplayName("RFC 9110 §5.6.7: a two-digit year is at most 50 years ahead")
    void readsTwoDigitYearsAroundNow() {
        assertEquals(2026, yearOf("Monday, 15-Jun-26 12:00:00 GMT"));
        assertEquals(2076, yearOf("Monday, 15-Jun-76 12:00:00 GMT"));
        assertEquals(1976, yearOf("Monday, 15-Jun-76 12:00:01 GMT"));
        assertEquals(1977, yearOf("Monday, 01-Jan-77 00:00:00 GMT"));
        assertEquals(2075, yearOf("Monday, 31-Dec-75 23:59:59 GMT"));
        assertEquals(2000, yearOf("Monday, 01-Jan-00 00:00:00 GMT"));
    }

    @Test
    void readsALeapSecondAsTheNextSecond() {
        assertEquals(
                Optional.of(Instant.parse("2017-01-01T00:00:00Z")),
                HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", NOW));
    }

    @Test
    void refusesEverythingElse() {
        String[] texts = {
            "",
            "0",
            ",",
            "Sun",
            "Sun,",
            "Sun, ",
            "Sunday",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 GMT ",
            " Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "sun, 06 nov 1994 08:49:37 gmt",
            "Sun, 06 Nov 94 08:49:37 GMT",
            "Foo, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 29 Feb 2023 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 23:60:00 GMT",
            "Sun, 06 Nov 1994 23:59:61 GMT",
            "Sun, 06 Nov 1994 8:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov -994 08:49:37 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT",
            "Sunday, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-1994 08:49:37 GMT",
            "Sund, 06-Nov-94 08:49:37 GMT",
            "Sun Nov 6 08:49:37 1994",
            "Sun Nov  16 08:49:37 1994",
            "Sun Nov 06 08:49:37 94",
            "Sun Nov  6 08:49:37 1994 GMT",
            "Sun, 0\u0666 Nov 1994 08:49:37 GMT"
        };
        for (String text : texts) {
            assertEquals(Optional.empty(), HttpDate.parse(text, NOW), text);
        }
    }

    @Test
    void parsingReversesFormattingAndAgreesWithThePlatform() {
        long seed = 561;
        Random random = new Random(seed);
        DateTimeFormatter platform =
                DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                        .withZone(ZoneOffset.UTC);
        long bound = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int round = 0; round < 5000; round++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(bound));
            String text = HttpDate.format(instant);
            String hint = "seed " + seed + " round " + round;
            assertEquals(platform.format(instant), text, hint);
            assertEquals(Optional.of(instant), HttpDate.parse(text, NOW), hint);
        }
    }

    @Test
    void neverFailsOnDamagedDates() {
        long seed = 562;
        Random random = new Random(seed);
        String[] dates = {
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994"
        };
        for (int round = 0; round < 5000; round++) {
            StringBuilder damaged = new StringBuilder(dates[random.nextInt(3)]);
            damaged.setLength(random.nextInt(damaged.length() + 1));
            for (int i = random.nextInt(3); i > 0 && !damaged.isEmpty(); i--) {
                damaged.setCharAt(
                        random.nextInt(damaged.length()), (char) (' ' + random.nextInt(95)));
            }
            String hint = "seed " + seed + " round " + round + ": " + damaged;
            // A date that still reads as one must be one that can be written.
            HttpDate.parse(damaged.toString(), NOW)
                    .ifPresent(date -> assertEquals(29, HttpDate.format(date).length(), hint));
        }
    }

    private static int yearOf(String text) {
        return HttpDate.parse(text, NOW).orElseThrow().atOffset(ZoneOffset.UTC).getYear();
    }
}
