package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.http.EntityTag;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpDate;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String DATE = HttpDate.format(MODIFIED);
    private static final String EARLIER = HttpDate.format(MODIFIED.minusSeconds(1));
    private static final String LATER = HttpDate.format(MODIFIED.plusSeconds(1));
    private static final Preconditions FILE = new Preconditions(EntityTag.strong("v1"), MODIFIED);

    /// `date`, `earlier` and `later` stand for dates around the last change.
    private static Headers headers(String fields) {
        Headers.Builder headers = Headers.builder();
        for (String field : fields.split("\\|")) {
            int colon = field.indexOf(':');
            String value =
                    switch (field.substring(colon + 1).strip()) {
                        case "date" -> DATE;
                        case "earlier" -> EARLIER;
                        case "later" -> LATER;
                        case String other -> other;
                    };
            headers.add(field.substring(0, colon).strip(), value);
        }
        return headers.build();
    }

    @ParameterizedTest
    @DisplayName("RFC 9110 §13.2.2: conditions in their order")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "x: y > PROCEED",
                "if-match: \"v1\" > PROCEED",
                "if-match: \"v0\", \"v1\" > PROCEED",
                "if-match: * > PROCEED",
                "if-match: \"v2\" > FAILED",
                "if-match: W/\"v1\" > FAILED",
                "if-match: nonsense > FAILED",
                "if-unmodified-since: date > PROCEED",
                "if-unmodified-since: later > PROCEED",
                "if-unmodified-since: earlier > FAILED",
                "if-unmodified-since: nonsense > PROCEED",
                "if-unmodified-since: earlier | if-unmodified-since: earlier > PROCEED",
                "if-match: \"v1\" | if-unmodified-since: earlier > PROCEED",
                "if-match: \"v2\" | if-unmodified-since: later > FAILED",
                "if-none-match: \"v1\" > NOT_MODIFIED",
                "if-none-match: W/\"v1\" > NOT_MODIFIED",
                "if-none-match: \"v0\", W/\"v1\" > NOT_MODIFIED",
                "if-none-match: \"v0\" | if-none-match: \"v1\" > NOT_MODIFIED",
                "if-none-match: * > NOT_MODIFIED",
                "if-none-match: \"v2\" > PROCEED",
                "if-none-match: nonsense > PROCEED",
                "if-modified-since: date > NOT_MODIFIED",
                "if-modified-since: later > NOT_MODIFIED",
                "if-modified-since: earlier > PROCEED",
                "if-modified-since: nonsense > PROCEED",
                "if-modified-since: later | if-modified-since: later > PROCEED",
                "if-none-match: \"v2\" | if-modified-since: later > PROCEED",
                "if-none-match: \"v1\" | if-modified-since: earlier > NOT_MODIFIED",
                "if-match: \"v2\" | if-none-match: \"v1\" > FAILED",
                "if-unmodified-since: earlier | if-none-match: \"v1\" > FAILED",
                "if-match: \"v1\" | if-none-match: \"v1\" > NOT_MODIFIED",
            })
    void conditionsOfGet(String fields, Preconditions.Verdict expected) {
        assertEquals(expected, FILE.evaluate("GET", headers(fields)));
        assertEquals(expected, FILE.evaluate("HEAD", headers(fields)));
    }

    @Test
    @DisplayName(
            "RFC 9110 §13.1.2, §13.1.3: for other methods a version that is known is a failure")
    void conditionsOfOtherMethods() {
        assertEquals(
                Preconditions.Verdict.FAILED,
                FILE.evaluate("PUT", headers("if-none-match: \"v1\"")));
        assertEquals(
                Preconditions.Verdict.PROCEED,
                FILE.evaluate("PUT", headers("if-modified-since: later")));
    }

    @ParameterizedTest
    @DisplayName("RFC 9110 §13.1.5: a range counts when if-range names this very version")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "x: y > true",
                "if-range: \"v1\" > true",
                "if-range: \"v2\" > false",
                "if-range: W/\"v1\" > false",
                "if-range: \"v1\", \"v2\" > false",
                "if-range: * > false",
                "if-range: nonsense > false",
                "if-range: date > true",
                "if-range: later > false",
                "if-range: earlier > false",
                "if-range: \"v1\" | if-range: \"v1\" > false",
            })
    void ifRange(String fields, boolean expected) {
        assertEquals(expected, FILE.allowsRange(headers(fields), MODIFIED.plusSeconds(60)));
    }

    @Test
    @DisplayName("RFC 9110 §8.8.2.2: a date names no version until its second is over")
    void aDateIsWeakWithinItsSecond() {
        Headers headers = headers("if-range: date");
        Instant start = Instant.parse("2026-01-02T03:04:05Z");
        assertEquals(false, FILE.allowsRange(headers, start.plusMillis(999)));
        assertEquals(true, FILE.allowsRange(headers, start.plusSeconds(1)));
    }
}
