package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.pingAck;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.priorityUpdate;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Frames that are allowed but serve nobody: so many are taken, and the next one ends the
/// connection; a peer that does something useful beside them never gets there.
@Rfc("9113 §10.5")
class FrameFloodsTest {
    private static final String SETTINGS = "too many SETTINGS frames";
    private static final String PINGS = "too many PING frames";
    private static final String PRIORITIES = "too many PRIORITY frames";
    private static final String EMPTY = "too many empty DATA frames";
    private static final String UPDATES = "too many WINDOW_UPDATE frames";
    private static final String UNKNOWN = "too many frames of unknown types";
    private static final String IDLE = "too many frames that mean nothing";
    private static final byte[] NOTHING = {};

    /// What a peer sends, again and again, while a request of its own is open on stream 1.
    private enum Flood {
        /// The first SETTINGS are those behind the preface.
        EMPTY_SETTINGS(99, SETTINGS, _ -> settings()),
        CHANGING_SETTINGS(99, SETTINGS, i -> settings().initialWindowSize(i)),
        PING(200, PINGS, _ -> ping("12345678")),
        /// The request earns two.
        PRIORITY(202, PRIORITIES, i -> priority(2 * i + 1, 0)),
        PRIORITY_UPDATE(202, PRIORITIES, i -> priorityUpdate(1, "u=" + i % 8)),
        PRIORITY_UPDATE_BEFORE(202, PRIORITIES, i -> priorityUpdate(3, "u=" + i % 8)),
        EMPTY_DATA(100, EMPTY, _ -> data(1, NOTHING)),
        PADDED_EMPTY_DATA(100, EMPTY, _ -> data(1, NOTHING).padded(100)),
        WINDOW_OF_THE_CONNECTION(1000, UPDATES, _ -> windowUpdate(0, 1)),
        WINDOW_OF_THE_STREAM(1000, UPDATES, _ -> windowUpdate(1, 1)),
        UNKNOWN_TYPES(1000, UNKNOWN, i -> frame(0x20 + i % 100, 0, i % 3, new byte[i % 50])),
        /// The first one answers the SETTINGS of the server.
        SETTINGS_ACK(999, IDLE, _ -> settingsAck()),
        PING_ACK(1000, IDLE, _ -> pingAck("12345678")),
        GOAWAY(1000, IDLE, _ -> goAway(0, ErrorCode.NO_ERROR));

        private final int bound;
        private final String reason;
        private final IntFunction<Outgoing> maker;

        Flood(int bound, String reason, IntFunction<Outgoing> maker) {
            this.bound = bound;
            this.reason = reason;
            this.maker = maker;
        }

        private Outgoing[] frames(int count) {
            Outgoing[] frames = new Outgoing[count];
            Arrays.setAll(frames, maker);
            return frames;
        }

        private void isTaken(Http2Wire wire) {
            if (this != PING) {
                wire.roundTrip();
                return;
            }
            for (int i = 0; i < bound; i++) {
                wire.expectPingAck("12345678");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTakenUpToItsBoundAndNotOnePastIt(Flood flood) {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/echo")).send(flood.frames(flood.bound));
            flood.isTaken(wire);
            server.servesOthers();
            wire.send(flood.frames(1));
            server.hasHadEnoughOf(wire, flood.reason);
        }
    }

    @ParameterizedTest
    @EnumSource
    void costsNothingWhenItGoesOnForLong(Flood flood) {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/echo")).send(flood.frames(10_000));
            server.hasHadEnoughOf(wire, flood.reason);
        }
    }

    @Test
    void emptyDataBesideContentIsNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/echo"));
            for (int i = 0; i < 500; i++) {
                wire.send(data(1, "a"), data(1, NOTHING));
            }
            wire.send(data(1, "end").endStream());
            wire.expectResponse(1).expectStatus(200).expectBody("a".repeat(500) + "end");
        }
    }

    @Test
    void twoPrioritiesForEachRequestAreNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int stream = 1; stream < 600; stream += 2) {
                wire.send(
                        priorityUpdate(stream, "u=1"),
                        headers(stream).get("/"),
                        priorityUpdate(stream, "u=2"));
                wire.expectResponse(stream).expectBody("hello");
            }
        }
    }

    @Test
    void twoWindowUpdatesForEachFrameThatCameAreNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.automaticWindowUpdates(true);
            for (int stream = 1; stream < 40; stream += 2) {
                wire.send(headers(stream).get("/large"));
                wire.expectResponse(stream).expectStatus(200);
            }
            for (int i = 0; i < 1000; i++) {
                wire.send(windowUpdate(0, 1));
            }
            wire.roundTrip();
        }
    }
}
