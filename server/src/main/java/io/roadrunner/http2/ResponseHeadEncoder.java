package io.roadrunner.http2;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.exchange.ResponseHead;
import io.roadrunner.hpack.HpackEncoder;
import io.roadrunner.http.Headers;

/// Writes the header block of a response (RFC 9113 §8.3.2). Names and values have been checked
/// before. Stateless; used with the lock of the connection, because the encoder has a table.
final class ResponseHeadEncoder {
    /// What each field counts on top of its name and value (RFC 9113 §6.5.2).
    private static final int FIELD_OVERHEAD = 32;

    /// `:status`, `date` and `content-length` at their longest.
    private static final int OWN_FIELDS = 180;

    private ResponseHeadEncoder() {}

    /// Appends the block of a final response.
    ///
    /// @param date the date field as a literal that depends on no table
    static void encode(HpackEncoder encoder, ByteOutput out, ResponseHead head, byte[] date) {
        encoder.begin(out);
        encoder.status(out, head.status());
        boolean dated = fields(encoder, out, head.headers());
        if (head.length() >= 0) {
            encoder.field(out, "content-length", Long.toString(head.length()));
        }
        if (!dated) {
            out.put(date);
        }
    }

    /// Appends the block of an interim response.
    static void encodeInterim(HpackEncoder encoder, ByteOutput out, int status, Headers headers) {
        encoder.begin(out);
        encoder.status(out, status);
        fields(encoder, out, headers);
    }

    /// Appends the block of a trailer section.
    static void encodeTrailers(HpackEncoder encoder, ByteOutput out, Headers trailers) {
        encoder.begin(out);
        fields(encoder, out, trailers);
    }

    private static boolean fields(HpackEncoder encoder, ByteOutput out, Headers headers) {
        boolean dated = false;
        int size = headers.size();
        for (int i = 0; i < size; i++) {
            String name = headers.name(i);
            if (!isManaged(name)) {
                dated |= name.equals("date");
                encoder.field(out, name, headers.value(i));
            }
        }
        return dated;
    }

    /// How large the header list of a response is in the eyes of its peer.
    static long listSize(ResponseHead head) {
        long size = OWN_FIELDS;
        Headers headers = head.headers();
        for (int i = 0; i < headers.size(); i++) {
            size += headers.name(i).length() + headers.value(i).length() + FIELD_OVERHEAD;
        }
        return size;
    }

    /// Fields that are the server's to decide, and those that HTTP/2 does not have: "An endpoint
    /// MUST NOT generate an HTTP/2 message containing connection-specific header fields." RFC 9113
    /// §8.2.2
    private static boolean isManaged(String name) {
        return switch (name) {
            case "connection",
                    "content-length",
                    "keep-alive",
                    "proxy-connection",
                    "transfer-encoding",
                    "upgrade" ->
                    true;
            default -> false;
        };
    }
}
