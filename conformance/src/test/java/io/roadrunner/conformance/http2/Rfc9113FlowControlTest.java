package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Flow control in both directions, RFC 9113 §5.2 and §6.9, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113FlowControlTest {
    private static final int FIRST_WINDOW = 65_535;
    private static final int MAX_WINDOW = Integer.MAX_VALUE;
    private static final int FRAME = 16_384;

    /// Handlers read the body themselves, so that one that does not read holds its window.
    private final Http2Server server =
            Http2Server.start(options -> options.bodyBuffering(BodyBuffering.MANUAL));

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 8})
    @Rfc("9113 §6.9")
    void aWindowUpdateHasFourOctets(int octets) {
        String gate = server.newGate();
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR, frame(0x8, 0, 0, new byte[octets]));
        server.expectConnectionError(
                ErrorCode.FRAME_SIZE_ERROR,
                headers(1).post(gate),
                frame(0x8, 0, 1, new byte[octets]));
        server.open(gate);
    }

    /// "A receiver MUST treat the receipt of a WINDOW_UPDATE frame with a flow-control window
    /// increment of 0 as a stream error ... of type PROTOCOL_ERROR; errors on the connection
    /// flow-control window MUST be treated as a connection error".
    @Test
    @Rfc("9113 §6.9")
    void anIncrementIsNotZero() {
        server.expectConnectionError(ErrorCode.PROTOCOL_ERROR, windowUpdate(0, 0));
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), windowUpdate(1, 0));
        server.expectStreamError(
                ErrorCode.PROTOCOL_ERROR, headers(1).post("/"), windowUpdate(1, 0x8000_0000L));
    }

    @Test
    @Rfc("9113 §6.9.1")
    void aResponseStopsWhereTheWindowOfItsStreamEnds() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(10), headers(1).get("/bytes/25"));
            wire.expectHeaders(1).expectStatus(200);
            expectOctets(wire, 1, 10);
            expectNoData(wire);
            wire.send(windowUpdate(1, 1));
            expectOctets(wire, 1, 1);
            expectNoData(wire);
            wire.send(windowUpdate(1, 100));
            assertTrue(expectOctets(wire, 1, 14).endStream());
        }
    }

    @Test
    @Rfc("9113 §6.9.1")
    void aResponseStopsWhereTheWindowOfTheConnectionEnds() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(MAX_WINDOW));
            wire.send(headers(1).get("/bytes/100000"));
            wire.expectHeaders(1);
            expectOctets(wire, 1, FIRST_WINDOW);
            expectNoData(wire);
            wire.send(windowUpdate(1, 1));
            expectNoData(wire);
            wire.send(windowUpdate(0, 5));
            expectOctets(wire, 1, 5);
            expectNoData(wire);
            wire.send(windowUpdate(0, 100_000));
            assertTrue(expectOctets(wire, 1, 100_000 - FIRST_WINDOW - 5).endStream());
        }
    }

    @Test
    @Rfc({"9113 §5.2.1", "9113 §6.9.1"})
    void allStreamsShareTheWindowOfTheConnection() {
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).get("/bytes/40000"), headers(3).get("/bytes/40000"));
            wire.expectHeaders(1);
            wire.expectHeaders(3);
            int[] octets = {0};
            while (octets[0] < FIRST_WINDOW) {
                Frame frame = wire.receive();
                octets[0] += frame instanceof Frame.Data data ? data.windowOctets() : 0;
            }
            assertEquals(FIRST_WINDOW, octets[0]);
            expectNoData(wire);
            wire.send(windowUpdate(0, 80_000 - FIRST_WINDOW));
            while (octets[0] < 80_000) {
                Frame frame = wire.receive();
                octets[0] += frame instanceof Frame.Data data ? data.windowOctets() : 0;
            }
            Http2Server.expectGoesOn(wire.send(windowUpdate(0, 1000)));
        }
    }

    /// Only DATA is subject to flow control.
    @Test
    @Rfc({"9113 §5.2.1", "9113 §6.9"})
    void aWindowOfZeroHoldsNothingButContent() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(0));
            wire.send(headers(1).get("/none"), headers(3).get("/bytes/0"));
            wire.send(headers(5).request("HEAD", "/bytes/5").endStream(true));
            wire.expectResponse(1).expectStatus(204);
            wire.expectResponse(3).expectStatus(200).expectBody("");
            wire.expectResponse(5).expectStatus(200).expectField("content-length", "5");
        }
    }

    @Test
    @Rfc("9113 §6.9.1")
    void aStreamWithoutAWindowDoesNotHoldTheOthers() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(0), headers(1).get("/bytes/10"));
            wire.expectHeaders(1);
            wire.send(headers(3).get("/bytes/10"), windowUpdate(3, 10));
            assertEquals(10, wire.expectResponse(3).body().length());
            expectNoData(wire);
        }
    }

    /// "A sender MUST NOT allow a flow-control window to exceed 2^31-1 octets." A stream is reset,
    /// a connection ends.
    @Test
    @Rfc("9113 §6.9.1")
    void aWindowThatGrowsTooLargeIsAnError() {
        server.expectConnectionError(ErrorCode.FLOW_CONTROL_ERROR, windowUpdate(0, MAX_WINDOW));
        server.expectConnectionError(
                ErrorCode.FLOW_CONTROL_ERROR,
                windowUpdate(0, MAX_WINDOW - FIRST_WINDOW),
                windowUpdate(0, 1));
        server.expectStreamError(
                ErrorCode.FLOW_CONTROL_ERROR, headers(1).post("/"), windowUpdate(1, MAX_WINDOW));
        server.expectStreamError(
                ErrorCode.FLOW_CONTROL_ERROR,
                headers(1).post("/"),
                windowUpdate(1, MAX_WINDOW - FIRST_WINDOW),
                windowUpdate(1, 1));
    }

    @Test
    @Rfc("9113 §6.9.1")
    void aWindowMayGrowUpToTheLargest() {
        try (Http2Wire wire = server.connect()) {
            wire.send(windowUpdate(0, MAX_WINDOW - FIRST_WINDOW), headers(1).post("/"));
            wire.send(windowUpdate(1, MAX_WINDOW - FIRST_WINDOW), data(1, "x").endStream());
            wire.expectResponse(1).expectBody("x");
            Http2Server.expectGoesOn(wire);
        }
    }

    @Test
    @Rfc("9113 §6.9.2")
    void settingsChangeTheWindowsOfOpenStreams() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(0), headers(1).get("/bytes/10"));
            wire.expectHeaders(1);
            expectNoData(wire);
            wire.send(settings().initialWindowSize(4));
            expectOctets(wire, 1, 4);
            wire.send(settings().initialWindowSize(100));
            assertTrue(expectOctets(wire, 1, 6).endStream());
        }
    }

    /// "A change to SETTINGS_INITIAL_WINDOW_SIZE can cause the available space in a flow-control
    /// window to become negative. A sender MUST track the negative flow-control window and MUST NOT
    /// send new flow-controlled frames until it receives WINDOW_UPDATE frames".
    @Test
    @Rfc("9113 §6.9.2")
    void aWindowMayBecomeNegative() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(100), headers(1).get("/bytes/1000"));
            wire.expectHeaders(1);
            expectOctets(wire, 1, 100);
            wire.send(settings().initialWindowSize(40), windowUpdate(1, 60));
            expectNoData(wire);
            wire.send(windowUpdate(1, 7));
            expectOctets(wire, 1, 7);
            expectNoData(wire);
            wire.send(settings().initialWindowSize(0), settings().initialWindowSize(1000));
            assertTrue(expectOctets(wire, 1, 893).endStream());
        }
    }

    /// The window of the connection holds the stream back first, and its own one is taken away
    /// meanwhile.
    @Test
    @Rfc("9113 §6.9.2")
    void aWindowMayBecomeNegativeWhileTheConnectionHoldsItsStream() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(1_000_000), headers(1).get("/bytes/70000"));
            wire.expectHeaders(1);
            expectOctets(wire, 1, FIRST_WINDOW);
            wire.send(settings().initialWindowSize(10), windowUpdate(0, 100_000));
            expectNoData(wire);
            wire.send(windowUpdate(1, FIRST_WINDOW));
            expectOctets(wire, 1, 10);
            wire.send(windowUpdate(1, 70_000));
            assertTrue(expectOctets(wire, 1, 70_000 - FIRST_WINDOW - 10).endStream());
        }
    }

    /// "An endpoint MUST treat a change to SETTINGS_INITIAL_WINDOW_SIZE that causes any
    /// flow-control window to exceed the maximum size as a connection error ... of type
    /// FLOW_CONTROL_ERROR."
    @Test
    @Rfc("9113 §6.9.2")
    void settingsThatMakeAWindowTooLargeEndTheConnection() {
        String gate = server.newGate();
        server.expectConnectionError(
                ErrorCode.FLOW_CONTROL_ERROR,
                headers(1).post(gate),
                windowUpdate(1, MAX_WINDOW - FIRST_WINDOW),
                settings().initialWindowSize(FIRST_WINDOW + 1));
        server.open(gate);
    }

    @Test
    @Rfc("9113 §6.9.2")
    void settingsDoNotChangeTheWindowOfTheConnection() {
        try (Http2Wire wire = server.connectSilently()) {
            wire.start(settings().initialWindowSize(1_000_000), headers(1).get("/bytes/70000"));
            wire.expectHeaders(1);
            expectOctets(wire, 1, FIRST_WINDOW);
            wire.send(settings().initialWindowSize(2_000_000));
            expectNoData(wire);
        }
    }

    /// "A receiver MAY respond with a stream error ... or connection error ... of type
    /// FLOW_CONTROL_ERROR if it is unable to accept a frame."
    @Test
    @Rfc("9113 §6.9.1")
    void aClientThatSendsMoreThanItsWindowIsStopped() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post(gate));
            for (int i = 0; i < 5; i++) {
                wire.send(data(1, new byte[FRAME]));
            }
            Http2Server.expectError(wire, ErrorCode.FLOW_CONTROL_ERROR);
        } finally {
            server.open(gate);
        }
    }

    /// "The entire DATA frame payload is included in flow control, including the Pad Length and
    /// Padding fields".
    @Test
    @Rfc({"9113 §6.1", "9113 §6.9.1"})
    void paddingCountsAgainstTheWindow() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post(gate));
            for (int i = 0; i < 3; i++) {
                wire.send(data(1, new byte[FRAME]));
            }
            wire.send(data(1, new byte[FRAME - 256]).padded(255));
            Http2Server.expectError(wire, ErrorCode.FLOW_CONTROL_ERROR);
        } finally {
            server.open(gate);
        }
    }

    @Test
    @Rfc("9113 §6.9.1")
    void aClientMayFillItsWindowWhileNobodyReads() {
        String gate = server.newGate();
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post(gate));
            for (int i = 0; i < 3; i++) {
                wire.send(data(1, new byte[FRAME]));
            }
            wire.send(data(1, new byte[FIRST_WINDOW - 3 * FRAME])).roundTrip();
            assertTrue(wire.waiting().stream().noneMatch(f -> f instanceof Frame.Reset));
            server.open(gate);
            wire.expectHeaders(1).expectStatus(200);
        }
    }

    /// What a handler reads is given back, to the stream and to the connection, padding too.
    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    @Rfc({"9113 §5.2.2", "9113 §6.9"})
    void windowsAreGivenBackWhileABodyIsRead(int padding) {
        int left = 500_000;
        try (Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/"));
            SendWindows windows = new SendWindows(wire, 1);
            while (left > 0) {
                int octets = Math.min(left, 10_000);
                windows.awaitRoom(octets + padding + 1);
                wire.send(data(1, new byte[octets]).padded(padding));
                left -= octets;
            }
            wire.send(data(1, "").endStream());
            wire.expectHeaders(1).expectStatus(200);
        }
    }

    /// What nobody will read any more is given back to the connection.
    @Test
    @Rfc({"9113 §5.1", "9113 §6.9.1"})
    void aBodyThatNobodyReadsCostsTheConnectionNothingForEver() {
        try (Http2Wire wire = server.connect()) {
            SendWindows windows = new SendWindows(wire, 0);
            for (int stream = 1; stream < 31; stream += 2) {
                wire.send(headers(stream).post("/none"));
                windows.awaitRoom(10_000);
                wire.send(data(stream, new byte[10_000]).endStream());
                wire.expectHeaders(stream).expectStatus(204);
            }
            Http2Server.expectGoesOn(wire);
        }
    }

    private static Frame.Data expectOctets(Http2Wire wire, int stream, int count) {
        Frame.Data data = wire.expectData(stream);
        int octets = data.windowOctets();
        while (octets < count) {
            data = wire.expectData(stream);
            octets += data.windowOctets();
        }
        assertEquals(count, octets, "octets of DATA on stream " + stream);
        return data;
    }

    /// After the answer to a PING no DATA is on its way that was allowed before it.
    private static void expectNoData(Http2Wire wire) {
        wire.roundTrip();
        assertTrue(
                wire.waiting().stream().noneMatch(Frame.Data.class::isInstance),
                wire.waiting().toString());
    }
}
