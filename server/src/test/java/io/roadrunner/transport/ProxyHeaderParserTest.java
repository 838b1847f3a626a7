package io.roadrunner.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PROXY headers as bytes: what they say, that they are read in any pieces, and that not one octet
/// behind them is asked for.
class ProxyHeaderParserTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    /// What was read, and how many octets of the input the header had.
    private record Read(@Nullable InetSocketAddress source, int length) {}

    /// Reads a header of which never more than so many octets arrive at once.
    private static Read read(byte[] header, int piece) throws MalformedProxyHeaderException {
        ProxyHeaderParser parser = new ProxyHeaderParser();
        int at = 0;
        int missing;
        while ((missing = parser.missing()) > 0) {
            int count = Math.min(Math.min(missing, piece), header.length - at);
            if (count == 0) {
                throw new MalformedProxyHeaderException("it asks for " + missing + " more");
            }
            System.arraycopy(header, at, parser.octets(), parser.size(), count);
            parser.added(count);
            at += count;
        }
        return new Read(parser.header().source(), at + parser.toSkip());
    }

    private static @Nullable InetSocketAddress source(byte[] header, int piece)
            throws MalformedProxyHeaderException {
        Read read = read(header, piece);
        assertEquals(header.length, read.length(), "all of it and nothing behind it");
        return read.source();
    }

    private static @Nullable InetSocketAddress source(byte[] header)
            throws MalformedProxyHeaderException {
        InetSocketAddress whole = source(header, Integer.MAX_VALUE);
        for (int piece = 1; piece < 20; piece++) {
            assertEquals(whole, source(header, piece), "in pieces of " + piece);
        }
        return whole;
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] binary(String command, String family, String rest) {
        int length = rest.length() / 2;
        String text = SIGNATURE + command + family + "%04x".formatted(length) + rest;
        return HexFormat.of().parseHex(text);
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    @Test
    void aLineNamesItsSource() throws Exception {
        assertEquals(
                address("192.0.2.1", 56324),
                source(line("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443")));
        assertEquals(address("1.1.1.1", 1), source(line("PROXY TCP4 1.1.1.1 1.1.1.1 1 1")));
        assertEquals(
                address("2001:db8::1", 65535), source(line("PROXY TCP6 2001:db8::1 ::1 65535 0")));
        assertEquals(address("::", 1), source(line("PROXY TCP6 :: :: 1 1")));
        assertEquals(address("192.0.2.1", 1), source(line("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 1")));
        String group = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        assertEquals(
                address(group, 65535),
                source(line("PROXY TCP6 " + group + " " + group + " 65535 65535")));
    }

    @Test
    void anUnknownSourceIsThatOfTheSocket() throws Exception {
        assertEquals(null, source(line("PROXY UNKNOWN")));
        assertEquals(null, source(line("PROXY UNKNOWN whatever follows here")));
        String longest = "PROXY UNKNOWN " + "x".repeat(107 - 2 - 14);
        assertEquals(null, source(line(longest)), "107 octets with CR LF");
        assertMalformed(line(longest + "x"));
    }

    @Test
    void theBinaryVersionNamesItsSource() throws Exception {
        assertEquals(
                address("192.0.2.1", 0xdc04),
                source(binary("21", "11", "c0000201c6336407dc0401bb")));
        String ipv6 = "20010db8000000000000000000000001";
        assertEquals(
                address("2001:db8::1", 0xdc04),
                source(binary("21", "21", ipv6 + ipv6 + "dc0401bb")));
    }

    @Test
    void whatFollowsTheAddressesIsSkippedHoweverLong() throws Exception {
        for (int extra : new int[] {1, 3, 187, 188, 189, 5000, 65535 - 12}) {
            assertEquals(
                    address("192.0.2.1", 0xdc04),
                    source(binary("21", "11", "c0000201c6336407dc0401bb" + "00".repeat(extra))),
                    extra + " octets");
        }
    }

    @Test
    void theProxyItselfAndOtherFamiliesAreTheSocket() throws Exception {
        assertEquals(null, source(binary("20", "00", "")));
        assertEquals(null, source(binary("20", "11", "c0000201c6336407dc0401bb")));
        assertEquals(null, source(binary("20", "ff", "0102")));
        assertEquals(null, source(binary("21", "00", "01020304")));
        assertEquals(null, source(binary("21", "31", "00".repeat(216))));
    }

    @Test
    void whatIsNoHeaderIsRefused() {
        String[] lines = {
            "GET / HTTP/1.1",
            "PROXY",
            "PROXY  TCP4 1.1.1.1 1.1.1.1 1 1",
            "PROXY TCP4 1.1.1.1 1.1.1.1 1",
            "PROXY TCP4 1.1.1.1 1.1.1.1 1 1 ",
            "PROXY TCP4 1.1.1.1 1.1.1.1 1 65536",
            "PROXY TCP4 1.1.1.1 1.1.1.1 01 1",
            "PROXY TCP4 1.1.1.1 1.1.1.1 -1 1",
            "PROXY TCP4 1.1.1.1 1.1.1.1 1x 1",
            "PROXY TCP4 1.1.1.256 1.1.1.1 1 1",
            "PROXY TCP4 1.1.1 1.1.1.1 1 1 1 1",
            "PROXY TCP4 ::1 ::1 1 1 padding padding",
            "PROXY TCP6 1.1.1.1 1.1.1.1 1 1",
            "PROXY TCP6 fe80::1%eth0 ::1 1 1",
            "PROXY TCP6 [::1] ::1 1 1",
            "PROXY TCP5 1.1.1.1 1.1.1.1 1 1",
            "PROXY TCP4 example.com 1.1.1.1 1 1",
            "PROXY tcp4 1.1.1.1 1.1.1.1 1 1",
            "proxy TCP4 1.1.1.1 1.1.1.1 1 1",
            "PROXY UNKNOWNX\n"
        };
        for (String line : lines) {
            assertMalformed(line(line));
        }
        assertMalformed("PROXY TCP4 1.1.1.1 1.1.1.1 1 12\n".getBytes(StandardCharsets.ISO_8859_1));
        assertMalformed(line("PROXY TCP4 1.1.1.1\n1.1.1.1 1 1\r\nGET / HTTP/1.1"));
        assertMalformed(binary("11", "11", "c0000201c6336407dc0401bb"));
        assertMalformed(binary("22", "11", "c0000201c6336407dc0401bb"));
        assertMalformed(binary("21", "12", "c0000201c6336407dc0401bb"));
        assertMalformed(binary("21", "22", "00".repeat(36)));
        assertMalformed(binary("21", "11", "00".repeat(11)));
        assertMalformed(binary("21", "21", "00".repeat(35)));
    }

    private static void assertMalformed(byte[] header) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        for (int piece : new int[] {1, 2, 7, 1000}) {
            assertThrows(MalformedProxyHeaderException.class, () -> source(header, piece), text);
        }
    }

    @Test
    void randomOctetsAreReadOrRefusedAndNeverMoreThanTheHeaderMayHave() throws Exception {
        long seed = 20_406;
        Random random = new Random(seed);
        String[] starts = {"", "P", "PROXY ", "PROXY TCP4 ", "PROXY TCP6 ", "PROXY UNKNOWN"};
        String alphabet = "0123456789abcdef.: \r\nTCP46UNKNOWN";
        int headers = 0;
        for (int round = 0; round < 50_000; round++) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            if (random.nextBoolean()) {
                header.writeBytes(HexFormat.of().parseHex(SIGNATURE));
                byte[] rest = new byte[random.nextInt(300)];
                random.nextBytes(rest);
                header.writeBytes(rest);
            } else {
                header.writeBytes(
                        starts[random.nextInt(starts.length)].getBytes(StandardCharsets.UTF_8));
                for (int i = random.nextInt(120); i > 0; i--) {
                    header.write(alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                Read read = read(header.toByteArray(), 1 + random.nextInt(30));
                assertTrue(read.length() <= 16 + 65_535, "seed " + seed + " round " + round);
                headers++;
            } catch (MalformedProxyHeaderException _) {
                // As it should be.
            }
        }
        assertTrue(headers > 0, "some are headers by chance");
    }
}
