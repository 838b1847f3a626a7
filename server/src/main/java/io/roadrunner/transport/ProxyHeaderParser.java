package io.roadrunner.transport;

import io.roadrunner.http.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a PROXY header of version 1 (a line) or 2 (binary). Says how many more octets belong to it
/// for certain, so that nothing of what follows is read: the next octet may begin a TLS handshake.
/// Pure; made for one header.
public final class ProxyHeaderParser {
    /// What a header takes at the most: one of version 2 with all the addresses it may have. What
    /// follows them in it is skipped.
    public static final int CAPACITY = 16 + 216;

    private static final byte[] SIGNATURE =
            "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PROXY = "PROXY ".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SHORTEST_LINE = "PROXY UNKNOWN\r\n".length();
    private static final int SHORTEST_IPV4_LINE = "PROXY TCP4 1.1.1.1 1.1.1.1 1 1\r\n".length();
    private static final int LAST_OF_FAMILY = "PROXY TCP4".length() - 1;
    private static final int LONGEST_LINE = 107;
    private static final int FIXED = 16;
    private static final int VERSION_COMMAND = 12;
    private static final int FAMILY = 13;
    private static final int LENGTH = 14;

    private static final int LOCAL = 0x20;
    private static final int PASSED_ON = 0x21;
    private static final int UNSPECIFIED = 0x00;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;
    private static final int UNIX_STREAM = 0x31;
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;

    private final byte[] octets = new byte[CAPACITY];
    private int size;

    /// Makes a parser that has seen nothing.
    public ProxyHeaderParser() {}

    /// Where the next octets of the header go: [#missing()] of them, from [#size()] on.
    public byte[] octets() {
        return octets;
    }

    /// How many octets are there.
    public int size() {
        return size;
    }

    /// That many more octets have been put behind those that were there.
    public void added(int count) {
        size += count;
    }

    /// How many more octets belong to the header for certain; 0 when it is complete, but for what
    /// is [#toSkip()].
    ///
    /// @throws MalformedProxyHeaderException as soon as it cannot be a header
    public int missing() throws MalformedProxyHeaderException {
        if (size == 0) {
            return SHORTEST_LINE;
        }
        byte[] start = isBinary() ? SIGNATURE : PROXY;
        int compared = Math.min(size, start.length);
        if (!Arrays.equals(octets, 0, compared, start, 0, compared)) {
            throw new MalformedProxyHeaderException("no PROXY header");
        }
        return isBinary() ? missingOfBinary() : missingOfLine();
    }

    private boolean isBinary() {
        return octets[0] == SIGNATURE[0];
    }

    /// Of a line that has not ended two octets can be had, its CR LF, if the last one is no CR.
    private int missingOfLine() throws MalformedProxyHeaderException {
        if (size < SHORTEST_LINE) {
            return SHORTEST_LINE - size;
        }
        for (int i = 0; i < size - 1; i++) {
            if (octets[i] == '\n') {
                throw new MalformedProxyHeaderException("malformed PROXY line");
            }
        }
        if (octets[size - 1] == '\n') {
            return 0;
        }
        int missing = octets[size - 1] == '\r' ? 1 : 2;
        if (size + missing > LONGEST_LINE) {
            throw new MalformedProxyHeaderException("PROXY line too long");
        }
        boolean ipv4 = octets[LAST_OF_FAMILY] == '4';
        return ipv4 ? Math.max(missing, SHORTEST_IPV4_LINE - size) : missing;
    }

    private int missingOfBinary() {
        if (size < FIXED) {
            return FIXED - size;
        }
        return FIXED + Math.min(length(), CAPACITY - FIXED) - size;
    }

    private int length() {
        return uint16(LENGTH);
    }

    private int uint16(int at) {
        return ((octets[at] & 0xff) << Byte.SIZE) | (octets[at + 1] & 0xff);
    }

    /// How many octets follow that belong to the header and mean nothing here.
    public int toSkip() {
        return isBinary() ? Math.max(0, length() - (CAPACITY - FIXED)) : 0;
    }

    /// What the complete header says.
    ///
    /// @throws MalformedProxyHeaderException when it is none
    public ProxyHeader header() throws MalformedProxyHeaderException {
        return isBinary() ? ofBinary() : ofLine();
    }

    private ProxyHeader ofLine() throws MalformedProxyHeaderException {
        String line = new String(octets, 0, size, StandardCharsets.ISO_8859_1);
        if (!line.endsWith("\r\n") || line.indexOf('\n') != size - 1) {
            throw new MalformedProxyHeaderException("PROXY line without its end");
        }
        String[] words = line.substring(0, size - 2).split(" ", -1);
        if (words[1].equals("UNKNOWN")) {
            return ProxyHeader.OF_THE_SOCKET;
        }
        boolean ipv4 = words[1].equals("TCP4");
        if (words.length != 6 || !(ipv4 || words[1].equals("TCP6"))) {
            throw new MalformedProxyHeaderException("malformed PROXY line");
        }
        address(words[3], ipv4);
        port(words[5]);
        return new ProxyHeader(new InetSocketAddress(address(words[2], ipv4), port(words[4])));
    }

    private static InetAddress address(String text, boolean ipv4)
            throws MalformedProxyHeaderException {
        // By its colons and not by its class: "::ffff:192.0.2.1" becomes an IPv4 address.
        if (ipv4 == text.indexOf(':') < 0) {
            try {
                return Network.address(text);
            } catch (IllegalArgumentException _) {
                // Said below.
            }
        }
        throw new MalformedProxyHeaderException("malformed address in a PROXY line");
    }

    private static int port(String text) throws MalformedProxyHeaderException {
        boolean valid = !text.isEmpty() && text.length() <= 5;
        for (int i = 0; i < text.length(); i++) {
            valid &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        valid = valid && (text.length() == 1 || text.charAt(0) != '0');
        int port = valid ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 0xffff) {
            throw new MalformedProxyHeaderException("malformed port in a PROXY line");
        }
        return port;
    }

    private ProxyHeader ofBinary() throws MalformedProxyHeaderException {
        return switch (octets[VERSION_COMMAND] & 0xff) {
            case LOCAL -> ProxyHeader.OF_THE_SOCKET;
            case PASSED_ON -> passedOn();
            default -> throw new MalformedProxyHeaderException("unknown PROXY version or command");
        };
    }

    private ProxyHeader passedOn() throws MalformedProxyHeaderException {
        return switch (octets[FAMILY] & 0xff) {
            case TCP_OVER_IPV4 -> new ProxyHeader(source(IPV4_OCTETS));
            case TCP_OVER_IPV6 -> new ProxyHeader(source(IPV6_OCTETS));
            case UNSPECIFIED, UNIX_STREAM -> ProxyHeader.OF_THE_SOCKET;
            default -> throw new MalformedProxyHeaderException("unknown PROXY address family");
        };
    }

    /// Two addresses, then two ports; the first of each is the source's.
    private InetSocketAddress source(int octetsEach) throws MalformedProxyHeaderException {
        if (length() < 2 * octetsEach + 4) {
            throw new MalformedProxyHeaderException("PROXY header too short for its addresses");
        }
        int portAt = FIXED + 2 * octetsEach;
        int port = uint16(portAt);
        try {
            byte[] address = Arrays.copyOfRange(octets, FIXED, FIXED + octetsEach);
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 octets", e);
        }
    }
}
