package io.roadrunner.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// A range of IP addresses, written as `10.0.0.0/8`, `2001:db8::/32` or one address. Immutable.
///
/// @param first the lowest address: every bit behind the prefix is 0
/// @param prefixLength how many leading bits all addresses share, 0 to 32 or 128
public record Network(InetAddress first, int prefixLength) {
    private static final int IPV4_PARTS = 4;

    /// Throws [IllegalArgumentException] when the prefix is too long or the address has bits behind
    /// it.
    public Network {
        byte[] octets = first.getAddress();
        if (prefixLength < 0 || prefixLength > octets.length * Byte.SIZE) {
            throw new IllegalArgumentException("no prefix length: " + prefixLength);
        }
        for (int bit = prefixLength; bit < octets.length * Byte.SIZE; bit++) {
            if (bit(octets, bit) != 0) {
                throw new IllegalArgumentException(
                        first.getHostAddress() + " has bits behind the prefix /" + prefixLength);
            }
        }
    }

    /// Reads a network or a single address. No name is looked up.
    ///
    /// @throws IllegalArgumentException when it is none
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * Byte.SIZE;
        return new Network(address, slash < 0 ? bits : prefix(text.substring(slash + 1)));
    }

    private static int prefix(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 3;
        for (int i = 0; i < text.length(); i++) {
            digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits) {
            throw new IllegalArgumentException("no prefix length: " + text);
        }
        return Integer.parseInt(text);
    }

    /// Reads an IPv4 address of four parts or an IPv6 address without brackets and zone. No name is
    /// looked up.
    ///
    /// @throws IllegalArgumentException when it is none
    public static InetAddress address(String text) {
        if (text.indexOf(':') >= 0 && text.indexOf('%') < 0 && text.indexOf('[') < 0) {
            return Inet6Address.ofLiteral(text);
        }
        if (text.split("\\.", -1).length == IPV4_PARTS) {
            return Inet4Address.ofLiteral(text);
        }
        throw new IllegalArgumentException("no IP address: " + text);
    }

    /// Whether an address lies in this range.
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] mine = first.getAddress();
        if (octets.length != mine.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            if (bit(octets, bit) != bit(mine, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] octets, int index) {
        return octets[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }

    /// As it is written.
    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefixLength;
    }
}
