package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadLimitsTest {
    private static final String LINE = "GET / HTTP/1.1\r\n";
    private static final HeadOutcome INCOMPLETE = new HeadOutcome.Incomplete();

    private static HeadOutcome refused(Rejection rejection) {
        return new HeadOutcome.Refused(rejection);
    }

    private static String requestLine(int length) {
        return "GET /" + "a".repeat(length - "GET / HTTP/1.1".length()) + " HTTP/1.1";
    }

    private static void assertParsed(HeadOutcome outcome) {
        assertInstanceOf(HeadOutcome.Parsed.class, outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void boundsTheRequestLine(String before) {
        String rest = "\r\nHost: a\r\n\r\n";
        assertParsed(HeadOutcome.of(before + requestLine(8192) + rest));
        assertEquals(
                refused(Rejection.REQUEST_LINE_TOO_LONG),
                HeadOutcome.of(before + requestLine(8193) + rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "GET / HTTP/1.1"})
    void refusesAnEndlessRequestLineWithoutWaitingForItsEnd(String start) {
        Http1Limits limits = new Http1Limits(14, 100, 100, 9, 9, 9);
        String atTheBound = start + "A".repeat(14 - start.length());
        assertEquals(INCOMPLETE, HeadOutcome.of(limits, atTheBound));
        assertEquals(
                refused(Rejection.REQUEST_LINE_TOO_LONG), HeadOutcome.of(limits, atTheBound + "A"));
    }

    @Test
    void boundsOneFieldLine() {
        String bound = "X: " + "y".repeat(8192 - 3);
        assertParsed(HeadOutcome.of(LINE + "Host: a\r\n" + bound + "\r\n\r\n"));
        assertEquals(
                refused(Rejection.HEADER_TOO_LONG),
                HeadOutcome.of(LINE + "Host: a\r\n" + bound + "y\r\n\r\n"));
    }

    @Test
    void countsTheWhitespaceOfAFieldLine() {
        String bound = "X:" + " ".repeat(8192 - 2);
        assertParsed(HeadOutcome.of(LINE + "Host: a\r\n" + bound + "\r\n\r\n"));
        assertEquals(
                refused(Rejection.HEADER_TOO_LONG),
                HeadOutcome.of(LINE + "Host: a\r\n" + bound + " \r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X:"})
    void refusesAnEndlessFieldLineWithoutWaitingForItsEnd(String start) {
        String atTheBound = LINE + start + "y".repeat(8192 - start.length());
        assertEquals(INCOMPLETE, HeadOutcome.of(atTheBound));
        assertEquals(refused(Rejection.HEADER_TOO_LONG), HeadOutcome.of(atTheBound + "y"));
    }

    /// A block of exactly this many bytes with the CRLFs of its lines.
    private static String block(int length) {
        String first = "Host: a\r\nX: " + "x".repeat(8000) + "\r\n";
        return first + "Y: " + "y".repeat(length - first.length() - 5) + "\r\n";
    }

    @Test
    void boundsTheFieldBlock() {
        assertEquals(10_240, block(10_240).length());
        assertParsed(HeadOutcome.of(LINE + block(10_240) + "\r\n"));
        assertEquals(
                refused(Rejection.HEADER_BLOCK_TOO_LONG),
                HeadOutcome.of(LINE + block(10_241) + "\r\n"));
    }

    @Test
    void refusesAnEndlessFieldBlockWithoutWaitingForItsEnd() {
        String withoutLineEnd = block(10_240).substring(0, 10_238);
        assertEquals(INCOMPLETE, HeadOutcome.of(LINE + withoutLineEnd));
        assertEquals(
                refused(Rejection.HEADER_BLOCK_TOO_LONG),
                HeadOutcome.of(LINE + withoutLineEnd + "y"));
    }

    @Test
    void refusesALineBehindAFullBlockAtItsFirstByte() {
        assertEquals(INCOMPLETE, HeadOutcome.of(LINE + block(10_240)));
        assertEquals(
                refused(Rejection.HEADER_BLOCK_TOO_LONG),
                HeadOutcome.of(LINE + block(10_240) + "Z"));
    }

    @Test
    void boundsTheNumberOfFields() {
        String hundred = "Host: a\r\n" + "X: y\r\n".repeat(99);
        assertParsed(HeadOutcome.of(LINE + hundred + "\r\n"));
        assertEquals(INCOMPLETE, HeadOutcome.of(LINE + hundred));
        assertEquals(refused(Rejection.TOO_MANY_HEADERS), HeadOutcome.of(LINE + hundred + "Z"));
        assertEquals(
                refused(Rejection.TOO_MANY_HEADERS),
                HeadOutcome.of(LINE + hundred + "Z: y\r\n\r\n"));
    }

    @Test
    void neverNeedsMoreThanTheLongestHead() {
        Http1Limits limits = Http1Limits.defaults();
        String longest = "\r\n" + requestLine(8192) + "\r\n" + block(10_240) + "\r\n";
        assertEquals(limits.maxHead(), longest.length());
        assertParsed(HeadOutcome.of(longest));
    }

    @Test
    void hasTheDefaultsOfTheReference() {
        assertEquals(
                new Http1Limits(8192, 8192, 10_240, 100, 8192, 16_384), Http1Limits.defaults());
    }

    @Test
    void refusesABoundThatIsNotPositive() {
        for (int i = 0; i < 6; i++) {
            int[] bounds = {1, 1, 1, 1, 1, 1};
            limits(bounds);
            bounds[i] = 0;
            assertThrows(IllegalArgumentException.class, () -> limits(bounds), "bound " + i);
        }
    }

    private static Http1Limits limits(int... bounds) {
        return new Http1Limits(bounds[0], bounds[1], bounds[2], bounds[3], bounds[4], bounds[5]);
    }
}
