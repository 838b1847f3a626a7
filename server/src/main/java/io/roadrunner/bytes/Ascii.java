package io.roadrunner.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Character classes and case rules of the HTTP grammar over ASCII bytes. Stateless; any thread.
public final class Ascii {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long DELETES = 0x7f7f_7f7f_7f7f_7f7fL;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = tokenTable();

    /// What each octet of a token is in lower case, 0 for those that no token has.
    private static final byte[] LOWER_CASE_TOKEN = lowerCaseTokenTable();

    private Ascii() {}

    private static boolean[] tokenTable() {
        boolean[] table = new boolean[256];
        for (int c = 0; c < 128; c++) {
            table[c] = Character.isLetterOrDigit(c) || TOKEN_PUNCTUATION.indexOf(c) >= 0;
        }
        return table;
    }

    private static byte[] lowerCaseTokenTable() {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) {
            table[c] = TOKEN[c] ? (byte) toLower(c) : 0;
        }
        return table;
    }

    /// Puts `A`–`Z` into lower case where they are, up to the first octet at or after `from` that
    /// is no `tchar` (RFC 9110 §5.6.2).
    ///
    /// @return its index, `to` when there is none
    public static int lowerCaseToken(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            byte lower = LOWER_CASE_TOKEN[octets[at] & 0xff];
            if (lower == 0) {
                return at;
            }
            octets[at++] = lower;
        }
        return at;
    }

    /// Whether the octet is a `tchar` (RFC 9110 §5.6.2).
    public static boolean isTokenCharacter(int octet) {
        return octet >= 0 && octet < 256 && TOKEN[octet];
    }

    /// Whether the text is a `token`: one or more `tchar` (RFC 9110 §5.6.2).
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// Whether the octet may stand in a field value: HTAB, SP, VCHAR or obs-text (RFC 9110 §5.5).
    public static boolean isFieldValueCharacter(int octet) {
        return octet >= 0x20 ? octet != 0x7f && octet <= 0xff : octet == '\t';
    }

    /// The index of the first octet at or after `from` that must not stand in a field value; `to`
    /// when there is none.
    public static int fieldValueEnd(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            if (at <= to - Long.BYTES) {
                long odd = controls((long) WORD.get(octets, at));
                if (odd == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(odd) / Byte.SIZE;
            }
            if (!isFieldValueCharacter(octets[at] & 0xff)) {
                return at;
            }
            at++;
        }
        return at;
    }

    /// Finds controls and DEL among eight octets: the lowest bit that is set belongs to the first
    /// of them, none is set when there is none. An octet below SP borrows from its high bit when SP
    /// is taken off, and DEL, made 0, when 1 is; octets that have it set already are left out. What
    /// a borrow does to later octets does not matter.
    private static long controls(long octets) {
        long belowSpace = (octets - SPACES) & ~octets;
        long zeroForDelete = octets ^ DELETES;
        long deleted = (zeroForDelete - ONES) & ~zeroForDelete;
        return (belowSpace | deleted) & HIGH_BITS;
    }

    /// The value of a hexadecimal digit, or -1.
    public static int hexValue(int octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /// The octet with `A`–`Z` folded to lower case.
    public static int toLower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    /// The text with `A`–`Z` folded to lower case; the same instance when nothing changes.
    public static String toLower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        char[] folded = text.toCharArray();
        for (int i = first; i < folded.length; i++) {
            folded[i] = (char) toLower(folded[i]);
        }
        return new String(folded);
    }

    /// Whether two texts are equal when ASCII case is ignored.
    public static boolean equalsIgnoreCase(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (int i = 0; i < left.length(); i++) {
            if (toLower(left.charAt(i)) != toLower(right.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether one element of the comma-separated list equals the lower-case token, ignoring case
    /// and optional whitespace (RFC 9110 §5.6.1).
    public static boolean listContains(String list, String token) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (equalsIgnoreCase(trim(list, start, end), token)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /// The text between two indices without SP and HTAB at either end.
    public static String trim(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// The text without SP and HTAB at either end.
    public static String trim(String text) {
        return trim(text, 0, text.length());
    }

    /// Whether the character is `OWS`: SP or HTAB (RFC 9110 §5.6.3).
    public static boolean isWhitespace(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
