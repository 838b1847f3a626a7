package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.telemetry.ConnectionEvent.StreamFailed;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests that are begun and thrown away: by RST_STREAM of the client (rapid reset), or by what
/// makes the server send it (MadeYouReset).
@Rfc("9113 §10.5")
class ResetFloodsTest {
    private static final int BOUND = 100;
    private static final String RESETS = "too many streams reset by the peer";
    private static final String PROVOKED = "too many stream errors";

    private static int stream(int index) {
        return 2 * index + 1;
    }

    private static void resetsInARow(Http2Wire wire, String path, int first, int count) {
        for (int i = first; i < first + count; i++) {
            int stream = stream(i);
            wire.send(headers(stream).get(path), reset(stream, ErrorCode.CANCEL));
        }
    }

    @Test
    void aHundredResetsAreTakenAndNotOneMore() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            resetsInARow(wire, "/wait", 0, BOUND);
            wire.roundTrip();
            server.servesOthers();
            resetsInARow(wire, "/wait", BOUND, 1);
            server.hasHadEnoughOf(wire, RESETS);
            List<StreamFailed> failed = server.events(StreamFailed.class);
            assertEquals(BOUND + 1, failed.size());
            assertEquals("CANCEL", failed.getFirst().code());
            assertEquals("reset by the peer", failed.getFirst().reason());
        }
    }

    @Test
    void handlersThatDoNotNoticeHoldNothingWhenTheyAreDone() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            resetsInARow(wire, "/stubborn", 0, BOUND + 1);
            server.hasHadEnoughOf(wire, RESETS);
        }
    }

    @Test
    void resetsThatDoNotWaitForAnythingAreStoppedAsWell() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            resetsInARow(wire, "/wait", 0, 5000);
            server.hasHadEnoughOf(wire, RESETS);
        }
    }

    @Test
    void aResetForEachRequestThatIsCompletedIsNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int i = 0; i < 600; i += 2) {
                AttackedServer.serves(wire, stream(i));
                resetsInARow(wire, "/wait", i + 1, 1);
            }
            wire.roundTrip();
        }
    }

    @Test
    void aResetOfWhatIsAnsweredAlreadyIsNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int i = 0; i < 300; i++) {
                AttackedServer.serves(wire, stream(i));
                wire.send(reset(stream(i), ErrorCode.CANCEL));
            }
            wire.roundTrip();
        }
    }

    /// What makes a server reset a stream that the client has begun with a request.
    private enum Provocation {
        ZERO_WINDOW_UPDATE(i -> windowUpdate(i, 0)),
        WINDOW_OVERFLOW(i -> windowUpdate(i, Integer.MAX_VALUE)),
        DATA_BEHIND_THE_END(i -> data(i, "late")),
        HEADERS_BEHIND_THE_END(i -> headers(i).get("/wait")),
        SELF_DEPENDENCY(i -> priority(i, i)),
        PRIORITY_OF_4_OCTETS(i -> frame(0x2, 0, i, new byte[4]));

        private final IntFunction<Outgoing> maker;

        Provocation(IntFunction<Outgoing> maker) {
            this.maker = maker;
        }

        private Outgoing[] frames(int stream) {
            return new Outgoing[] {headers(stream).get("/wait"), maker.apply(stream)};
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredProvokedResetsAreTakenAndNotOneMore(Provocation provocation) {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int i = 0; i < BOUND; i++) {
                wire.send(provocation.frames(stream(i)));
                isReset(wire, stream(i));
            }
            wire.roundTrip();
            server.servesOthers();
            assertEquals(BOUND, server.events(StreamFailed.class).size());
            wire.send(provocation.frames(stream(BOUND)));
            server.hasHadEnoughOf(wire, PROVOKED);
        }
    }

    private static void isReset(Http2Wire wire, int stream) {
        Frame frame = wire.receive();
        while (!(frame instanceof Frame.Reset)) {
            frame = wire.receive();
        }
        assertEquals(stream, frame.stream());
    }

    /// Requests that are wrong in themselves.
    private enum BadRequest {
        UPPER_CASE(i -> headers(i).get("/").field("X-Upper", "1")),
        SELF_DEPENDENT(i -> headers(i).get("/").priority(i, 16, false)),
        NO_PATH(i -> headers(i).get("/").without(":path")),
        LENGTH_WITHOUT_CONTENT(i -> headers(i).get("/").field("content-length", "5")),
        CONNECTION_FIELD(i -> headers(i).get("/").field("connection", "close"));

        private final IntFunction<Outgoing> maker;

        BadRequest(IntFunction<Outgoing> maker) {
            this.maker = maker;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredBadRequestsAreTakenAndNotOneMore(BadRequest bad) {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int i = 0; i < BOUND; i++) {
                wire.send(bad.maker.apply(stream(i)));
                wire.expectReset(stream(i), ErrorCode.PROTOCOL_ERROR);
            }
            wire.roundTrip();
            server.servesOthers();
            wire.send(bad.maker.apply(stream(BOUND)));
            server.hasHadEnoughOf(wire, PROVOKED);
        }
    }

    @Test
    void contentPastItsLengthIsAProvocationToo() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int i = 0; i <= BOUND; i++) {
                wire.send(
                        headers(stream(i)).post("/echo").field("content-length", "1"),
                        data(stream(i), "too much"));
            }
            server.hasHadEnoughOf(wire, PROVOKED);
        }
    }
}
