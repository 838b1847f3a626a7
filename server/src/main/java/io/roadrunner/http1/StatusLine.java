package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.http.ReasonPhrases;
import java.nio.charset.StandardCharsets;

/// Writes status lines, `HTTP-version SP status-code SP [ reason-phrase ] CRLF` (RFC 9112 §4), each
/// encoded once. Stateless; any thread.
final class StatusLine {
    private static final int FIRST = 100;
    private static final int PAST_LAST = 600;
    private static final byte[][] LINES = lines();

    private StatusLine() {}

    /// Appends the line of a status from 100 to 599; the version is always HTTP/1.1.
    static void put(ByteOutput out, int status) {
        out.put(LINES[status - FIRST]);
    }

    /// "A server MUST send the space that separates the status-code from the reason-phrase even
    /// when the reason-phrase is absent" RFC 9112 §4
    private static byte[][] lines() {
        byte[][] lines = new byte[PAST_LAST - FIRST][];
        for (int status = FIRST; status < PAST_LAST; status++) {
            String line = "HTTP/1.1 " + status + " " + ReasonPhrases.of(status) + "\r\n";
            lines[status - FIRST] = line.getBytes(StandardCharsets.US_ASCII);
        }
        return lines;
    }
}
