package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What comes for a stream that the server has reset: as much as may have been on its way costs
/// nobody anything, and what cannot have been is idle talk.
@Rfc({"9113 §5.1", "9113 §10.5"})
class LateFramesTest {
    private static final int WINDOW = 65_535;

    /// A part of the window.
    private static final int PIECES = WINDOW / 15;

    /// The first of a thousand is what acknowledges the SETTINGS of the server.
    private static final int ALLOWANCE = 999;

    private static final String REASON = "too many frames that mean nothing";

    /// Begins a request and makes the server reset it.
    private static void beReset(Http2Wire wire, int stream) {
        wire.send(headers(stream).post("/echo"), windowUpdate(stream, 0));
        wire.expectReset(stream, ErrorCode.PROTOCOL_ERROR);
    }

    private static Outgoing[] times(int count, Outgoing frame) {
        Outgoing[] frames = new Outgoing[count];
        Arrays.fill(frames, frame);
        return frames;
    }

    @Test
    void aWholeWindowInTheSmallestPiecesIsNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int stream = 1; stream < 6; stream += 2) {
                beReset(wire, stream);
                for (int sent = 0; sent < WINDOW; sent += PIECES) {
                    wire.send(times(PIECES, data(stream, "a"))).roundTrip();
                }
                wire.send(trailers(stream).field("a", "b"));
            }
            AttackedServer.serves(wire, 7);
        }
    }

    @Test
    void whatWasSentBeforeTheResetIsNotSentAgain() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(headers(1).post("/echo"), data(1, new byte[PIECES]));
            wire.send(windowUpdate(1, 0)).expectReset(1, ErrorCode.PROTOCOL_ERROR);
            wire.send(times(14, data(1, new byte[PIECES])));
            wire.send(times(ALLOWANCE, data(1, "a"))).roundTrip();
            wire.send(data(1, "a"));
            server.hasHadEnoughOf(wire, REASON);
        }
    }

    @Test
    void headersBehindTheEndAreTakenUpToTheBound() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            beReset(wire, 1);
            Outgoing last = trailers(1).field("a", "b");
            wire.send(times(1 + ALLOWANCE, last)).roundTrip();
            server.servesOthers();
            wire.send(last);
            server.hasHadEnoughOf(wire, REASON);
        }
    }

    @Test
    void emptyDataThatEndsAgainAndAgainIsTakenUpToTheBound() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            beReset(wire, 1);
            Outgoing end = data(1, "").endStream();
            wire.send(times(1 + ALLOWANCE, end)).roundTrip();
            wire.send(end);
            server.hasHadEnoughOf(wire, REASON);
        }
    }

    /// Handlers that fail half-way make a server reset stream after stream, whose clients have not
    /// come to the end of their requests.
    @Test
    void theEndsOfManyRequestsThatFailedAreNoFlood() {
        try (AttackedServer server =
                        AttackedServer.start(o ->
                                o.routes(AttackedServer.routes("/fail", _ -> failing()))
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Http2Wire wire = server.connect()) {
            int last = 2 * (ALLOWANCE + 100) + 1;
            for (int stream = 1; stream < last; stream += 2) {
                wire.send(headers(stream).get("/fail").endStream(false));
                awaitReset(wire, stream);
                wire.send(data(stream, "late"), trailers(stream).field("a", "b"));
            }
            AttackedServer.serves(wire, last);
        }
    }

    private static void awaitReset(Http2Wire wire, int stream) {
        Frame frame = wire.receiveOf(stream);
        while (!(frame instanceof Frame.Reset)) {
            frame = wire.receiveOf(stream);
        }
    }

    private static Response failing() {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    push.send(new byte[] {'a'});
                    throw new IllegalStateException("half-way");
                });
    }
}
