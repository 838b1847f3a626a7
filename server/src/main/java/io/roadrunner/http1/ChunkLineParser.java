package io.roadrunner.http1;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;

/// Reads chunk lines, `1*HEXDIG *( BWS ";" BWS name [ BWS "=" BWS value ] ) CRLF`, one byte after
/// the other (RFC 9112 §7.1). Whitespace that belongs to no extension is refused. Owned by one
/// connection thread; bounded by [Http1Limits#maxChunkLine()] and, over all lines together, by
/// [Http1Limits#maxChunkExtensions()].
final class ChunkLineParser {
    private static final int MAX_DIGITS = 16;

    private enum Part {
        FIRST_DIGIT,
        SIZE,
        EXTENSION_START,
        NAME_START,
        NAME,
        NAME_END,
        VALUE_START,
        VALUE,
        QUOTED,
        ESCAPED,
        QUOTED_END,
        LINE_FEED,
        COMPLETE
    }

    private final int maxLine;
    private final int maxExtensions;

    private Part part = Part.FIRST_DIGIT;
    private long size;
    private int digits;
    private int length;
    private int extensions;

    ChunkLineParser(Http1Limits limits) {
        maxLine = limits.maxChunkLine();
        maxExtensions = limits.maxChunkExtensions();
    }

    /// Reads the next byte; after a complete line it starts the next one.
    ///
    /// @return whether the line is complete
    boolean read(byte octet) throws RejectedException {
        if (part == Part.COMPLETE) {
            startLine();
        }
        part = next(octet);
        if (part != Part.LINE_FEED && part != Part.COMPLETE) {
            count();
        }
        return part == Part.COMPLETE;
    }

    /// The chunk size that the last complete line announced.
    long size() {
        return size;
    }

    private void startLine() {
        size = 0;
        digits = 0;
        length = 0;
    }

    private Part next(byte octet) throws RejectedException {
        return switch (part) {
            case FIRST_DIGIT, COMPLETE -> addDigit(octet);
            case SIZE -> isHexDigit(octet) ? addDigit(octet) : afterElement(octet);
            case EXTENSION_START -> extensionStart(octet);
            case NAME_START -> isBlank(octet) ? Part.NAME_START : tokenStart(octet, Part.NAME);
            case NAME -> Ascii.isTokenCharacter(octet) ? Part.NAME : afterName(octet);
            case NAME_END -> nameEnd(octet);
            case VALUE_START -> valueStart(octet);
            case VALUE -> Ascii.isTokenCharacter(octet) ? Part.VALUE : afterElement(octet);
            case QUOTED -> quoted(octet);
            case ESCAPED -> escaped(octet);
            case QUOTED_END -> afterElement(octet);
            case LINE_FEED -> lineFeed(octet);
        };
    }

    private Part addDigit(byte octet) throws RejectedException {
        int digit = Ascii.hexValue(octet);
        // "Recipients MUST anticipate potentially large hexadecimal numerals and prevent parsing
        // errors due to integer conversion overflows" RFC 9112 §7.1
        if (digit < 0 || digits == MAX_DIGITS || size > Long.MAX_VALUE >>> 4) {
            throw malformed();
        }
        size = size << 4 | digit;
        digits++;
        return Part.SIZE;
    }

    /// What may follow a size, a name or a value.
    private static Part afterElement(byte octet) throws RejectedException {
        return switch (octet) {
            case '\r' -> Part.LINE_FEED;
            case ';' -> Part.NAME_START;
            case ' ', '\t' -> Part.EXTENSION_START;
            default -> throw malformed();
        };
    }

    private static Part afterName(byte octet) throws RejectedException {
        return switch (octet) {
            case '=' -> Part.VALUE_START;
            case ' ', '\t' -> Part.NAME_END;
            default -> afterElement(octet);
        };
    }

    private static Part extensionStart(byte octet) throws RejectedException {
        return switch (octet) {
            case ';' -> Part.NAME_START;
            case ' ', '\t' -> Part.EXTENSION_START;
            default -> throw malformed();
        };
    }

    private static Part nameEnd(byte octet) throws RejectedException {
        return switch (octet) {
            case '=' -> Part.VALUE_START;
            case ' ', '\t' -> Part.NAME_END;
            default -> extensionStart(octet);
        };
    }

    private static Part valueStart(byte octet) throws RejectedException {
        return switch (octet) {
            case '"' -> Part.QUOTED;
            case ' ', '\t' -> Part.VALUE_START;
            default -> tokenStart(octet, Part.VALUE);
        };
    }

    private static Part tokenStart(byte octet, Part token) throws RejectedException {
        if (!Ascii.isTokenCharacter(octet)) {
            throw malformed();
        }
        return token;
    }

    /// `quoted-string` (RFC 9110 §5.6.4).
    private static Part quoted(byte octet) throws RejectedException {
        return switch (octet) {
            case '"' -> Part.QUOTED_END;
            case '\\' -> Part.ESCAPED;
            default -> escaped(octet);
        };
    }

    private static Part escaped(byte octet) throws RejectedException {
        if (!Ascii.isFieldValueCharacter(octet & 0xff)) {
            throw malformed();
        }
        return Part.QUOTED;
    }

    private static Part lineFeed(byte octet) throws RejectedException {
        if (octet != '\n') {
            throw malformed();
        }
        return Part.COMPLETE;
    }

    private void count() throws RejectedException {
        length++;
        if (part != Part.SIZE) {
            extensions++;
        }
        // "A recipient [...] ought to limit the total length of chunk extensions received in a
        // request to an amount reasonable for the services provided" RFC 9112 §7.1.1
        if (length > maxLine || extensions > maxExtensions) {
            throw malformed();
        }
    }

    private static boolean isHexDigit(byte octet) {
        return Ascii.hexValue(octet) >= 0;
    }

    private static boolean isBlank(byte octet) {
        return Ascii.isWhitespace(octet);
    }

    private static RejectedException malformed() {
        return new RejectedException(Rejection.BAD_CHUNK_SIZE);
    }
}
