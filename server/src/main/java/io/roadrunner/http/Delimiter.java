package io.roadrunner.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The delimiter of a multipart body, CR LF, two dashes and the boundary, and the search for it
/// (RFC 2046 §5.1.1). Immutable; any thread.
///
/// The search looks at the last octet of a candidate and skips as far as that octet allows, up to
/// the whole length. It is linear against a hostile body too: a comparison begins only at a CR, and
/// a delimiter has one CR, at its start, so that two comparisons never look at the same octets.
final class Delimiter {
    private static final int MAX_BOUNDARY = 70;
    private static final String BOUNDARY_PUNCTUATION = "'()+_,-./:=? ";

    /// Where a skip is less than a quarter of the delimiter, looking for the next CR leads further:
    /// content of nothing but the boundary's letters is searched at 2.5 GB/s so, not at 0.25.
    private final int smallShift;

    private final byte[] octets;

    /// By the octet under the last one of the delimiter: how far the next candidate is.
    private final byte[] shifts = new byte[256];

    /// @param boundary one that [#isBoundary(String)]
    Delimiter(String boundary) {
        octets = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        int last = octets.length - 1;
        smallShift = last / 4 + 1;
        Arrays.fill(shifts, (byte) octets.length);
        for (int i = 0; i < last; i++) {
            shifts[octets[i]] = (byte) (last - i);
        }
    }

    /// Whether a text is a boundary: "1 to 70 characters [...] NOT ending with white space" of the
    /// set that RFC 2046 §5.1.1 gives.
    static boolean isBoundary(String text) {
        if (text.isEmpty() || text.length() > MAX_BOUNDARY || text.endsWith(" ")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
            if (!alphanumeric && BOUNDARY_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /// The number of octets, with the CR LF at the start.
    int length() {
        return octets.length;
    }

    /// The index of the first whole delimiter between two indices, or -1.
    int find(byte[] text, int from, int to) {
        int last = octets.length - 1;
        byte lastOctet = octets[last];
        int end = from + last;
        while (end < to) {
            byte octet = text[end];
            if (octet == lastOctet && text[end - last] == '\r' && startsAt(text, end - last, to)) {
                return end - last;
            }
            int shift = shifts[octet & 0xff];
            end = shift < smallShift ? nextStart(text, end - last + 1, end) + last : end + shift;
        }
        return -1;
    }

    /// Where the next candidate can begin: at the first CR between two indices, or behind them.
    private static int nextStart(byte[] text, int from, int to) {
        int start = from;
        while (start <= to && text[start] != '\r') {
            start++;
        }
        return start;
    }

    /// Whether a whole delimiter stands at an index.
    boolean startsAt(byte[] text, int index, int to) {
        return matches(0, text, index, to);
    }

    /// Whether a delimiter without its CR LF stands at an index: at the start of a body nothing
    /// goes before it.
    boolean startsBodyAt(byte[] text, int index, int to) {
        return matches(2, text, index, to);
    }

    private boolean matches(int skipped, byte[] text, int index, int to) {
        int length = octets.length - skipped;
        return length <= to - index
                && Arrays.equals(octets, skipped, octets.length, text, index, index + length);
    }
}
