package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;

/// Writes one field line, `name: value CRLF` (RFC 9112 §5), of a field that has been checked
/// before. Stateless; any thread.
final class FieldLine {
    private FieldLine() {}

    /// Appends the line.
    static void put(ByteOutput out, String name, String value) {
        out.putLatin1(name).put(':').put(' ').putLatin1(value).putLineEnd();
    }
}
