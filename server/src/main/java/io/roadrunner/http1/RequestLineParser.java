package io.roadrunner.http1;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a request line, `method SP request-target SP HTTP-version CRLF` (RFC 9112 §3), and one
/// empty line before it. It goes on where it stopped when more bytes have arrived, looks at each
/// byte once, and decides about each byte alone. Owned by one connection thread; bounded by
/// [Http1Limits#maxRequestLine()].
final class RequestLineParser {
    /// Stands for any digit in [#VERSION].
    private static final byte DIGIT = 'd';

    private static final byte[] VERSION =
            "HTTP/d.d\r\n".getBytes(StandardCharsets.US_ASCII); // `HTTP` is case-sensitive
    private static final byte[] CURRENT = "HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_END = 2;
    private static final int MAJOR = 5;
    private static final int MINOR = 7;

    /// The methods of RFC 9110 §9 and PATCH, the most frequent first.
    private static final String[] METHODS = {
        "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"
    };

    private enum Part {
        EMPTY_LINE,
        METHOD,
        TARGET,
        VERSION,
        COMPLETE
    }

    private final int maxLine;

    private Part part = Part.EMPTY_LINE;
    private int position;
    private int lineStart;
    private int targetStart;
    private int versionStart;

    RequestLineParser(Http1Limits limits) {
        maxLine = limits.maxRequestLine();
    }

    /// Reads on. Every call until completion must show the line from its first byte, wherever in
    /// memory it lies by then.
    ///
    /// @param octets holds the line
    /// @param from where the line, or the empty line before it, starts
    /// @param to the end of what has arrived
    /// @return whether the line is complete
    boolean parse(byte[] octets, int from, int to) throws RejectedException {
        int available = to - from;
        if (part == Part.EMPTY_LINE) {
            skipEmptyLine(octets, from, available);
        }
        if (part == Part.METHOD) {
            readMethod(octets, from, available);
        }
        if (part == Part.TARGET) {
            readTarget(octets, from, available);
        }
        if (part == Part.VERSION) {
            readVersion(octets, from, available);
        }
        return part == Part.COMPLETE;
    }

    /// How many bytes have been read; after completion the length of the line with its CRLF and the
    /// empty line before it.
    int consumed() {
        return position;
    }

    /// The method of a complete line.
    String method(byte[] octets, int from) {
        int start = from + lineStart;
        int length = targetStart - 1 - lineStart;
        for (String method : METHODS) {
            if (method.length() == length && startsWith(octets, start, method)) {
                return method;
            }
        }
        return new String(octets, start, length, StandardCharsets.ISO_8859_1);
    }

    /// Where the target starts, counted from the first byte.
    int targetStart() {
        return targetStart;
    }

    /// The target of a complete line.
    String target(byte[] octets, int from) {
        int length = versionStart - 1 - targetStart;
        if (length == 1 && octets[from + targetStart] == '/') {
            return "/";
        }
        return new String(octets, from + targetStart, length, StandardCharsets.ISO_8859_1);
    }

    /// The version of a complete line.
    HttpVersion version(byte[] octets, int from) throws RejectedException {
        if (octets[from + versionStart + MAJOR] != '1') {
            // "indicates that the server does not support, or refuses to support, the major version
            // of HTTP that was used in the request message" RFC 9110 §15.6.6
            throw new RejectedException(Rejection.VERSION_NOT_SUPPORTED);
        }
        // "SHOULD process the message as if it was in the highest minor version within that major
        // version to which the recipient is conformant" RFC 9110 §2.5
        return octets[from + versionStart + MINOR] == '0'
                ? HttpVersion.HTTP_1_0
                : HttpVersion.HTTP_1_1;
    }

    /// Makes it ready for the next line.
    void reset() {
        part = Part.EMPTY_LINE;
        position = 0;
        lineStart = 0;
    }

    private void skipEmptyLine(byte[] octets, int from, int available) throws RejectedException {
        if (available == 0) {
            return;
        }
        if (octets[from] != '\r') {
            part = Part.METHOD;
            return;
        }
        if (available == 1) {
            return;
        }
        // "SHOULD ignore at least one empty line (CRLF) received prior to the request-line"
        // RFC 9112 §2.2
        if (octets[from + 1] != '\n') {
            throw new RejectedException(Rejection.BAD_REQUEST_LINE);
        }
        lineStart = 2;
        position = 2;
        part = Part.METHOD;
    }

    private void readMethod(byte[] octets, int from, int available) throws RejectedException {
        int limit = lineStart + maxLine;
        int end = Math.min(available, limit);
        int at = position;
        while (at < end && Ascii.isTokenCharacter(octets[from + at])) {
            at++;
        }
        position = at;
        if (at == available) {
            return;
        }
        if (at == limit) {
            throw new RejectedException(Rejection.REQUEST_LINE_TOO_LONG);
        }
        if (octets[from + at] != ' ' || at == lineStart) {
            throw new RejectedException(Rejection.BAD_REQUEST_LINE);
        }
        targetStart = at + 1;
        position = targetStart;
        part = Part.TARGET;
    }

    private void readTarget(byte[] octets, int from, int available) throws RejectedException {
        int limit = lineStart + maxLine;
        int end = Math.min(available, limit);
        int at = position;
        while (at < end && isTargetCharacter(octets[from + at])) {
            at++;
        }
        position = at;
        if (at == available) {
            return;
        }
        if (at == limit) {
            throw new RejectedException(Rejection.REQUEST_LINE_TOO_LONG);
        }
        checkTargetEnd(octets[from + at], at == targetStart);
        versionStart = at + 1;
        position = versionStart;
        part = Part.VERSION;
    }

    private static void checkTargetEnd(byte octet, boolean empty) throws RejectedException {
        switch (octet) {
            case ' ' -> {
                if (empty) {
                    throw new RejectedException(Rejection.BAD_REQUEST_LINE);
                }
            }
            case '\r', '\n' -> throw new RejectedException(Rejection.BAD_REQUEST_LINE);
            // "A recipient SHOULD NOT attempt to autocorrect and then process the request without
            // a redirect, since the invalid request-line might be deliberately crafted"
            // RFC 9112 §3
            default -> throw new RejectedException(Rejection.BAD_TARGET);
        }
    }

    private void readVersion(byte[] octets, int from, int available) throws RejectedException {
        int limit = lineStart + maxLine;
        if (position == versionStart && isCurrent(octets, from, available, limit)) {
            position += CURRENT.length;
            part = Part.COMPLETE;
            return;
        }
        for (int at = position; at < available; at++) {
            byte octet = octets[from + at];
            if (at == limit && octet != '\r') {
                throw new RejectedException(Rejection.REQUEST_LINE_TOO_LONG);
            }
            byte expected = VERSION[at - versionStart];
            boolean fits = expected == DIGIT ? octet >= '0' && octet <= '9' : octet == expected;
            if (!fits) {
                throw new RejectedException(Rejection.BAD_REQUEST_LINE);
            }
            if (expected == '\n') {
                position = at + 1;
                part = Part.COMPLETE;
                return;
            }
        }
        position = available;
    }

    /// Whether the rest of the line is what it is in nearly every request.
    private boolean isCurrent(byte[] octets, int from, int available, int limit) {
        int start = from + versionStart;
        return available - versionStart >= CURRENT.length
                && versionStart + CURRENT.length - LINE_END <= limit
                && Arrays.equals(octets, start, start + CURRENT.length, CURRENT, 0, CURRENT.length);
    }

    /// A visible ASCII character; a fragment is not part of any request target (RFC 9112 §3.2).
    private static boolean isTargetCharacter(byte octet) {
        return octet > ' ' && octet != 0x7f && octet != '#';
    }

    private static boolean startsWith(byte[] octets, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (octets[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
