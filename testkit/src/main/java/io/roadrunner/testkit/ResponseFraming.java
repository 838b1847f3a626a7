package io.roadrunner.testkit;

import java.util.List;

/// Where the body of a response ends (RFC 9112 §6.3). Immutable. Stricter than a client has to be:
/// what a server must not send is refused even where a client could make sense of it.
sealed interface ResponseFraming {
    /// Nothing follows the blank line.
    record None() implements ResponseFraming {}

    /// The body has a known length.
    ///
    /// @param length 0 or more bytes
    record Length(long length) implements ResponseFraming {}

    /// The body comes in chunks.
    record Chunked() implements ResponseFraming {}

    /// The body ends with the connection.
    record UntilClose() implements ResponseFraming {}

    /// The framing of the response to a request of this method. Throws [MalformedResponseException]
    /// for a head that no server may send.
    static ResponseFraming of(WireHead head, String requestMethod) {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        checkCombination(head, lengths, codings);
        boolean connected = requestMethod.equals("CONNECT") && head.status() / 100 == 2;
        boolean bodiless = head.isInterim() || head.status() == 204;
        if (bodiless || connected) {
            // "A server MUST NOT send a Content-Length header field in any response with a status
            // code of 1xx (Informational) or 204 (No Content)." RFC 9110 §8.6, for CONNECT too;
            // the same for Transfer-Encoding: RFC 9112 §6.1
            refuseIf(head, !lengths.isEmpty(), "content-length where no content can be");
            refuseIf(head, !codings.isEmpty(), "transfer-encoding where no content can be");
            return new None();
        }
        long length = lengths.isEmpty() ? -1 : length(head, lengths.getFirst());
        if (requestMethod.equals("HEAD") || head.status() == 304) {
            return new None();
        }
        if (!codings.isEmpty()) {
            return new Chunked();
        }
        return length < 0 ? new UntilClose() : new Length(length);
    }

    private static void checkCombination(
            WireHead head, List<String> lengths, List<String> codings) {
        // "A sender MUST NOT send a Content-Length header field in any message that contains a
        // Transfer-Encoding header field." RFC 9112 §6.2
        refuseIf(
                head,
                !lengths.isEmpty() && !codings.isEmpty(),
                "content-length beside transfer-encoding");
        refuseIf(head, lengths.size() > 1, "more than one content-length");
        // Of the codings the kit speaks the one that every recipient has to: RFC 9112 §7
        refuseIf(
                head,
                !codings.isEmpty()
                        && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")),
                "transfer-encoding other than chunked");
        refuseIf(
                head,
                !codings.isEmpty() && head.version().equals("HTTP/1.0"),
                "transfer-encoding in HTTP/1.0");
    }

    private static long length(WireHead head, String value) {
        // "Content-Length = 1*DIGIT" RFC 9110 §8.6; 18 digits always fit
        boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
        refuseIf(
                head,
                value.isEmpty() || value.length() > 18 || !digits,
                "content-length is no number");
        return Long.parseLong(value);
    }

    private static void refuseIf(WireHead head, boolean condition, String reason) {
        if (condition) {
            throw new MalformedResponseException(
                    reason + "; received " + WireText.shown(head.raw()));
        }
    }
}
