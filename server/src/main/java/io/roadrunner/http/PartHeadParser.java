package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.FormException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the header of one part of a `multipart/form-data` body (RFC 7578 §4). Pure; the caller
/// bounds its length and the number of its fields: many short ones would need twenty times their
/// length in memory.
final class PartHeadParser {
    private PartHeadParser() {}

    /// The header between two indices, without the empty line that ends it.
    ///
    /// @throws FormException when a field is malformed, there are more than so many, or it is not
    ///   said which field of the form the part is
    static PartHead parse(byte[] octets, int from, int to, int maxFields) throws FormException {
        Headers headers = headers(octets, from, to, maxFields);
        List<String> dispositions = headers.all("content-disposition");
        // Two of them would be read differently by whoever looks at the form before us.
        ParameterizedValue disposition =
                dispositions.size() == 1 ? ParameterizedValue.parse(dispositions.getFirst()) : null;
        String name = disposition == null ? null : utf8(disposition.parameter("name"));
        // "Each part MUST contain a Content-Disposition header field [...] where the disposition
        // type is "form-data". The Content-Disposition header field MUST also contain an additional
        // parameter of "name"" RFC 7578 §4.2
        if (disposition == null || !disposition.value().equals("form-data") || name == null) {
            throw new FormException(Reason.BAD_HEADER);
        }
        String fileName = utf8(disposition.parameter("filename"));
        return new PartHead(name, fileName, headers, to - from);
    }

    /// A field value keeps octets; names in it are UTF-8 (RFC 7578 §5.1).
    private static @Nullable String utf8(@Nullable String octets) {
        return octets == null
                ? null
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// The fields between two indices, each on one line.
    private static Headers headers(byte[] octets, int from, int to, int maxFields)
            throws FormException {
        Headers.Builder headers = Headers.builder();
        int fields = 0;
        int start = from;
        while (start < to) {
            if (fields++ == maxFields) {
                throw new FormException(Reason.HEADER_TOO_LONG);
            }
            int end = start;
            while (end < to && !(octets[end] == '\r' && end + 1 < to && octets[end + 1] == '\n')) {
                end++;
            }
            String line = new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
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
}
