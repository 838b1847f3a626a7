package io.roadrunner.conformance.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9113 §3.3 and §3.4: HTTP/2 on a plain port, alone and beside HTTP/1.1.
class PrefaceChoiceTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// "This sequence MUST be followed by a SETTINGS frame" RFC 9113 §3.4
    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";

    private static final String BEGINNING = PREFACE + SETTINGS;
    private static final int FRAME_HEAD = 9;
    private static final int TYPE = 3;
    private static final int SETTINGS_TYPE = 4;

    private static ObservedListener both(UnaryOperator<ListenerOptionsBuilder> change) {
        return ObservedListener.with(o ->
                change.apply(o.routes(Routes.handler(_ -> Responses.text(200, "hello"))))
                        .protocols(Protocol.http1(), Protocol.http2())
                        .detectPreface(true));
    }

    private static ObservedListener http2Alone(UnaryOperator<ListenerOptionsBuilder> change) {
        return ObservedListener.with(o ->
                change.apply(o.routes(Routes.handler(_ -> Responses.text(200, "hello"))))
                        .protocols(Protocol.http2()));
    }

    /// "The server connection preface consists of a potentially empty SETTINGS frame that MUST be
    /// the first frame the server sends" RFC 9113 §3.4
    private static void speaksHttp2(Wire wire) {
        assertEquals(SETTINGS_TYPE, wire.readBytes(FRAME_HEAD)[TYPE]);
    }

    /// Gives the server the time to read what has been sent.
    private static void exchange(Wire other) {
        other.send(ObservedListener.get("/")).readResponse().expectBody("hello");
    }

    /// Everything that comes until the server ends.
    private static String everything(Wire wire) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            while (all.size() < 1 << 20) {
                all.writeBytes(wire.readBytes(1));
            }
        } catch (WireException | AssertionError e) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        throw new AssertionError("it does not end");
    }

    @Test
    void aPrefaceIsSeenWhereverItIsCut() {
        try (ObservedListener server = both(o -> o);
                Wire other = server.connect()) {
            for (int cut = 1; cut < BEGINNING.length(); cut++) {
                try (Wire wire = server.connect()) {
                    wire.send(BEGINNING.substring(0, cut));
                    exchange(other);
                    wire.send(BEGINNING.substring(cut));
                    speaksHttp2(wire);
                }
            }
            other.endOutput();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aPrefaceIsSeenInWhateverPieces() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (ObservedListener server = both(o -> o)) {
            for (int round = 0; round < 100; round++) {
                try (Wire wire = server.connect()) {
                    int from = 0;
                    while (from < BEGINNING.length()) {
                        int to = Math.min(BEGINNING.length(), from + 1 + random.nextInt(12));
                        wire.send(BEGINNING.substring(from, to));
                        from = to;
                    }
                    speaksHttp2(wire);
                }
            }
            server.awaitNothingLeft();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\rX",
                "PRI * HTTP/2.0\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\n\n\n\n\n\n\n\n\n\n\n",
            })
    void whatBeginsLikeItAndGoesOnOtherwiseGetsNoAnswerOfHttp1(String bytes) {
        try (ObservedListener server = both(o -> o);
                Wire wire = server.connect()) {
            wire.send(bytes);
            assertFalse(everything(wire).contains("HTTP/1.1"), "no octet of HTTP/1.1");
            server.awaitNothingLeft();
        }
    }

    @Test
    void whoSendsHalfOfItAndNoMoreIsClosedInTime() {
        Duration soon = Duration.ofMillis(300);
        try (ObservedListener server = both(o -> o.requestTimeout(soon));
                Wire wire = server.connect()) {
            wire.send("PRI * HTTP/2.0\r\n\r\nS");
            assertFalse(everything(wire).contains("HTTP/1.1"), "no octet of HTTP/1.1");
            server.awaitNothingLeft();
        }
    }

    @Test
    void alonePriorKnowledgeIsAllThatCounts() {
        try (ObservedListener server = http2Alone(o -> o);
                Wire wire = server.connect();
                Wire wrong = server.connect()) {
            speaksHttp2(wire.send(BEGINNING));
            wrong.send(ObservedListener.get("/"));
            assertFalse(everything(wrong).contains("HTTP/1.1"), "no octet of HTTP/1.1");
            wire.endOutput();
            everything(wire);
            server.awaitNothingLeft();
        }
    }

    /// The header of PROXY version 2 for a client of 192.0.2.2.
    @Test
    void aPrefaceMayFollowAHeaderOfAProxy() {
        byte[] header =
                HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc0000202c6336407dc0401bb");
        try (ObservedListener server =
                        both(o ->
                                o.proxyProtocol(true)
                                        .trustedProxies(TrustedProxies.of("127.0.0.0/8")));
                Wire first = server.connect();
                Wire second = server.connect()) {
            speaksHttp2(first.send(header).send(BEGINNING));
            exchange(second.send(header));
        }
    }

    @Test
    void whoIsOneTooManyIsToldSoOnlyWhereHttp1IsSpoken() {
        try (ObservedListener server = both(o -> o.maxClients(1));
                Wire first = server.connect()) {
            Await.until("the slot is taken", () -> server.info().activeClients() == 1);
            try (Wire second = server.connect()) {
                second.readResponse().expectStatus(503);
            }
            first.endOutput();
        }
        try (ObservedListener server = http2Alone(o -> o.maxClients(1));
                Wire first = server.connect()) {
            Await.until("the slot is taken", () -> server.info().activeClients() == 1);
            try (Wire second = server.connect()) {
                second.expectClosed();
            }
            first.endOutput();
        }
    }
}
