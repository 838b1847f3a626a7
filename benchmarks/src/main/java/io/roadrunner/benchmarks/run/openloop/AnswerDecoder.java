package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Finds the end of answers of HTTP/1.1, one after the other. It keeps one head or one line at
/// most. One for each connection.
final class AnswerDecoder {
    private static final int MAX_HEAD = 16 << 10;
    private static final int HEXADECIMAL = 16;
    private static final int MAX_DIGITS = 7;
    private static final String OK = "HTTP/1.1 200 ";
    private static final String LENGTH = "content-length:";

    private final StringBuilder text = new StringBuilder();
    private Phase phase = Phase.HEAD;

    /// Of the content or the chunk what is still to come.
    private long left;

    private boolean ok;
    private boolean last;

    private enum Phase {
        /// The status line and the fields.
        HEAD,
        /// Content whose length is known.
        CONTENT,
        /// The line with the length of a chunk.
        CHUNK_LINE,
        /// A chunk and the line break behind it.
        CHUNK,
        /// What follows the last chunk, up to an empty line.
        TRAILER
    }

    /// Reads up to the end of an answer or of the buffer.
    ///
    /// @return whether an answer has ended
    /// @throws IOException when it cannot be understood
    boolean decode(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            boolean ended =
                    switch (phase) {
                        case HEAD -> head(in);
                        case CONTENT -> skip(in);
                        case CHUNK_LINE -> chunkLine(in);
                        case CHUNK -> chunk(in);
                        case TRAILER -> trailer(in);
                    };
            if (ended) {
                phase = Phase.HEAD;
                return true;
            }
        }
        return false;
    }

    /// Whether the answer that ended had status 200.
    boolean isOk() {
        return ok;
    }

    /// Whether the answer that ended was the last one of the connection.
    boolean isLast() {
        return last;
    }

    private boolean head(ByteBuffer in) throws IOException {
        if (!readLine(in)) {
            return false;
        }
        boolean isComplete = text.length() > 2 && text.lastIndexOf("\r\n\r\n") == text.length() - 4;
        if (!isComplete) {
            return false;
        }
        String head = text.toString();
        text.setLength(0);
        return startContent(head);
    }

    /// Whether the answer ends here already.
    private boolean startContent(String head) throws IOException {
        ok = head.startsWith(OK);
        String fields = head.toLowerCase(Locale.ROOT);
        last = fields.contains("\r\nconnection: close\r\n");
        if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
            phase = Phase.CHUNK_LINE;
            return false;
        }
        int at = fields.indexOf("\r\n" + LENGTH);
        if (at < 0) {
            throw new IOException("an answer without a length: " + head.lines().findFirst());
        }
        int from = at + 2 + LENGTH.length();
        left = number(fields.substring(from, fields.indexOf("\r\n", from)).strip(), 10);
        phase = Phase.CONTENT;
        return left == 0;
    }

    /// Whether that was all of it.
    private boolean skip(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        in.position(in.position() + count);
        left -= count;
        return left == 0;
    }

    private boolean chunkLine(ByteBuffer in) throws IOException {
        if (readLine(in)) {
            String line = text.toString().strip();
            text.setLength(0);
            int extension = line.indexOf(';');
            left = number(extension < 0 ? line : line.substring(0, extension), HEXADECIMAL);
            phase = left == 0 ? Phase.TRAILER : Phase.CHUNK;
            left += 2;
        }
        return false;
    }

    private boolean chunk(ByteBuffer in) {
        if (skip(in)) {
            phase = Phase.CHUNK_LINE;
        }
        return false;
    }

    private boolean trailer(ByteBuffer in) throws IOException {
        if (!readLine(in)) {
            return false;
        }
        boolean isEmpty = text.length() == 2;
        text.setLength(0);
        return isEmpty;
    }

    /// Appends up to the end of a line.
    ///
    /// @return whether its end is there
    private boolean readLine(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            char c = (char) (in.get() & 0xff);
            text.append(c);
            if (c == '\n') {
                return true;
            }
            if (text.length() > MAX_HEAD) {
                throw new IOException("a head without an end");
            }
        }
        return false;
    }

    private static long number(String digits, int radix) throws IOException {
        boolean isNumber =
                !digits.isEmpty()
                        && digits.length() <= MAX_DIGITS
                        && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        if (!isNumber) {
            throw new IOException(
                    "no length: "
                            + new String(
                                    digits.getBytes(StandardCharsets.US_ASCII),
                                    StandardCharsets.US_ASCII));
        }
        return Long.parseLong(digits, radix);
    }
}
