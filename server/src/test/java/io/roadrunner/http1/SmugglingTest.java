package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests on whose end two recipients could disagree, as data: what follows the request line and
/// Host, and the framing or the refusal it gets. Every refusal closes the connection.
class SmugglingTest {
    private static final BodyFraming FIVE = new BodyFraming.Length(5);

    /// @param request everything up to the empty line
    /// @param expected a [BodyFraming] or a [Rejection]
    record Case(String request, Object expected) {}

    private static Case fields(String lines, Object expected) {
        return new Case("POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n", expected);
    }

    private static Case head(String request, Object expected) {
        return new Case(request, expected);
    }

    static Stream<Case> lengths() {
        return Stream.of(
                fields("X: y", BodyFraming.NONE),
                fields("Content-Length: 5", FIVE),
                fields("content-length:5", FIVE),
                fields("Content-Length: \t5 \t", FIVE),
                fields("Content-Length: 05", FIVE),
                fields("Content-Length: +5", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length: -5", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length: 5, 5", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length: 5 6", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length: 0x5", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length:", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length: 9223372036854775808", Rejection.BAD_CONTENT_LENGTH),
                fields("Content-Length: 5\r\nContent-Length: 5", Rejection.CONFLICTING_FRAMING),
                fields("Content-Length: 5\r\nCONTENT-LENGTH: 6", Rejection.CONFLICTING_FRAMING),
                fields("Content-Length : 5", Rejection.BAD_HEADER),
                fields("Content-Length\t: 5", Rejection.BAD_HEADER),
                fields(" Content-Length: 5", Rejection.BAD_HEADER),
                fields("Content-Length: 5\r\n 6", Rejection.BAD_HEADER),
                fields("Content-Length\u0000: 5", Rejection.BAD_HEADER),
                fields("Content-Length: 5\u0000", Rejection.BAD_HEADER),
                fields("Content-Length: 5\u000b", Rejection.BAD_HEADER),
                fields("X: y\nContent-Length: 5", Rejection.BAD_HEADER),
                fields("X: y\rContent-Length: 5", Rejection.BAD_HEADER),
                fields("Content_Length: 5", BodyFraming.NONE));
    }

    static Stream<Case> codings() {
        return Stream.of(
                fields("Transfer-Encoding: chunked", BodyFraming.CHUNKED),
                fields("transfer-encoding:\tChunked ", BodyFraming.CHUNKED),
                fields(
                        "Content-Length: 5\r\nTransfer-Encoding: chunked",
                        Rejection.CONFLICTING_FRAMING),
                fields(
                        "Transfer-Encoding: chunked\r\nContent-Length: 0",
                        Rejection.CONFLICTING_FRAMING),
                fields("Transfer-Encoding: x\r\nContent-Length: 5", Rejection.CONFLICTING_FRAMING),
                fields(
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                        Rejection.BAD_TRANSFER_ENCODING),
                fields(
                        "Transfer-Encoding: chunked\r\nTransfer-encoding: cow",
                        Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding: xchunked", Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding: chunked, identity", Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding: identity", Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding: chunked;x", Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding: \"chunked\"", Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding: \u00a0chunked", Rejection.BAD_TRANSFER_ENCODING),
                fields("Transfer-Encoding:", Rejection.BAD_TRANSFER_ENCODING),
                fields(
                        "Transfer-Encoding: gzip, chunked",
                        Rejection.TRANSFER_CODING_NOT_IMPLEMENTED),
                fields("Transfer-Encoding : chunked", Rejection.BAD_HEADER),
                fields("Transfer-Encoding\u000b: chunked", Rejection.BAD_HEADER),
                fields("Transfer-Encoding: \u000bchunked", Rejection.BAD_HEADER),
                fields("X: y\nTransfer-Encoding: chunked", Rejection.BAD_HEADER),
                fields("Transfer-Encoding:\r\n chunked", Rejection.BAD_HEADER),
                head(
                        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        Rejection.BAD_TRANSFER_ENCODING),
                head("POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\n", FIVE));
    }

    static Stream<Case> routes() {
        return Stream.of(
                head("GET / HTTP/1.1\r\n\r\n", Rejection.MISSING_HOST),
                head("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", Rejection.BAD_HOST),
                head("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", Rejection.BAD_HOST),
                head("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", Rejection.BAD_HOST),
                head("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", Rejection.BAD_HOST),
                head("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", Rejection.BAD_HOST),
                head("GET / HTTP/1.1\r\nHost:\r\n\r\n", Rejection.BAD_HOST),
                head("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", Rejection.BAD_HOST),
                head("GET http://a@b/ HTTP/1.1\r\nHost: b\r\n\r\n", Rejection.BAD_TARGET),
                head("GET /\u0085 HTTP/1.1\r\nHost: a\r\n\r\n", Rejection.BAD_TARGET),
                head("GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n", Rejection.BAD_TARGET),
                head("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", Rejection.BAD_REQUEST_LINE),
                head("GET / HTTP/1.1\nHost: a\r\n\r\n", Rejection.BAD_REQUEST_LINE),
                head("GET / HTTP/1.1\r\n Host: a\r\n\r\n", Rejection.BAD_HEADER),
                head("GET / HTTP/1.1\r\nHost: a\r\n\n", Rejection.BAD_HEADER),
                head("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", Rejection.BAD_REQUEST_LINE));
    }

    @ParameterizedTest
    @MethodSource({"lengths", "codings", "routes"})
    void givesEveryRequestOneMeaningOrARefusalThatCloses(Case row) {
        Object actual =
                switch (HeadOutcome.of(row.request())) {
                    case HeadOutcome.Refused(Rejection rejection) -> rejection;
                    case HeadOutcome.Parsed parsed -> framing(parsed);
                    case HeadOutcome.Incomplete incomplete -> incomplete;
                };
        assertEquals(row.expected(), actual);
        if (actual instanceof Rejection rejection) {
            assertTrue(rejection.closes());
        }
    }

    private static Object framing(HeadOutcome.Parsed parsed) {
        try {
            return BodyFraming.of(parsed.head());
        } catch (RejectedException refused) {
            return refused.rejection();
        }
    }
}
