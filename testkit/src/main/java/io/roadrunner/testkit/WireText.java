package io.roadrunner.testkit;

import java.nio.charset.StandardCharsets;

/// Shows bytes of the wire in a message: control characters escaped, one line per line, at most
/// [#MAX_SHOWN] bytes. Stateless.
final class WireText {
    static final int MAX_SHOWN = 2048;

    private WireText() {}

    static String shown(byte[] bytes) {
        return shown(bytes, 0, bytes.length);
    }

    static String shown(byte[] bytes, int from, int to) {
        int count = to - from;
        if (count == 0) {
            return "nothing";
        }
        int end = Math.min(to, from + MAX_SHOWN);
        StringBuilder text = new StringBuilder(count + 64).append(count).append(" bytes:\n");
        for (int i = from; i < end; i++) {
            appendEscaped(text, bytes[i] & 0xff);
        }
        return end < to
                ? text.append("\n[and ").append(to - end).append(" more]").toString()
                : text.toString();
    }

    static String shown(String latin1) {
        return shown(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void appendEscaped(StringBuilder text, int octet) {
        switch (octet) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n\n");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (octet >= 0x20 && octet < 0x7f) {
                    text.append((char) octet);
                } else {
                    text.append("\\x").append(Character.forDigit(octet >> 4, 16));
                    text.append(Character.forDigit(octet & 0xf, 16));
                }
            }
        }
    }
}
