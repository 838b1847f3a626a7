package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.FormException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a `multipart/form-data` body that is held as a whole (RFC 7578, RFC 2046 §5.1). Pure; for
/// one thread and one body. The parts are views on the body, nothing is copied.
final class MultipartParser {
    private static final int MAX_BOUNDARY = 70;
    private static final String BOUNDARY_PUNCTUATION = "'()+_,-./:=? ";
    private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};

    private final byte[] body;

    /// CR LF, two dashes and the boundary. CR occurs only at its start.
    private final byte[] delimiter;

    private int position;

    private MultipartParser(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
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

    /// The parts of a body.
    ///
    /// @param body never changed afterwards
    /// @param boundary one that [#isBoundary(String)]
    static List<Form.Part> parse(byte[] body, String boundary) throws FormException {
        return new MultipartParser(body, boundary).parts();
    }

    private List<Form.Part> parts() throws FormException {
        skipPreamble();
        List<Form.Part> parts = new ArrayList<>();
        while (!endsAtDelimiter()) {
            if (parts.size() == Forms.MAX_PARTS) {
                throw new FormException(Reason.TOO_MANY_PARTS);
            }
            parts.add(part());
        }
        return parts;
    }

    /// Goes behind the first delimiter, whose line end is absent at the start of the body.
    private void skipPreamble() throws FormException {
        if (matches(delimiter, 2, 0)) {
            position = delimiter.length - 2;
            return;
        }
        int first = find(delimiter, 0, body.length);
        if (first < 0) {
            throw new FormException(Reason.NO_INITIAL_BOUNDARY);
        }
        position = first + delimiter.length;
    }

    /// Goes to the end of a delimiter's line; true when it is the last one.
    private boolean endsAtDelimiter() throws FormException {
        if (octet(position) == '-' && octet(position + 1) == '-') {
            return true;
        }
        while (Ascii.isWhitespace(octet(position))) {
            position++;
        }
        if (octet(position) != '\r' || octet(position + 1) != '\n') {
            throw new FormException(Reason.MALFORMED);
        }
        // The line end stays: it begins the empty line of a part without a header.
        return false;
    }

    private Form.Part part() throws FormException {
        int headerStart = position + 2;
        int headerLimit = Math.min(body.length, headerStart + Forms.MAX_PART_HEADER_BYTES);
        int emptyLine = find(EMPTY_LINE, position, headerLimit);
        if (emptyLine < 0) {
            throw new FormException(Reason.NO_HEADER_TERMINATOR);
        }
        Headers headers = headers(headerStart, emptyLine);
        // The delimiter's line end may be that of the empty line: a part without content.
        int contentStart = emptyLine + EMPTY_LINE.length;
        int end = find(delimiter, emptyLine + 2, body.length);
        if (end < 0) {
            throw new FormException(Reason.NO_PART_TERMINATOR);
        }
        position = end + delimiter.length;
        int length = Math.max(0, end - contentStart);
        ByteBuffer content = ByteBuffer.wrap(body, Math.min(contentStart, end), length);
        return part(headers, content);
    }

    private static Form.Part part(Headers headers, ByteBuffer content) throws FormException {
        String field = headers.first("content-disposition");
        ParameterizedValue disposition = field == null ? null : ParameterizedValue.parse(field);
        String name = disposition == null ? null : utf8(disposition.parameter("name"));
        // "Each part MUST contain a Content-Disposition header field [...] where the disposition
        // type is "form-data". The Content-Disposition header field MUST also contain an additional
        // parameter of "name"" RFC 7578 §4.2
        if (disposition == null || !disposition.value().equals("form-data") || name == null) {
            throw new FormException(Reason.BAD_HEADER);
        }
        String filename = utf8(disposition.parameter("filename"));
        return new Form.Part(name, filename, headers.first("content-type"), headers, content);
    }

    /// A field value keeps octets; names in it are UTF-8 (RFC 7578 §5.1).
    private static @Nullable String utf8(@Nullable String octets) {
        return octets == null
                ? null
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// The fields between two positions, each on one line.
    private Headers headers(int from, int to) throws FormException {
        Headers.Builder headers = Headers.builder();
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && !(body[end] == '\r' && octet(end + 1) == '\n')) {
                end++;
            }
            String line = new String(body, start, end - start, StandardCharsets.ISO_8859_1);
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new FormException(Reason.BAD_HEADER);
            }
            add(headers, line.substring(0, colon), Ascii.trim(line, colon + 1, line.length()));
            start = end + 2;
        }
        return headers.build();
    }

    private static void add(Headers.Builder headers, String name, String value)
            throws FormException {
        try {
            headers.add(name, value);
        } catch (InvalidHeaderException _) {
            throw new FormException(Reason.BAD_HEADER);
        }
    }

    /// The octet at an index, -1 behind the end.
    private int octet(int index) {
        return index < body.length ? body[index] : -1;
    }

    /// The index of the first occurrence that ends within the limit, or -1. Linear even against a
    /// hostile body: an attempt begins at a CR, and a pattern has two of them at most.
    private int find(byte[] pattern, int from, int limit) {
        for (int i = from; i <= limit - pattern.length; i++) {
            if (body[i] == '\r' && matches(pattern, 0, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(byte[] pattern, int patternStart, int index) {
        int length = pattern.length - patternStart;
        if (index + length > body.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (body[index + i] != pattern[patternStart + i]) {
                return false;
            }
        }
        return true;
    }
}
