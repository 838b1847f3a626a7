package io.roadrunner.http1;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.bytes.FieldBlock;
import io.roadrunner.http.RejectedException;
import java.util.Arrays;

/// Reads a field section up to and including its empty line (RFC 9112 §5). It goes on where it
/// stopped when more bytes have arrived, looks at each byte once, and decides about each byte
/// alone, so that the way in which the input is cut never changes the outcome. Owned by one
/// connection thread; bounded by [Http1Limits].
final class FieldSectionParser {
    private static final int SPAN = 4;
    private static final int FIRST_FIELDS = 16;
    private static final int LINE_END = 2;

    private enum Part {
        LINE_START,
        NAME,
        VALUE,
        LINE_FEED,
        LAST_LINE_FEED,
        COMPLETE
    }

    private final FieldSection section;
    private final int maxLine;
    private final int maxBlock;
    private final int maxCount;

    /// Per field: name start, name end, value start, value end, counted from the section's start.
    private int[] spans = new int[FIRST_FIELDS * SPAN];

    private Part part = Part.LINE_START;
    private int count;
    private int position;
    private int lineStart;
    private int colon;

    FieldSectionParser(Http1Limits limits, FieldSection section) {
        this.section = section;
        maxLine = limits.maxHeaderLine();
        maxBlock = limits.maxHeaderBlock();
        maxCount = limits.maxHeaderCount();
    }

    /// Reads on. Every call until completion must show the section as the last call left it, from
    /// its first byte, wherever in memory it lies by then.
    ///
    /// @param octets holds the section, whose names are put into lower case where they are
    /// @param from where the section starts
    /// @param to the end of what has arrived
    /// @return whether the section is complete
    boolean parse(byte[] octets, int from, int to) throws RejectedException {
        int available = to - from;
        while (position < available && part != Part.COMPLETE) {
            switch (part) {
                case LINE_START -> startLine(octets, from, available);
                case NAME -> readName(octets, from, available);
                case VALUE -> readValue(octets, from, available);
                case LINE_FEED -> readLineFeed(octets[from + position], Part.LINE_START);
                case LAST_LINE_FEED -> readLineFeed(octets[from + position], Part.COMPLETE);
                case COMPLETE -> throw new IllegalStateException("read past the end");
            }
        }
        return part == Part.COMPLETE;
    }

    /// How many bytes have been read; after completion the length of the section with its empty
    /// line.
    int consumed() {
        return position;
    }

    /// Where the value of a field starts, counted from the section's start.
    int valueStart(int index) {
        return spans[index * SPAN + 2];
    }

    /// Where the value of a field ends, counted from the section's start.
    int valueEnd(int index) {
        return spans[index * SPAN + 3];
    }

    /// A copy of the fields of a complete section, names in lower case.
    FieldBlock toBlock(byte[] octets, int from) {
        byte[] block = Arrays.copyOfRange(octets, from, from + position - LINE_END);
        return new FieldBlock(block, Arrays.copyOf(spans, count * SPAN), count);
    }

    /// Makes it ready for the next section.
    void reset() {
        part = Part.LINE_START;
        count = 0;
        position = 0;
    }

    private void startLine(byte[] octets, int from, int available) throws RejectedException {
        byte octet = octets[from + position];
        if (octet == '\r') {
            position++;
            part = Part.LAST_LINE_FEED;
            return;
        }
        if (Ascii.isWhitespace(octet)) {
            // "A server that receives an obs-fold in a request message [...] MUST either reject the
            // message by sending a 400" RFC 9112 §5.2
            throw new RejectedException(section.malformed);
        }
        if (count == maxCount) {
            throw new RejectedException(section.tooMany);
        }
        lineStart = position;
        part = Part.NAME;
        readName(octets, from, available);
    }

    private void readName(byte[] octets, int from, int available) throws RejectedException {
        int limit = lineLimit();
        int end = Math.min(available, limit);
        int at = Ascii.lowerCaseToken(octets, from + position, from + end) - from;
        position = at;
        if (at == available) {
            return;
        }
        if (at >= limit) {
            throw tooLong();
        }
        // "No whitespace is allowed between the field name and colon. [...] A server MUST reject,
        // with a response status code of 400 (Bad Request), any received request message that
        // contains whitespace between a header field name and colon." RFC 9112 §5.1
        if (octets[from + at] != ':' || at == lineStart) {
            throw new RejectedException(section.malformed);
        }
        colon = at;
        position = at + 1;
        part = Part.VALUE;
        readValue(octets, from, available);
    }

    private void readValue(byte[] octets, int from, int available) throws RejectedException {
        int limit = lineLimit();
        int end = Math.min(available, limit);
        int at = Ascii.fieldValueEnd(octets, from + position, from + end) - from;
        position = at;
        if (at == available) {
            return;
        }
        if (octets[from + at] == '\r') {
            addField(octets, from);
            position = at + 1;
            part = Part.LINE_FEED;
            if (position < available) {
                readLineFeed(octets[from + position], Part.LINE_START);
            }
            return;
        }
        if (at >= limit) {
            throw tooLong();
        }
        // "Field values containing CR, LF, or NUL characters are invalid and dangerous"
        // RFC 9110 §5.5
        throw new RejectedException(section.malformed);
    }

    private void readLineFeed(byte octet, Part next) throws RejectedException {
        // "A recipient of such a bare CR MUST consider that element to be invalid" RFC 9112 §2.2
        if (octet != '\n') {
            throw new RejectedException(section.malformed);
        }
        position++;
        part = next;
    }

    private void addField(byte[] octets, int from) {
        int start = colon + 1;
        int end = position;
        while (start < end && Ascii.isWhitespace(octets[from + start])) {
            start++;
        }
        while (end > start && Ascii.isWhitespace(octets[from + end - 1])) {
            end--;
        }
        int at = count * SPAN;
        if (at == spans.length) {
            spans = Arrays.copyOf(spans, at * 2);
        }
        spans[at] = lineStart;
        spans[at + 1] = colon;
        spans[at + 2] = start;
        spans[at + 3] = end;
        count++;
    }

    /// The last index at which the CR of this line may stand.
    private int lineLimit() {
        return Math.min(lineStart + maxLine, maxBlock - LINE_END);
    }

    private RejectedException tooLong() {
        boolean line = lineStart + maxLine <= maxBlock - LINE_END;
        return new RejectedException(line ? section.lineTooLong : section.sectionTooLong);
    }
}
