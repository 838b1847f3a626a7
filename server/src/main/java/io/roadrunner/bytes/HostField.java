package io.roadrunner.bytes;

import java.nio.charset.StandardCharsets;

/// The grammar of Host and of an authority: `uri-host [ ":" port ]` (RFC 9110 §7.2, RFC 3986 §3.2)
/// without userinfo and with a host that is not empty. Stateless; any thread.
public final class HostField {
    private static final String REGISTERED_NAME_PUNCTUATION = "-._~!$&'()*+,;=";
    private static final boolean[] REGISTERED_NAME = registeredNameTable();
    private static final int MAX_PORT = 65_535;
    private static final int MALFORMED = -1;

    private HostField() {}

    private static boolean[] registeredNameTable() {
        boolean[] table = new boolean[128];
        for (int c = 0; c < 128; c++) {
            table[c] = Character.isLetterOrDigit(c) || REGISTERED_NAME_PUNCTUATION.indexOf(c) >= 0;
        }
        return table;
    }

    /// Whether the bytes between two indices are a host with or without a port.
    public static boolean isValid(byte[] octets, int from, int to) {
        int end = hostEnd(octets, from, to);
        return end > from && (end == to || isPort(octets, end, to));
    }

    /// Whether the text is a host with or without a port.
    public static boolean isValid(String authority) {
        byte[] octets = authority.getBytes(StandardCharsets.ISO_8859_1);
        return isValid(octets, 0, octets.length);
    }

    /// Whether two valid authorities name the same host, in any case, and the same port.
    public static boolean agree(String left, String right, int defaultPort) {
        int leftEnd = hostEnd(left);
        int rightEnd = hostEnd(right);
        return leftEnd == rightEnd
                && left.regionMatches(true, 0, right, 0, leftEnd)
                && port(left, leftEnd, defaultPort) == port(right, rightEnd, defaultPort);
    }

    /// Whether a valid authority names a port.
    public static boolean hasPort(String authority) {
        return hostEnd(authority) < authority.length() - 1;
    }

    /// The end of the host in a valid authority.
    private static int hostEnd(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? colon : authority.length();
    }

    private static int port(String authority, int hostEnd, int defaultPort) {
        return hostEnd >= authority.length() - 1
                ? defaultPort
                : Integer.parseInt(authority, hostEnd + 1, authority.length(), 10);
    }

    private static int hostEnd(byte[] octets, int from, int to) {
        if (from < to && octets[from] == '[') {
            return literalEnd(octets, from, to);
        }
        int at = from;
        while (at < to && octets[at] != ':') {
            if (octets[at] == '%') {
                if (!isPercentEncoded(octets, at, to)) {
                    return MALFORMED;
                }
                at += 3;
            } else if (isRegisteredName(octets[at])) {
                at++;
            } else {
                return MALFORMED;
            }
        }
        return at;
    }

    private static boolean isRegisteredName(byte octet) {
        return octet >= 0 && REGISTERED_NAME[octet];
    }

    private static boolean isPercentEncoded(byte[] octets, int at, int to) {
        return to - at >= 3
                && Ascii.hexValue(octets[at + 1]) >= 0
                && Ascii.hexValue(octets[at + 2]) >= 0;
    }

    /// `":" port`, where a port may have no digit at all (RFC 3986 §3.2.3).
    private static boolean isPort(byte[] octets, int from, int to) {
        if (octets[from] != ':') {
            return false;
        }
        int port = 0;
        for (int at = from + 1; at < to; at++) {
            int digit = octets[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
            if (port > MAX_PORT) {
                return false;
            }
        }
        return true;
    }

    /// `"[" ( IPv6address / IPvFuture ) "]"` (RFC 3986 §3.2.2); the index after it.
    private static int literalEnd(byte[] octets, int from, int to) {
        int close = from + 1;
        while (close < to && octets[close] != ']') {
            close++;
        }
        if (close == to) {
            return MALFORMED;
        }
        boolean future = (octets[from + 1] | 0x20) == 'v';
        boolean valid =
                future
                        ? isFutureAddress(octets, from + 2, close)
                        : Ipv6Address.isValid(octets, from + 1, close);
        return valid ? close + 1 : MALFORMED;
    }

    /// What follows the `v` of `"v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`.
    private static boolean isFutureAddress(byte[] octets, int from, int to) {
        int dot = from;
        while (dot < to && Ascii.hexValue(octets[dot]) >= 0) {
            dot++;
        }
        if (dot == from || to - dot < 2 || octets[dot] != '.') {
            return false;
        }
        for (int at = dot + 1; at < to; at++) {
            boolean allowed = octets[at] == ':' || isRegisteredName(octets[at]);
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
