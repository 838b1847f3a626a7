package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which addresses a network holds, and what is none.
class NetworkTest {
    private static boolean contains(String network, String address) {
        return Network.parse(network).contains(Network.address(address));
    }

    @Test
    void aNetworkContainsItsFirstAndItsLastAddressAndNoneBesideThem() {
        assertTrue(contains("10.0.0.0/8", "10.0.0.0"));
        assertTrue(contains("10.0.0.0/8", "10.255.255.255"));
        assertFalse(contains("10.0.0.0/8", "9.255.255.255"));
        assertFalse(contains("10.0.0.0/8", "11.0.0.0"));
        assertTrue(contains("192.168.4.0/23", "192.168.5.255"));
        assertFalse(contains("192.168.4.0/23", "192.168.6.0"));
        assertTrue(contains("2001:db8::/33", "2001:db8:7fff::1"));
        assertFalse(contains("2001:db8::/33", "2001:db8:8000::1"));
        assertTrue(contains("0.0.0.0/0", "8.8.8.8"));
    }

    @Test
    void anAddressIsANetworkOfItself() {
        assertTrue(contains("192.0.2.1", "192.0.2.1"));
        assertFalse(contains("192.0.2.1", "192.0.2.2"));
        assertTrue(contains("::1", "0:0:0:0:0:0:0:1"));
        assertEquals("192.0.2.1/32", Network.parse("192.0.2.1").toString());
    }

    @Test
    void theFamiliesAreApart() {
        assertFalse(contains("0.0.0.0/0", "::1"));
        assertFalse(contains("::/0", "10.0.0.1"));
        assertTrue(contains("10.0.0.0/8", "::ffff:10.0.0.1"), "an IPv4 address in other clothes");
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        for (String text :
                new String[] {
                    "",
                    "/8",
                    "10.0.0.0/",
                    "10.0.0.0/33",
                    "10.0.0.0/-1",
                    "10.0.0.0/8x",
                    "10.0.0.1/8",
                    "10.0.0/8",
                    "10.0.0.256",
                    "localhost",
                    "::1/129",
                    "[::1]",
                    "fe80::1%eth0",
                    "10.0.0.0/0008",
                    "1",
                    "2001:db8::1/32",
                    "unix"
                }) {
            assertThrows(IllegalArgumentException.class, () -> Network.parse(text), text);
        }
    }

    @Test
    void aNetworkIsReadAsItIsWritten() throws UnknownHostException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(octets);
            // Not an IPv4 address in other clothes.
            octets[0] |= 1;
            int prefix = random.nextInt(octets.length * 8 + 1);
            for (int bit = prefix; bit < octets.length * 8; bit++) {
                octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            InetAddress first = InetAddress.getByAddress(octets);
            if (first.getAddress().length == octets.length) {
                Network network = new Network(first, prefix);
                assertEquals(network, Network.parse(network.toString()), "seed " + seed);
                assertTrue(network.contains(first), "seed " + seed);
            }
        }
    }

    @Test
    void randomTextIsANetworkOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789abf..::://[]% -x";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Network network = Network.parse(text.toString());
                assertTrue(network.contains(network.first()), "seed " + seed + ": " + text);
            } catch (IllegalArgumentException _) {
                // That is an answer.
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @Test
    void proxiesAreTrustedByNetworkAndUnixSocketsByName() {
        TrustedProxies proxies = TrustedProxies.of("10.0.0.0/8", "::1");
        assertTrue(proxies.trusts(new InetSocketAddress(Network.address("10.1.2.3"), 1)));
        assertTrue(proxies.trusts(new InetSocketAddress(Network.address("::1"), 1)));
        assertFalse(proxies.trusts(new InetSocketAddress(Network.address("127.0.0.1"), 1)));
        assertFalse(proxies.trusts(null));
        assertTrue(TrustedProxies.of("unix").trusts(null));
        assertFalse(TrustedProxies.none().trusts(null));
        assertEquals("[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]", proxies.toString());
    }
}
