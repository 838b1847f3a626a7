package io.roadrunner.bytes;

/// The grammar of `IPv6address` (RFC 3986 §3.2.2): eight groups of one to four hexadecimal digits,
/// of which one run may be left out as `::` and the last two written as an IPv4 address. Stateless;
/// any thread.
final class Ipv6Address {
    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;

    private Ipv6Address() {}

    /// Whether the bytes between two indices are an address.
    static boolean isValid(byte[] octets, int from, int to) {
        int groups = 0;
        boolean shortened = false;
        int at = from;
        if (startsWithGap(octets, from, to)) {
            shortened = true;
            at += 2;
        }
        while (at < to) {
            int end = groupEnd(octets, at, to);
            if (end < to && octets[end] == '.') {
                return isIpv4Address(octets, at, to) && isComplete(groups + 2, shortened);
            }
            groups++;
            if (end == at || groups > GROUPS) {
                return false;
            }
            if (end == to) {
                break;
            }
            if (startsWithGap(octets, end, to)) {
                if (shortened) {
                    return false;
                }
                shortened = true;
                at = end + 2;
            } else if (octets[end] == ':' && end + 1 < to) {
                at = end + 1;
            } else {
                return false;
            }
        }
        return isComplete(groups, shortened);
    }

    /// `::` stands for at least one group.
    private static boolean isComplete(int groups, boolean shortened) {
        return shortened ? groups < GROUPS : groups == GROUPS;
    }

    private static boolean startsWithGap(byte[] octets, int at, int to) {
        return to - at >= 2 && octets[at] == ':' && octets[at + 1] == ':';
    }

    private static int groupEnd(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && at - from < GROUP_DIGITS && Ascii.hexValue(octets[at]) >= 0) {
            at++;
        }
        return at;
    }

    /// Four decimal numbers up to 255 without leading zeros.
    private static boolean isIpv4Address(byte[] octets, int from, int to) {
        int at = from;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int number = 0;
            while (at < to && at - start < 3 && octets[at] >= '0' && octets[at] <= '9') {
                number = number * 10 + octets[at] - '0';
                at++;
            }
            boolean zeroPadded = at - start > 1 && octets[start] == '0';
            if (at == start || number > 255 || zeroPadded) {
                return false;
            }
            if (part < 3 && (at == to || octets[at++] != '.')) {
                return false;
            }
        }
        return at == to;
    }
}
