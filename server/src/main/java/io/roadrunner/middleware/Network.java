package io.roadrunner.middleware;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses in the notation `address/bits`. Immutable.
final class Network {
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /// Reads `192.0.2.0/24`, `2001:db8::/32` or a single address.
    ///
    /// @throws IllegalArgumentException when it is none, or has bits behind its prefix
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        byte[] octets = address.getAddress();
        int all = octets.length * Byte.SIZE;
        int bits = slash < 0 ? all : number(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not a number of bits: " + text);
        }
        if (!Arrays.equals(octets, masked(octets, bits))) {
            throw new IllegalArgumentException("an address behind the prefix: " + text);
        }
        return new Network(octets, bits);
    }

    /// Whether the address is in the range.
    boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == prefix.length && Arrays.equals(prefix, masked(octets, bits));
    }

    private static byte[] masked(byte[] octets, int bits) {
        byte[] masked = new byte[octets.length];
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - i * (long) Byte.SIZE, 0, Byte.SIZE);
            masked[i] = (byte) (octets[i] & (0xff << (Byte.SIZE - kept)));
        }
        return masked;
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 3;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits ? Integer.parseInt(text) : -1;
    }
}
