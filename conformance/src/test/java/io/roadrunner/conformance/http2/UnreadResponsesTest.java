package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.telemetry.ConnectionEvent.SlowPeer;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Peers that ask and do not take the answers: behind a closed window, an open window that they do
/// not read from, or one that they open octet by octet.
@Rfc("9113 §10.5")
class UnreadResponsesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int SMALL_BUFFER = 4096;
    private static final int HIGH_RATE = 100_000;

    private static int stream(int index) {
        return 2 * index + 1;
    }

    @Test
    void aThousandStreamsBehindClosedWindowsAreResetInTime() {
        int connections = 10;
        int streams = 100;
        try (AttackedServer server =
                AttackedServer.start(options -> options.writeTimeout(Duration.ofSeconds(1)))) {
            List<Http2Wire> wires = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Http2Wire wire = Http2Wire.open(server.port());
                wire.start(settings().initialWindowSize(0));
                for (int j = 0; j < streams; j++) {
                    wire.send(headers(stream(j)).get("/large"));
                }
                wires.add(wire);
            }
            server.servesOthers();
            for (Http2Wire wire : wires) {
                for (int j = 0; j < streams; j++) {
                    wire.expectHeaders(stream(j)).expectStatus(200);
                    wire.expectReset(stream(j), ErrorCode.CANCEL);
                }
            }
            server.awaitRequests(0);
            List<PeerTimedOut> late = server.awaitEvents(PeerTimedOut.class, connections * streams);
            assertEquals(connections * streams, late.size());
            assertEquals(Phase.RESPONSE, late.getFirst().phase());
            for (Http2Wire wire : wires) {
                wire.send(settings().initialWindowSize(65_535));
                AttackedServer.serves(wire, stream(streams));
                wire.close();
            }
            server.awaitNothingLeft();
        }
    }

    @Test
    void aClosedWindowOfTheConnectionHoldsNobodyEither() {
        int streams = 20;
        try (AttackedServer server = AttackedServer.start(options -> options.writeTimeout(SHORT));
                Http2Wire wire = server.connect()) {
            for (int j = 0; j < streams; j++) {
                wire.send(headers(stream(j)).get("/large"));
            }
            Await.until(
                    "all are reset",
                    () -> wire.roundTrip() != null && count(wire, Frame.Reset.class) == streams);
            server.awaitRequests(0);
            wire.send(windowUpdate(0, 65_535));
            AttackedServer.serves(wire, stream(streams));
        }
    }

    private static long count(Http2Wire wire, Class<? extends Frame> kind) {
        return wire.waiting().stream().filter(kind::isInstance).count();
    }

    /// A peer whose windows are open and whose socket takes next to nothing.
    private static Http2Wire deaf(AttackedServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        Http2Wire wire = Http2Wire.over(socket);
        wire.start(
                settings().initialWindowSize(Integer.MAX_VALUE),
                windowUpdate(0, Integer.MAX_VALUE - 65_535));
        return wire;
    }

    private static AttackedServer withLargeAnswers() {
        byte[] large = new byte[32 << 20];
        Handler handler = _ -> Responses.body(200, "text/plain", large);
        return AttackedServer.start(options ->
                options.routes(AttackedServer.routes("/huge", handler)).writeTimeout(SHORT));
    }

    @Test
    void aPeerThatStopsReadingIsCut() throws IOException {
        try (AttackedServer server = withLargeAnswers();
                Http2Wire wire = deaf(server)) {
            wire.send(headers(1).get("/huge"));
            wire.expectHeaders(1).expectStatus(200);
            wire.expectData(1);
            isCut(server);
        }
    }

    @Test
    void aPeerThatNeverReadsHoldsNoneOfItsStreams() throws IOException {
        try (AttackedServer server = withLargeAnswers();
                Http2Wire wire = deaf(server)) {
            for (int i = 0; i < 100; i++) {
                wire.send(headers(stream(i)).get("/huge"));
            }
            isCut(server);
        }
    }

    @Test
    void aPeerThatMakesTheServerTalkAndDoesNotListenIsCut() throws IOException {
        try (AttackedServer server = withLargeAnswers();
                Http2Wire wire = deaf(server)) {
            wire.send(headers(1).get("/huge"));
            for (int i = 0; i < 150; i++) {
                wire.send(ping("question"));
            }
            for (int i = 0; i < 90; i++) {
                wire.send(settings());
            }
            isCut(server);
        }
    }

    private static void isCut(AttackedServer server) {
        server.servesOthers();
        server.awaitEvents(PeerTimedOut.class, 1);
        assertEquals(Phase.RESPONSE, server.events(PeerTimedOut.class).getFirst().phase());
        server.awaitNothingLeft();
    }

    @Test
    void aPeerThatIsToldToCalmDownAndDoesNotListenIsCut() throws IOException {
        try (AttackedServer server = withLargeAnswers();
                Http2Wire wire = deaf(server)) {
            wire.send(headers(1).get("/huge"));
            for (int i = 0; i < 201; i++) {
                wire.send(ping("question"));
            }
            server.servesOthers();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aWindowThatIsOpenedOctetByOctetIsBelowTheRate() {
        dribbles("/large");
    }

    @Test
    void aWindowThatIsOpenedOctetByOctetIsBelowTheRateForSmallPiecesToo() {
        dribbles("/dribble");
    }

    /// The neighbour's streams do not wait, so that the rate is not theirs.
    private static void dribbles(String path) {
        Handler handler = _ -> AttackedServer.dribbling(1_000_000);
        try (AttackedServer server =
                        AttackedServer.start(options ->
                                options.routes(AttackedServer.routes("/dribble", handler))
                                        .minWriteBytesPerSecond(HIGH_RATE));
                Http2Wire wire = Http2Wire.open(server.port())) {
            wire.start(settings().initialWindowSize(1)).send(headers(1).get(path));
            wire.expectHeaders(1).expectStatus(200);
            Await.until(
                    "the peer is found too slow",
                    Duration.ofSeconds(15),
                    () -> {
                        wire.send(windowUpdate(1, 1));
                        return !server.events(SlowPeer.class).isEmpty();
                    });
            server.awaitRequests(0);
            assertEquals(Phase.RESPONSE, server.events(SlowPeer.class).getFirst().phase());
            wire.roundTrip();
            assertTrue(count(wire, Frame.Reset.class) == 1, "the stream is not reset");
            wire.send(settings().initialWindowSize(65_535));
            AttackedServer.serves(wire, 3);
        }
    }
}
