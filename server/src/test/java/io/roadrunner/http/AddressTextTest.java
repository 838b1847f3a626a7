package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;

class AddressTextTest {
    @Test
    void addressesAreWrittenAsInAUrl() {
        assertEquals("127.0.0.1:80", AddressText.of(new InetSocketAddress("127.0.0.1", 80)));
        assertEquals("[0:0:0:0:0:0:0:1]:80", AddressText.of(new InetSocketAddress("::1", 80)));
        assertEquals("/run/web", AddressText.of(UnixDomainSocketAddress.of("/run/web")));
    }
}
