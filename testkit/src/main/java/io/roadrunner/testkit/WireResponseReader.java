package io.roadrunner.testkit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads responses off a [WireInput] by the grammar of RFC 9112, without its tolerances: every line
/// ends in CRLF, no line is folded, no whitespace stands where none belongs. Owned by one [Wire].
final class WireResponseReader {
    /// "status-line = HTTP-version SP status-code SP [ reason-phrase ]" RFC 9112 §4; "A server MUST
    /// send the space that separates the status-code from the reason-phrase even when the
    /// reason-phrase is absent".
    private static final Pattern STATUS_LINE =
            Pattern.compile("(HTTP/1\\.[01]) ([1-5][0-9]{2}) ([\\t \\x21-\\x7e\\x80-\\xff]*)");

    /// "field-line = field-name ":" OWS field-value OWS" RFC 9112 §5; the value may have OWS at its
    /// end here.
    private static final Pattern FIELD_LINE =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\\t ]*+([\\t \\x21-\\x7e\\x80-\\xff]*)");

    /// "chunk-size [ chunk-ext ]" RFC 9112 §7.1; 15 digits always fit.
    private static final Pattern CHUNK_LINE =
            Pattern.compile("([0-9A-Fa-f]{1,15})(?:[\\t ]*;[\\t \\x21-\\x7e\\x80-\\xff]*)?");

    private final WireInput input;

    WireResponseReader(WireInput input) {
        this.input = input;
    }

    /// The next response with the body that the framing says; of a 1xx only the head.
    WireResponse readResponse(String requestMethod) {
        WireHead head = readHead();
        WireBody body =
                switch (ResponseFraming.of(head, requestMethod)) {
                    case ResponseFraming.None() -> WireBody.none();
                    case ResponseFraming.Length(long length) ->
                            WireBody.ofLength(input.readExactly(length, "a body"));
                    case ResponseFraming.Chunked() -> readChunkedBody();
                    case ResponseFraming.UntilClose() ->
                            WireBody.untilClose(input.readToEnd("a body until the close"));
                };
        return new WireResponse(head, body);
    }

    /// The next status line with its fields.
    WireHead readHead() {
        String line = input.readLine("a status line");
        Matcher status = STATUS_LINE.matcher(line);
        if (!status.matches()) {
            throw input.malformed("no status line");
        }
        List<WireHeader> headers = readFields("a field line");
        return new WireHead(
                status.group(1),
                Integer.parseInt(status.group(2)),
                status.group(3),
                headers,
                input.consumed());
    }

    /// The next chunk; an empty one is the last, after which the trailers follow.
    byte[] readChunk() {
        Matcher line = CHUNK_LINE.matcher(input.readLine("a chunk size"));
        if (!line.matches()) {
            throw input.malformed("no chunk size");
        }
        long size = Long.parseLong(line.group(1), 16);
        if (size == 0) {
            return new byte[0];
        }
        byte[] data = input.readExactly(size, "a chunk");
        byte[] lineEnd = input.readExactly(2, "the end of a chunk");
        if (lineEnd[0] != '\r' || lineEnd[1] != '\n') {
            throw input.malformed("a chunk goes on after its size");
        }
        return data;
    }

    /// The fields up to and with the blank line.
    List<WireHeader> readFields(String what) {
        List<WireHeader> fields = new ArrayList<>();
        while (true) {
            String line = input.readLine(what);
            if (line.isEmpty()) {
                return fields;
            }
            Matcher field = FIELD_LINE.matcher(line);
            if (!field.matches()) {
                throw input.malformed("no field line");
            }
            fields.add(new WireHeader(field.group(1), withoutTrailingBlanks(field.group(2))));
        }
    }

    private WireBody readChunkedBody() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        byte[] chunk = readChunk();
        while (chunk.length > 0) {
            sizes.add(chunk.length);
            bytes.writeBytes(chunk);
            chunk = readChunk();
        }
        return WireBody.ofChunks(bytes.toByteArray(), sizes, readFields("a trailer line"));
    }

    private static String withoutTrailingBlanks(String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == '\t')) {
            end--;
        }
        return value.substring(0, end);
    }
}
