package io.roadrunner.testkit.http2;

import static io.roadrunner.testkit.http2.Frames.continuation;
import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.pingAck;
import static io.roadrunner.testkit.http2.Frames.raw;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Octets;
import io.roadrunner.testkit.Peer;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.WireTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The HTTP/2 client against servers that send fixed frames.
class Http2WireTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int START_OCTETS = 24 + 9;

    @Test
    void aConnectionStartsWithPrefaceAndSettings() throws Exception {
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (Peer peer = Peer.playing(socket -> received.complete(all(socket)));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            wire.send(ping("12345678"), reset(1, ErrorCode.CANCEL)).endOutput();
            assertArrayEquals(
                    octets(
                            Frames.preface(),
                            settings(),
                            ping("12345678"),
                            reset(1, ErrorCode.CANCEL)),
                    received.get(5, TimeUnit.SECONDS));
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    void aResponseIsGatheredFromItsFrames() throws Exception {
        HeadersFrame early = headers(1).field(":status", "103").field("link", "</a>");
        HeadersFrame head = headers(1).field(":status", "200").field("x", "y").split(3, 2);
        try (Peer peer =
                        sending(
                                settings().maxConcurrentStreams(7),
                                early,
                                headers(3).field(":status", "404").endStream(true),
                                head,
                                data(1, "he").padded(3),
                                windowUpdate(1, 5),
                                data(1, "llo"),
                                trailers(1).field("sum", "5"));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            Http2Response response = wire.expectResponse(1);
            response.expectStatus(200).expectField("x", "y").expectBody("hello");
            response.expectTrailer("sum", "5").expectNoField("z");
            assertEquals(List.of(2, 3), response.dataSizes());
            assertEquals("</a>", response.interim().getFirst().field("link"));
            assertEquals(3, response.head().frameCount());
            assertEquals("5", response.trailer("sum"));
            assertNull(response.field("z"));
            assertThrows(AssertionError.class, () -> response.expectStatus(201));
            assertThrows(AssertionError.class, () -> response.expectField("x", "z"));
            assertThrows(AssertionError.class, () -> response.expectBody("hell"));
            assertThrows(AssertionError.class, () -> response.expectNoField("x"));
            assertThrows(AssertionError.class, () -> response.expectTrailer("x", "y"));

            assertEquals(5, wire.expectWindowUpdate(1).increment());
            assertEquals(7, wire.expectSettings().value(Setting.MAX_CONCURRENT_STREAMS));
            wire.expectHeaders(3).expectStatus(404);
            assertEquals(List.of(), wire.waiting());
        }
    }

    @Test
    void framesAreTakenOneByOneToo() throws Exception {
        try (Peer peer =
                        sending(
                                settings(),
                                settingsAck(),
                                ping("abcdefgh"),
                                pingAck("12345678"),
                                headers(1).field(":status", "200"),
                                data(1, "x"),
                                reset(1, ErrorCode.NO_ERROR),
                                frame(0xfe, 3, 9, new byte[] {1}),
                                goAway(1, ErrorCode.NO_ERROR));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            wire.expectNext(Frame.Settings.class);
            assertThrows(AssertionError.class, () -> wire.expectNext(Frame.Ping.class));
            assertEquals("abcdefgh", wire.expectPing().data().text());
            wire.expectPingAck("12345678");
            wire.expectHeaders(1).expectStatus(200);
            assertEquals("x", wire.expectData(1).content().text());
            wire.expectReset(1, ErrorCode.NO_ERROR);
            assertEquals(1, wire.expectGoAway(ErrorCode.NO_ERROR).lastStream());
            Octets one = Octets.of(new byte[] {1});
            assertEquals(new Frame.Unknown(0xfe, 3, 9, one), wire.receive());
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    void settingsAndPingsAreAnsweredUnlessToldOtherwise() throws Exception {
        for (boolean on : List.of(true, false)) {
            CompletableFuture<byte[]> received = new CompletableFuture<>();
            try (Peer peer =
                            Peer.playing(socket -> {
                                socket.getOutputStream()
                                        .write(
                                                octets(
                                                        settings(),
                                                        ping("12345678"),
                                                        data(1, "abc").padded(1)));
                                received.complete(all(socket));
                            });
                    Http2Wire wire = Http2Wire.connect(peer.port())) {
                wire.automaticPingAck(on).automaticSettingsAck(on).automaticWindowUpdates(on);
                wire.expectData(1);
                wire.endOutput();
                byte[] answers =
                        octets(
                                settingsAck(),
                                pingAck("12345678"),
                                windowUpdate(0, 5),
                                windowUpdate(1, 5));
                assertEquals(
                        START_OCTETS + (on ? answers.length : 0),
                        received.get(5, TimeUnit.SECONDS).length);
                assertTrue(!on || endsWith(received.join(), answers));
            }
        }
    }

    @Test
    void anotherFrameOfTheStreamIsAFailure() throws Exception {
        try (Peer peer =
                        sending(
                                headers(1).field(":status", "200"),
                                reset(1, ErrorCode.CANCEL),
                                data(3, "x"),
                                reset(5, ErrorCode.CANCEL),
                                headers(7).field(":status", "100").endStream(true));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            assertFails("RST_STREAM", () -> wire.expectResponse(1), "Reset[stream=1");
            assertFails("kind", () -> wire.expectHeaders(3), "Data[stream=3");
            assertFails("code", () -> wire.expectReset(5, ErrorCode.NO_ERROR), "NO_ERROR");
            assertFails("only interim", () -> wire.expectResponse(7), "with a status");
        }
    }

    @Test
    void aGoAwayWithAnErrorEndsAllWaiting() throws Exception {
        try (Peer peer = sendingAndStaying(goAway(0, ErrorCode.PROTOCOL_ERROR));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            assertFails("GOAWAY", () -> wire.expectResponse(1), "PROTOCOL_ERROR");
            assertFails("code", () -> wire.expectGoAway(ErrorCode.NO_ERROR), "NO_ERROR");
        }
    }

    @Test
    void aConnectionErrorIsGoAwayAndTheEnd() throws Exception {
        try (Peer peer = sending(goAway(3, ErrorCode.FRAME_SIZE_ERROR));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            assertEquals(3, wire.expectConnectionError(ErrorCode.FRAME_SIZE_ERROR).lastStream());
        }
    }

    @Test
    void aDeadlineShowsWhatHadArrived() throws Exception {
        try (Peer peer = sendingAndStaying(settings(), headers(1).field(":status", "200"));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            wire.expectHeaders(1);
            wire.withTimeout(SHORT);
            String message =
                    assertThrows(WireTimeoutException.class, () -> wire.expectData(1)).getMessage();
            assertTrue(message.startsWith("waited 50 ms for a frame of stream 1"), message);
            assertTrue(message.contains("< Headers[stream=1, fields=[:status: 200]"), message);
            assertThrows(WireTimeoutException.class, wire::expectClosed);
        }
    }

    @Test
    void whatADeadlineInterruptsIsNotLost() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        byte[] frame = octets(data(1, "hello"));
        try (Peer peer =
                        Peer.playing(socket -> {
                            socket.getOutputStream().write(frame, 0, 11);
                            timedOut.await();
                            socket.getOutputStream().write(frame, 11, frame.length - 11);
                            all(socket);
                        });
                Http2Wire wire = Http2Wire.connect(peer.port()).withTimeout(SHORT)) {
            assertThrows(WireTimeoutException.class, wire::receive);
            timedOut.countDown();
            wire.withTimeout(Http2Wire.DEFAULT_TIMEOUT);
            assertEquals("hello", wire.expectData(1).content().text());
        }
    }

    @Test
    void anEndInsteadOfAFrameIsAFailure() throws Exception {
        try (Peer peer = sending(settings());
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            String message =
                    assertThrows(ConnectionEndedException.class, () -> wire.expectHeaders(1))
                            .getMessage();
            assertTrue(message.contains("< Settings[ack=false"), message);
        }
    }

    @Test
    void aPeerThatDoesNotReadIsADeadlineOfTheSender() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Peer peer = Peer.playing(_ -> over.await());
                Http2Wire wire = Http2Wire.connect(peer.port()).withTimeout(SHORT)) {
            RawFrame tooMuch = raw(new byte[32 << 20]);
            assertThrows(WireTimeoutException.class, () -> wire.send(tooMuch));
            over.countDown();
        }
    }

    @Test
    void aResetIsSeenByThePeer() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (Peer peer = Peer.playing(socket -> seen.complete(Peer.awaitEnd(socket)));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            wire.reset();
            assertTrue(seen.get(5, TimeUnit.SECONDS).contains("reset"));
            assertThrows(WireException.class, () -> wire.send(ping("12345678")));
        }
    }

    /// Each of them is one that a server may not send.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000 00 00 00000000",
                "000000 04 00 00000001",
                "000001 04 00 00000000 00",
                "000006 04 01 00000000 000000000000",
                "000007 06 00 00000000 00000000000000",
                "000004 08 00 00000001 00000000",
                "000004 08 00 80000001 00000001",
                "000004 03 00 00000001 000000ff",
                "000003 03 00 00000001 000000",
                "000000 09 04 00000001",
                "000000 01 00 00000001 000000 00 00 00000001",
                "000000 01 00 00000001 000000 09 04 00000003",
                "000001 01 04 00000001 80",
                "000001 00 08 00000001 01",
                "000004 07 00 00000000 00000000",
                "004001 00 00 00000001",
            })
    void aFrameThatAServerMayNotSendIsRefused(String hex) throws Exception {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        try (Peer peer = sending(raw(octets));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            assertThrows(MalformedResponseException.class, wire::receive);
        }
    }

    @Test
    void ourSettingsChangeWhatIsAccepted() throws Exception {
        byte[] longer = new byte[16_385];
        HeaderBlock shrunk = HeaderBlock.empty().tableSize(0).index(8);
        try (Peer peer =
                        sending(
                                data(1, longer),
                                headers(1).block(HeaderBlock.empty().index(8)),
                                settingsAck(),
                                headers(1).block(shrunk),
                                headers(1).block(HeaderBlock.empty().tableSize(1).index(8)));
                Http2Wire wire = Http2Wire.open(peer.port())) {
            wire.start(settings().maxFrameSize(16_385).headerTableSize(0));
            assertEquals(16_385, wire.expectData(1).content().length());
            wire.expectHeaders(1).expectStatus(200);
            wire.expectHeaders(1).expectStatus(200);
            assertThrows(MalformedResponseException.class, () -> wire.expectHeaders(1));
        }
    }

    @Test
    void aContinuationBelongsToItsBlock() throws Exception {
        try (Peer peer =
                        sending(
                                headers(1).field(":status", "200").endHeaders(false),
                                continuation(1, new byte[0], false),
                                continuation(1, HeaderBlock.empty().field("a", "b").bytes()));
                Http2Wire wire = Http2Wire.connect(peer.port())) {
            Frame.Headers head = wire.expectHeaders(1).expectField("a", "b");
            assertEquals(3, head.frameCount());
        }
    }

    private static void assertFails(String why, Executable call, String part) {
        String message = assertThrows(AssertionError.class, call, why).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static Peer sending(Outgoing... frames) throws IOException {
        return Peer.playing(socket -> {
            socket.getOutputStream().write(octets(frames));
            // Everything that the client sends is read: what is unread would become a RST.
            socket.shutdownOutput();
            all(socket);
        });
    }

    private static Peer sendingAndStaying(Outgoing... frames) throws IOException {
        return Peer.playing(socket -> {
            socket.getOutputStream().write(octets(frames));
            all(socket);
        });
    }

    private static byte[] all(Socket socket) throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    private static byte[] octets(Outgoing... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Outgoing frame : frames) {
            out.writeBytes(frame.bytes());
        }
        return out.toByteArray();
    }

    private static boolean endsWith(byte[] all, byte[] end) {
        byte[] tail = Arrays.copyOfRange(all, all.length - end.length, all.length);
        return Arrays.equals(tail, end);
    }
}
