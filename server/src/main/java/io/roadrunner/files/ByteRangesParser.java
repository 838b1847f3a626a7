package io.roadrunner.files;

import java.util.ArrayList;
import java.util.List;

/// Reads one `range` field: `bytes=` and a list of `first-last`, `first-` and `-suffix` (RFC 9110
/// §14.1.1). Used once, by one thread; reads each character once.
final class ByteRangesParser {
    private static final String UNIT = "bytes=";

    private final String text;
    private final long size;
    private final List<ByteRange> ranges = new ArrayList<>(1);
    private int position;
    private int count;

    ByteRangesParser(String text, long size) {
        this.text = text;
        this.size = size;
    }

    /// What the field asks for. "A server MAY ignore the Range header field." RFC 9110 §14.2, which
    /// is done with everything that is not understood as a whole.
    ByteRanges parse() {
        // Names of range units are case-insensitive: RFC 9110 §14.1
        if (!text.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return ByteRanges.Ignored.INSTANCE;
        }
        position = UNIT.length();
        while (position < text.length()) {
            skipWhitespace();
            if (!at(',') && position < text.length() && !readRange()) {
                return ByteRanges.Ignored.INSTANCE;
            }
            skipWhitespace();
            if (position < text.length() && !at(',')) {
                return ByteRanges.Ignored.INSTANCE;
            }
            position++;
        }
        return result();
    }

    private ByteRanges result() {
        if (count == 0 || count > ByteRanges.MAX_RANGES) {
            return ByteRanges.Ignored.INSTANCE;
        }
        return ranges.isEmpty()
                ? ByteRanges.Unsatisfiable.INSTANCE
                : new ByteRanges.Satisfiable(ranges);
    }

    /// Reads one range; false when it is none, or one too many.
    private boolean readRange() {
        if (++count > ByteRanges.MAX_RANGES) {
            return false;
        }
        if (at('-')) {
            position++;
            return hasDigit() && addSuffix(number());
        }
        if (!hasDigit()) {
            return false;
        }
        long first = number();
        if (!at('-')) {
            return false;
        }
        position++;
        // Without a last position it is all that remains: RFC 9110 §14.1.2
        long last = hasDigit() ? number() : Long.MAX_VALUE;
        // "An int-range is invalid if the last-pos value is present and less than the first-pos."
        // RFC 9110 §14.1.1
        return last >= first && add(first, last);
    }

    private boolean add(long first, long last) {
        // Only a range that begins behind the end is unsatisfiable: RFC 9110 §14.1.2
        if (first < size) {
            merge(new ByteRange(first, Math.min(last, size - 1)));
        }
        return true;
    }

    /// An empty representation has no last bytes that a `content-range` could name: it is sent as
    /// it is.
    private boolean addSuffix(long length) {
        if (size == 0 && length > 0) {
            return false;
        }
        if (length > 0) {
            merge(new ByteRange(Math.max(0, size - length), size - 1));
        }
        return true;
    }

    /// Adds a range and joins it with all that it overlaps or touches, so that no byte is sent
    /// twice. It takes the place of the first of them.
    private void merge(ByteRange added) {
        ByteRange union = added;
        int place = ranges.size();
        int i = 0;
        while (i < ranges.size()) {
            if (union.touches(ranges.get(i))) {
                union = union.union(ranges.remove(i));
                place = Math.min(place, i);
                i = 0;
            } else {
                i++;
            }
        }
        ranges.add(Math.min(place, ranges.size()), union);
    }

    private boolean hasDigit() {
        return position < text.length() && digit(text.charAt(position)) >= 0;
    }

    /// Reads digits; a number that is too large for a size is as good as the largest one.
    private long number() {
        long number = 0;
        while (hasDigit()) {
            int digit = digit(text.charAt(position++));
            boolean overflows = number > (Long.MAX_VALUE - digit) / 10;
            number = overflows ? Long.MAX_VALUE : number * 10 + digit;
        }
        return number;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private void skipWhitespace() {
        while (at(' ') || at('\t')) {
            position++;
        }
    }
}
