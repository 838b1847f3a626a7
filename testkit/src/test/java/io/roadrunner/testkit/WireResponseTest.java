package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What a test can ask of a response and what it is told when an expectation is not met.
class WireResponseTest {
    private static WireResponse read(String latin1) throws Exception {
        try (Peer peer = Peer.sending(latin1);
                Wire wire = peer.connect()) {
            return wire.readResponse();
        }
    }

    @Test
    void everyPartOfTheHeadIsThere() throws Exception {
        WireResponse response =
                read(
                        "HTTP/1.1 404 Not there\r\nX-A: 1\r\n"
                                + "x-b:\t2 \r\nx-a:3\r\ncontent-length: 0\r\n\r\n");
        assertEquals("HTTP/1.1", response.version());
        assertEquals(404, response.status());
        assertEquals("Not there", response.reason());
        assertEquals(
                List.of(
                        new WireHeader("X-A", "1"),
                        new WireHeader("x-b", "2"),
                        new WireHeader("x-a", "3"),
                        new WireHeader("content-length", "0")),
                response.headers());
        assertEquals("1", response.header("x-A"));
        assertEquals(List.of("1", "3"), response.headers("x-a"));
        assertNull(response.header("x-c"));
        assertTrue(response.rawHead().startsWith("HTTP/1.1 404 Not there\r\nX-A: 1\r\n"));
        assertTrue(response.rawHead().endsWith("\r\n\r\n"));
    }

    @Test
    void anEmptyReasonIsARespectableReason() throws Exception {
        assertEquals("", read("HTTP/1.0 200 \r\n\r\n").reason());
    }

    @Test
    void valuesKeepTheirOctetsAndInnerBlanks() throws Exception {
        assertEquals(
                "a \t b\u00e9", read("HTTP/1.1 200 OK\r\nx: a \t b\u00e9 \t\r\n\r\n").header("x"));
    }

    @Test
    void theBodyIsACopy() throws Exception {
        WireResponse response = read("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n\u0000\u00ff");
        assertArrayEquals(new byte[] {0, -1}, response.body());
        response.body()[0] = 1;
        assertArrayEquals(new byte[] {0, -1}, response.body());
    }

    @Test
    void expectationsThatAreMetChain() throws Exception {
        WireResponse response =
                read(
                        "HTTP/1.1 200 OK\r\nX-A: 1\r\ntransfer-encoding: chunked\r\n\r\n"
                                + "2\r\nhi\r\n0\r\nX-T: 9\r\n\r\n");
        assertSame(
                response,
                response.expectStatus(200)
                        .expectHeader("x-a", "1")
                        .expectNoHeader("content-length")
                        .expectBody("hi")
                        .expectTrailers("x-t", "9"));
    }

    @Test
    void expectationsThatAreNotMetShowTheHead() throws Exception {
        WireResponse response =
                read("HTTP/1.1 200 OK\r\nx-a: 1\r\nx-a: 1\r\ncontent-length: 2\r\n\r\nhi");
        assertFailsShowingHead(() -> response.expectStatus(201));
        assertFailsShowingHead(() -> response.expectHeader("x-a", "1"));
        assertFailsShowingHead(() -> response.expectHeader("x-b", "1"));
        assertFailsShowingHead(() -> response.expectHeader("content-length", "3"));
        assertFailsShowingHead(() -> response.expectNoHeader("X-A"));
        assertFailsShowingHead(() -> response.expectBody("ho"));
        assertFailsShowingHead(() -> response.expectTrailers("x-t", "9"));
    }

    private static void assertFailsShowingHead(Executable expectation) {
        String message = assertThrows(AssertionError.class, expectation).getMessage();
        assertTrue(message.contains("HTTP/1.1 200 OK\\r\\n\nx-a: 1\\r\\n\n"), message);
    }

    @Test
    void aTrailerIsFoundInAnyCase() throws Exception {
        WireResponse response =
                read("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n0\r\nX-T: 9\r\n\r\n");
        assertEquals("9", response.trailer("x-t"));
        assertNull(response.trailer("x-u"));
        assertFalse(response.closeDelimited());
        assertThrows(AssertionError.class, response::expectTrailers);
    }
}
