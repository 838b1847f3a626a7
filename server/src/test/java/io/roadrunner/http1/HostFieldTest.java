package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.bytes.HostField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFieldTest {
    @ParameterizedTest
    @DisplayName("Host is uri-host [ \":\" port ] (RFC 9110 §7.2, RFC 3986 §3.2.2)")
    @ValueSource(
            strings = {
                "a",
                "example.com",
                "example.com.",
                "EXAMPLE.com:8080",
                "a:",
                "a:0",
                "a:00080",
                "a:65535",
                "127.0.0.1",
                "127.0.0.1:80",
                "a_b-c~d",
                "!$&'()*+,;=",
                "%41",
                "a%2fb",
                "[::]",
                "[::1]",
                "[1::]",
                "[::1]:",
                "[::1]:8080",
                "[1:2:3:4:5:6:7:8]",
                "[1:2:3:4:5:6:7::]",
                "[::2:3:4:5:6:7:8]",
                "[1::8]",
                "[fe80::ABCD:0001]",
                "[::ffff:192.0.2.1]",
                "[1:2:3:4:5:6:192.0.2.255]",
                "[::1.2.3.4]",
                "[v1.a:b]",
                "[vF.~]"
            })
    void takesAValidHost(String host) {
        assertTrue(HostField.isValid(host), host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "a b",
                "a\tb",
                "u@a",
                "u:p@a",
                "a/b",
                "a?b",
                "a#b",
                "a\\b",
                "a\"",
                "a<",
                "a|b",
                "a^b",
                "a:b",
                "a:8 0",
                "a:-1",
                "a:+1",
                "a:65536",
                "a:99999999999",
                "a:80:80",
                "a,b:80,c",
                "a%",
                "a%4",
                "a%4g",
                "\u00e4",
                "::1",
                "[",
                "[]",
                "]",
                "[::1",
                "::1]",
                "[::1]a",
                "[::1]80",
                "[::1]:a",
                "a[::1]",
                "[1]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[::1:2:3:4:5:6:7:8]",
                "[1::2::3]",
                "[:::]",
                "[:1]",
                "[1:]",
                "[:]",
                "[1:2:3:4:5:6:7:]",
                "[12345::]",
                "[g::]",
                "[::1%25eth0]",
                "[::256.0.0.1]",
                "[::1.2.3]",
                "[::1.2.3.]",
                "[::1.2.3.4.5]",
                "[::01.2.3.4]",
                "[::1.2.3.4:5]",
                "[::1.2.3.4567]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[1:2:3:4:5:1.2.3.4]",
                "[::2:3:4:5:6:7:1.2.3.4]",
                "[v.a]",
                "[v1]",
                "[v1.]",
                "[vg.a]",
                "[v1.a/]"
            })
    void refusesAMalformedHost(String host) {
        assertFalse(HostField.isValid(host), host);
    }

    @Test
    void looksOnlyAtTheGivenBytes() {
        byte[] octets = HeadOutcome.octets("@a:1@");
        assertTrue(HostField.isValid(octets, 1, 4));
        assertFalse(HostField.isValid(octets, 1, 5));
        assertFalse(HostField.isValid(octets, 0, 4));
    }

    @ParameterizedTest
    @CsvSource({"a,false", "a:,false", "a:1,true", "[::1],false", "[::1]:,false", "[::1]:1,true"})
    void tellsWhetherAPortIsNamed(String authority, boolean named) {
        assertEquals(named, HostField.hasPort(authority));
    }
}
