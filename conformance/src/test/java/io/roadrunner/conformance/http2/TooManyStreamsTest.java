package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.reset;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Http2Options;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.Http2Wire;
import org.junit.jupiter.api.Test;

/// Streams past the number that a peer may have open, and handlers past the number that may run for
/// it.
@Rfc("9113 §5.1.2")
class TooManyStreamsTest {
    private static final int MOST = 5;

    private static AttackedServer start() {
        return AttackedServer.limited(Http2Options.standard().withMaxConcurrentStreams(MOST));
    }

    private static void open(Http2Wire wire, String path, int first, int count) {
        for (int i = first; i < first + count; i++) {
            wire.send(headers(2 * i + 1).get(path));
        }
    }

    private static HeaderBlock first() {
        return HeaderBlock.empty()
                .field(":method", "GET")
                .field(":scheme", "http")
                .field(":authority", "localhost")
                .field(":path", "/first");
    }

    @Test
    void aStreamPastTheBoundIsRefusedAndTheTableStaysInStep() {
        try (AttackedServer server = start();
                Http2Wire wire = server.connect()) {
            open(wire, "/wait", 0, MOST);
            server.awaitRequests(MOST);
            wire.send(headers(11).block(first().added("x-first", "abc")).endStream(true));
            wire.expectReset(11, ErrorCode.REFUSED_STREAM);
            server.servesOthers();
            server.letGo();
            for (int i = 0; i < MOST; i++) {
                wire.expectResponse(2 * i + 1).expectStatus(200).expectBody("late");
            }
            wire.send(headers(13).block(first().index(62)).endStream(true));
            wire.expectResponse(13).expectStatus(200).expectBody("3");
        }
    }

    @Test
    void aHundredRefusalsAreTakenAndNotOneMore() {
        try (AttackedServer server = start();
                Http2Wire wire = server.connect()) {
            open(wire, "/wait", 0, MOST);
            server.awaitRequests(MOST);
            open(wire, "/", MOST, 100);
            wire.roundTrip();
            server.servesOthers();
            open(wire, "/", MOST + 100, 1);
            server.hasHadEnoughOf(wire, "too many stream errors");
        }
    }

    @Test
    void handlersThatIgnoreTheirResetCountUntilTheyAreDone() {
        try (AttackedServer server = start();
                Http2Wire wire = server.connect()) {
            for (int i = 0; i < 2 * MOST; i++) {
                open(wire, "/stubborn", i, 1);
                wire.send(reset(2 * i + 1, ErrorCode.CANCEL));
            }
            server.awaitRequests(2 * MOST);
            open(wire, "/", 2 * MOST, 1);
            wire.expectReset(4 * MOST + 1, ErrorCode.REFUSED_STREAM);
            server.servesOthers();
            server.letGo();
            server.awaitRequests(0);
            AttackedServer.serves(wire, 4 * MOST + 3);
        }
    }

    @Test
    void aHandlerThatIgnoresItsResetDisturbsNobodyAndItsAnswerIsThrownAway() {
        try (AttackedServer server = start()) {
            Http2Wire wire = server.connect();
            wire.send(headers(1).get("/stubborn"));
            server.awaitRequests(1);
            wire.send(reset(1, ErrorCode.CANCEL));
            AttackedServer.serves(wire, 3);
            server.letGo();
            server.awaitRequests(0);
            AttackedServer.serves(wire, 5);
            wire.close();
            server.awaitNothingLeft();
            assertTrue(wire.waiting().stream().noneMatch(frame -> frame.stream() == 1));
        }
    }

    @Test
    void aHandlerThatIgnoresTheEndOfItsConnectionHoldsOneSlotUntilItIsDone() {
        try (AttackedServer server = start()) {
            Http2Wire wire = server.connect();
            wire.send(headers(1).get("/stubborn"));
            server.awaitRequests(1);
            wire.reset();
            server.servesOthers();
            server.letGo();
            server.awaitNothingLeft();
        }
    }
}
