package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.priorityUpdate;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.Http2Options;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9218: who is sent first.
class Rfc9218Test {
    private static final int STREAMS = 3;

    /// Begins responses that cannot be sent yet: once their heads are there, their content waits.
    private static Http2Wire stalled(AttackedServer server) {
        return server.connect().send(settings().initialWindowSize(0)).roundTrip();
    }

    private static void begin(Http2Wire wire, int stream, String priority) {
        wire.send(headers(stream).get("/large").field("priority", priority));
        wire.expectHeaders(stream).expectStatus(200);
    }

    /// The streams in the order in which the last of their content comes, when all may be sent.
    private static List<Integer> order(Http2Wire wire) {
        wire.send(
                windowUpdate(0, STREAMS * (long) AttackedServer.LARGE),
                settings().initialWindowSize(AttackedServer.LARGE));
        List<Integer> ended = new ArrayList<>();
        while (ended.size() < STREAMS) {
            if (wire.receive() instanceof Frame.Data data && data.endStream()) {
                ended.add(data.stream());
            }
        }
        return ended;
    }

    @Test
    @Rfc("9218 §4.1")
    void theMoreUrgentIsSentFirst() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = stalled(server)) {
            begin(wire, 1, "u=5");
            begin(wire, 3, "u=4");
            begin(wire, 5, "u=1");
            assertEquals(List.of(5, 3, 1), order(wire));
        }
    }

    @Test
    @Rfc("9218 §7.1")
    void anUpdateOfAStreamThatIsOpenCounts() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = stalled(server)) {
            begin(wire, 1, "u=2");
            begin(wire, 3, "u=1");
            begin(wire, 5, "u=3");
            wire.send(priorityUpdate(5, "u=0"), priorityUpdate(3, "u=6")).roundTrip();
            assertEquals(List.of(5, 1, 3), order(wire));
        }
    }

    /// What is said before counts for more than what the request says of itself, and of all that is
    /// said the last.
    @Test
    @Rfc({"9218 §7", "9218 §7.1"})
    void anUpdateOfAStreamThatHasNotBegunIsRemembered() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = stalled(server)) {
            wire.send(priorityUpdate(5, "u=7"), priorityUpdate(1, "u=6"));
            wire.send(priorityUpdate(5, "u=0"));
            begin(wire, 1, "u=1");
            begin(wire, 3, "u=4");
            begin(wire, 5, "u=7");
            assertEquals(List.of(5, 3, 1), order(wire));
        }
    }

    @Test
    @Rfc("9218 §7.1")
    void asManyMayBeAnnouncedAsMayBeOpenAndNotOneMore() {
        Http2Options limits = Http2Options.standard().withMaxConcurrentStreams(4);
        try (AttackedServer server = AttackedServer.limited(limits);
                Http2Wire wire = server.connect()) {
            wire.roundTrip();
            wire.send(headers(1).get("/wait"));
            wire.send(priorityUpdate(3, "u=1"), priorityUpdate(7, "u=1"));
            wire.send(priorityUpdate(9, "u=1"), priorityUpdate(9, "u=2")).roundTrip();
            wire.send(priorityUpdate(11, "u=1"));
            server.hasEnded(
                    wire,
                    ErrorCode.PROTOCOL_ERROR,
                    "priorities for more streams than there may be");
        }
    }

    @Test
    @Rfc("9218 §7.1")
    void streamsThatWereLeftOutDoNotCount() {
        Http2Options limits = Http2Options.standard().withMaxConcurrentStreams(2);
        try (AttackedServer server = AttackedServer.limited(limits);
                Http2Wire wire = server.connect()) {
            wire.roundTrip();
            for (int stream = 5; stream < 100; stream += 4) {
                wire.send(priorityUpdate(stream - 2, "u=1"), priorityUpdate(stream, "u=1"));
                AttackedServer.serves(wire, stream);
            }
        }
    }

    @Test
    @Rfc("9218 §7.1")
    void whoDoesNotKnowTheLimitIsNotHeldToIt() {
        Http2Options limits = Http2Options.standard().withMaxConcurrentStreams(4);
        try (AttackedServer server = AttackedServer.limited(limits);
                Http2Wire wire =
                        Http2Wire.open(server.port())
                                .automaticSettingsAck(false)
                                .start(settings())) {
            for (int stream = 1; stream < 200; stream += 2) {
                wire.send(priorityUpdate(stream, "u=1"));
            }
            AttackedServer.serves(wire, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    @Rfc("9218 §7.1")
    void thereIsNoPriorityForAStreamThatNoClientBegins(int stream) {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(headers(3).get("/wait"), priorityUpdate(stream, "u=1"));
            wire.expectConnectionError(ErrorCode.PROTOCOL_ERROR);
        }
    }
}
