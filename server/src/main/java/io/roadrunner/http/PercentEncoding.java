package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of UTF-8 text (RFC 3986 §2.1). Stateless; any thread.
public final class PercentEncoding {
    private static final String UNRESERVED_PUNCTUATION = "-._~";

    private PercentEncoding() {}

    /// The text with every octet of its UTF-8 form that is not `unreserved` as `%XX`, in upper case
    /// (RFC 3986 §2.3).
    public static String encode(String text) {
        int clean = 0;
        while (clean < text.length() && isUnreserved(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, clean);
        for (byte octet : text.substring(clean).getBytes(StandardCharsets.UTF_8)) {
            append(encoded, octet & 0xff);
        }
        return encoded.toString();
    }

    /// The text that a percent-encoded one stands for; `+` stands for itself.
    ///
    /// @throws IllegalArgumentException for a `%` without two hexadecimal digits, or octets that
    ///   are not UTF-8
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i];
            if (octet == '%') {
                octet = octetAt(octets, i + 1);
                if (octet < 0) {
                    throw new IllegalArgumentException("malformed percent-encoding");
                }
                i += 2;
            }
            octets[size++] = (byte) octet;
        }
        try {
            ByteBuffer decoded = ByteBuffer.wrap(octets, 0, size);
            return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("percent-encoded octets that are not UTF-8", e);
        }
    }

    /// What a part of a query or form stands for: `+` is a space, a `%` without two hexadecimal
    /// digits stays as it is, octets that are not UTF-8 become replacement characters.
    static String decodeFormPart(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] == '+' ? ' ' : octets[i];
            if (octet == '%' && octetAt(octets, i + 1) >= 0) {
                octet = octetAt(octets, i + 1);
                i += 2;
            }
            octets[size++] = (byte) octet;
        }
        return new String(octets, 0, size, StandardCharsets.UTF_8);
    }

    /// A part of a query or form: as [#encode(String)], but a space becomes `+`.
    static String encodeFormPart(String text) {
        return encode(text).replace("%20", "+");
    }

    /// The octet that two hexadecimal digits stand for, or -1.
    private static int octetAt(byte[] octets, int index) {
        if (index + 1 >= octets.length) {
            return -1;
        }
        int high = Ascii.hexValue(octets[index]);
        int low = Ascii.hexValue(octets[index + 1]);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static void append(StringBuilder encoded, int octet) {
        if (isUnreserved(octet)) {
            encoded.append((char) octet);
        } else {
            encoded.append('%').append(hexDigit(octet >> 4)).append(hexDigit(octet & 0xf));
        }
    }

    private static char hexDigit(int value) {
        return (char) (value < 10 ? '0' + value : 'A' + value - 10);
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_PUNCTUATION.indexOf(c) >= 0;
    }
}
