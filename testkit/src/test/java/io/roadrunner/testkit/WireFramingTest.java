package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Wire.End;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where responses end, and that those which end nowhere or twice are found out.
class WireFramingTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    @Test
    @DisplayName("content-length bounds the body and leaves the rest (RFC 9112 §6.3)")
    void contentLength() throws Exception {
        try (Peer peer = Peer.sending("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello+");
                Wire wire = peer.connect()) {
            WireResponse response = wire.readResponse().expectBody("hello");
            assertEquals(List.of(), response.chunks());
            assertFalse(response.closeDelimited());
            assertArrayEquals(new byte[] {'+'}, wire.readBytes(1));
            assertEquals(End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    @DisplayName("chunks with extensions and trailers (RFC 9112 §7.1)")
    void chunksAndTrailers() throws Exception {
        String body = "00a\r\n0123456789\r\n1;ext=\"v\"\r\nx\r\n000\r\nX-Sum: 1\r\nx-b: 2\r\n\r\n";
        try (Peer peer = Peer.sending(CHUNKED + body);
                Wire wire = peer.connect()) {
            WireResponse response = wire.readResponse().expectBody("0123456789x");
            assertEquals(List.of(10, 1), response.chunks());
            response.expectTrailers("x-sum", "1", "x-b", "2");
            wire.expectClosed();
        }
    }

    @Test
    @DisplayName("without a length the close is the end (RFC 9112 §6.3)")
    void closeDelimited() throws Exception {
        try (Peer peer = Peer.sending("HTTP/1.0 200 OK\r\n\r\nuntil here");
                Wire wire = peer.connect()) {
            assertTrue(wire.readResponse().expectBody("until here").closeDelimited());
            assertEquals(End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    void aResetIsNoEndOfABody() throws Exception {
        try (Peer peer =
                        Peer.playing(socket -> {
                            Peer.write(socket, "HTTP/1.1 200 OK\r\n\r\nnot all");
                            socket.getInputStream().read();
                            socket.setSoLinger(true, 0);
                        });
                Wire wire = peer.connect()) {
            wire.readHead();
            wire.readBytes(7);
            wire.send("x");
            assertEquals(End.RESET, wire.expectClosed());
        }
    }

    @Test
    void aResetTruncatesABodyUntilTheClose() throws Exception {
        try (Peer peer =
                        Peer.playing(socket -> {
                            Peer.write(socket, "HTTP/1.1 200 OK\r\n\r\nnot all");
                            socket.getInputStream().read();
                            socket.setSoLinger(true, 0);
                        });
                Wire wire = peer.connect()) {
            Await.until("all has arrived", () -> wire.available() == 26);
            wire.send("x");
            ConnectionEndedException ended =
                    assertThrows(ConnectionEndedException.class, wire::readResponse);
            assertEquals(End.RESET, ended.end());
            assertTrue(ended.getMessage().contains("not all"), ended.getMessage());
        }
    }

    @Test
    @DisplayName("HEAD and 304 have no body whatever their fields say (RFC 9112 §6.3)")
    void headAndNotModified() throws Exception {
        String heads =
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"
                        + CHUNKED
                        + "HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n"
                        + "HTTP/1.1 204 No Content\r\n\r\n";
        try (Peer peer = Peer.sending(heads);
                Wire wire = peer.connect()) {
            wire.readResponse("HEAD").expectHeader("content-length", "5").expectBody("");
            wire.readResponse("HEAD").expectHeader("transfer-encoding", "chunked").expectBody("");
            wire.readResponse().expectStatus(304).expectBody("");
            wire.readResponse().expectStatus(204).expectBody("");
            wire.expectClosed();
        }
    }

    @Test
    @DisplayName("a 1xx is a response of its own (RFC 9110 §15.2)")
    void interimResponses() throws Exception {
        String wireText =
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        try (Peer peer = Peer.sending(wireText);
                Wire wire = peer.connect()) {
            wire.expect("HTTP/1.1 100 Continue\r\n\r\n");
            wire.readInterim().expectStatus(103).expectHeader("link", "</a>");
            assertThrows(AssertionError.class, wire::readInterim);
        }
        try (Peer peer = Peer.sending(wireText);
                Wire wire = peer.connect()) {
            wire.readResponse().expectStatus(100).expectBody("");
            wire.readInterim();
            wire.readResponse().expectStatus(200);
        }
    }

    @Test
    @DisplayName("after a 2xx to CONNECT the bytes are the tunnel's (RFC 9110 §9.3.6)")
    void connectOpensATunnel() throws Exception {
        try (Peer peer = Peer.sending("HTTP/1.1 200 OK\r\n\r\ntunnel");
                Wire wire = peer.connect()) {
            wire.readResponse("CONNECT").expectBody("");
            wire.expect("tunnel").expectClosed();
        }
    }

    @Test
    void responsesOfAPipelineAreToldApart() throws Exception {
        String wireText =
                "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none"
                        + CHUNKED
                        + "3\r\ntwo\r\n0\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\n\r\nthree";
        try (Peer peer = Peer.sending(wireText);
                Wire wire = peer.connect()) {
            wire.readResponse().expectBody("one");
            wire.readResponse().expectBody("two").expectTrailers();
            wire.readResponse().expectBody("three");
        }
    }

    @Test
    void anySplitOfTheBytesGivesTheSameResponses() throws Exception {
        String wireText =
                "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none"
                        + CHUNKED
                        + "3\r\ntwo\r\n0\r\nx-t: 1\r\n\r\n";
        long seed = new Random().nextLong();
        for (int round = 0; round < 20; round++) {
            Random random = new Random(seed + round);
            try (Peer peer = Peer.playing(socket -> writeSplit(socket, wireText, random));
                    Wire wire = peer.connect()) {
                wire.readResponse().expectBody("one");
                wire.readResponse().expectBody("two").expectTrailers("x-t", "1");
                wire.expectClosed();
            } catch (AssertionError | WireException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private static void writeSplit(Socket socket, String text, Random random) throws Exception {
        socket.setTcpNoDelay(true);
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(9));
            Peer.write(socket, text.substring(from, to));
            Thread.yield();
            from = to;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhell",
                CHUNKED,
                CHUNKED + "5",
                CHUNKED + "5\r\nhell",
                CHUNKED + "5\r\nhello",
                CHUNKED + "5\r\nhello\r",
                CHUNKED + "5\r\nhello\r\n",
                CHUNKED + "5\r\nhello\r\n0\r\n",
                CHUNKED + "0\r\nx-t: 1\r\n"
            })
    void whatIsCutOffIsFoundOut(String truncated) throws Exception {
        try (Peer peer = Peer.sending(truncated);
                Wire wire = peer.connect()) {
            ConnectionEndedException ended =
                    assertThrows(ConnectionEndedException.class, wire::readResponse);
            assertEquals(End.CLOSED, ended.end());
            String shown = truncated.isEmpty() ? "received nothing" : truncated.length() + " bytes";
            assertTrue(ended.getMessage().contains(shown), ended.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 099 Low\r\n\r\n",
                "HTTP/1.1 600 High\r\n\r\n",
                "HTTP/1.2 200 OK\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                " HTTP/1.1 200 OK\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 O\u0001K\r\n\r\n",
                "HTTP/1.1 200 OK\n\n",
                "HTTP/1.1 200 OK\r\nx: 1\n\r\n",
                "HTTP/1.1 200 OK\r\nx: 1\r2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx : 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\n x: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx: \u0000\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\ncontent-length:\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\ncontent-length: 1000000000000000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n"
                        + "transfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\ncontent-length: 0\r\n\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "g\r\n",
                CHUNKED + "-1\r\n",
                CHUNKED + " 1\r\nx\r\n0\r\n\r\n",
                CHUNKED + "1 \r\nx\r\n0\r\n\r\n",
                CHUNKED + "1\nx\r\n0\r\n\r\n",
                CHUNKED + "1\r\nxy\r\n0\r\n\r\n",
                CHUNKED + "1\r\nx\n0\r\n\r\n0\r\n\r\n",
                CHUNKED + "1000000000000000\r\n",
                CHUNKED + "0\r\nx-t : 1\r\n\r\n"
            })
    void whatNoServerMaySendIsFoundOut(String malformed) throws Exception {
        try (Peer peer = Peer.sending(malformed);
                Wire wire = peer.connect()) {
            String message =
                    assertThrows(MalformedResponseException.class, wire::readResponse).getMessage();
            assertTrue(message.contains("; received "), message);
        }
    }

    @Test
    void theLastLengthThatFitsIsBelieved() throws Exception {
        try (Peer peer = Peer.sending("HTTP/1.1 200 OK\r\ncontent-length: 67108864\r\n\r\n");
                Wire wire = peer.connect()) {
            assertThrows(ConnectionEndedException.class, wire::readResponse);
        }
        try (Peer peer = Peer.sending("HTTP/1.1 200 OK\r\ncontent-length: 67108865\r\n\r\n");
                Wire wire = peer.connect()) {
            String message = assertThrows(WireException.class, wire::readResponse).getMessage();
            assertTrue(message.contains("too many to hold"), message);
        }
    }

    @Test
    void chunksCanBeReadAsTheyCome() throws Exception {
        try (Peer peer =
                        Peer.playing(socket -> {
                            Peer.write(socket, CHUNKED + "3\r\none\r\n");
                            socket.getInputStream().read();
                            Peer.write(socket, "3\r\ntwo\r\n0\r\nx-t: 1\r\n\r\n");
                        });
                Wire wire = peer.connect()) {
            wire.readHead().expectStatus(200).expectHeader("transfer-encoding", "chunked");
            wire.expectChunk("one");
            wire.send(".");
            assertThrows(AssertionError.class, () -> wire.expectChunk("three"));
            assertEquals(0, wire.readChunk().length);
            assertEquals(List.of(new WireHeader("x-t", "1")), wire.readTrailers());
            wire.expectClosed();
        }
    }
}
