package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.raw;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.EarlyResponseDrain;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionFailed;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.telemetry.ConnectionEvent.SlowPeer;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Peers that owe octets and do not send them, or hardly: they are given up in time, and what they
/// held is free again.
class SlowHttp2PeersTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    /// The longest time that the neighbour needs is not that of the peers that are looked at.
    private static ListenerOptionsBuilder impatient(ListenerOptionsBuilder options) {
        return options.requestTimeout(SHORT)
                .keepAliveTimeout(Duration.ofSeconds(2))
                .earlyResponseDrain(new EarlyResponseDrain(1 << 16, SHORT));
    }

    private static AttackedServer start() {
        AttackedServer server = AttackedServer.start(SlowHttp2PeersTest::impatient);
        server.servesOthers();
        return server;
    }

    private static int stream(int index) {
        return 2 * index + 1;
    }

    /// What a peer sends before it falls silent.
    private enum Beginning {
        NOTHING(""),
        A_PIECE_OF_THE_PREFACE("PRI * HTTP/2.0\r\n\r\nS"),
        THE_PREFACE_ALONE("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        A_PIECE_OF_SETTINGS("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\6\4\0\0\0"),
        A_PIECE_OF_HEADERS(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\0\100\1\5\0\0\0\1abc");

        private final String sent;

        Beginning(String sent) {
            this.sent = sent;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9113 §3.4")
    void aCrowdThatFallsSilentIsClosedInTime(Beginning beginning) {
        try (AttackedServer server = start()) {
            List<Http2Wire> crowd = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Http2Wire wire = Http2Wire.open(server.port());
                wire.send(raw(beginning.sent));
                crowd.add(wire);
            }
            server.servesOthers();
            crowd.forEach(Http2Wire::expectClosed);
            server.awaitNothingLeft();
            crowd.forEach(Http2Wire::close);
        }
    }

    @Test
    void pingsDoNotKeepAConnectionWithoutRequestsOpen() {
        try (AttackedServer server = start();
                Http2Wire wire = server.connect()) {
            // Below the budget of PING, and for longer than the connection may last.
            Await.until("the server leaves", () -> hasLeft(wire));
            server.awaitNothingLeft();
            assertEquals(List.of(), server.events(ConnectionFailed.class));
        }
    }

    private static boolean hasLeft(Http2Wire wire) {
        try {
            wire.roundTrip();
            LockSupport.parkNanos(10_000_000);
            return false;
        } catch (WireException _) {
            return true;
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void requestsThatNeverEndAreAnswered408() {
        streamsThatNeverEnd(BodyBuffering.AUTO);
    }

    @Test
    @Rfc("9110 §15.5.9")
    void requestsThatNeverEndAreAnswered408WhenTheHandlerReadsThem() {
        streamsThatNeverEnd(BodyBuffering.MANUAL);
    }

    private static void streamsThatNeverEnd(BodyBuffering buffering) {
        int count = 100;
        try (AttackedServer server =
                        AttackedServer.start(options ->
                                impatient(options)
                                        .bodyBuffering(buffering)
                                        .keepAliveTimeout(Duration.ofSeconds(1)));
                Http2Wire wire = server.connect()) {
            for (int i = 0; i < count; i++) {
                wire.send(headers(stream(i)).post("/echo"), data(stream(i), "and then"));
            }
            server.awaitRequests(count);
            for (int i = 0; i < count; i++) {
                wire.expectResponse(stream(i)).expectStatus(408);
            }
            for (int i = 0; i < count; i++) {
                wire.expectReset(stream(i), ErrorCode.NO_ERROR);
            }
            server.awaitRequests(0);
            List<PeerTimedOut> late = server.awaitEvents(PeerTimedOut.class, count);
            assertEquals(count, late.size());
            assertEquals(Phase.REQUEST_BODY, late.getFirst().phase());
            AttackedServer.serves(wire, stream(count));
        }
    }

    @Test
    @Rfc("9110 §15.5.9")
    void aBodyBelowTheMinimumRateIsAnswered408() {
        try (AttackedServer server =
                        AttackedServer.start(options -> options.minBytesPerSecond(1_000_000));
                Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/echo"));
            Await.until(
                    "the peer is found too slow",
                    () -> {
                        wire.send(data(1, "a"));
                        return !server.events(SlowPeer.class).isEmpty();
                    });
            wire.expectResponse(1).expectStatus(408);
            assertEquals(Phase.REQUEST_BODY, server.events(SlowPeer.class).getFirst().phase());
            server.awaitRequests(0);
            AttackedServer.serves(wire, 3);
        }
    }

    @Test
    void aFrameThatNeverEndsHoldsAConnectionNoLongerThanItsOtherStreams() {
        try (AttackedServer server = AttackedServer.start(options -> options.writeTimeout(SHORT));
                Http2Wire wire = server.connect()) {
            wire.automaticPingAck(false).roundTrip();
            wire.send(headers(1).get("/wait"));
            server.awaitRequests(1);
            wire.send(raw(Arrays.copyOf(data(1, "never").bytes(), 11)));
            wire.expectClosed();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aPeerThatDoesNotAnswerWhetherItIsThereIsGivenUp() {
        try (AttackedServer server = AttackedServer.start(options -> options.writeTimeout(SHORT));
                Http2Wire wire = server.connect()) {
            wire.automaticPingAck(false);
            wire.send(headers(1).get("/wait"));
            wire.expectPing();
            wire.expectClosed();
            server.awaitNothingLeft();
        }
    }
}
