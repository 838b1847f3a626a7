package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.continuation;
import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.Http2Options;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Header blocks that are long, endless, in too many pieces, or small on the wire and huge behind
/// it.
@Rfc({"9113 §10.5.1", "7541 §7.3"})
class HeaderBlockAttacksTest {
    private static final byte[] NOTHING = {};
    private static final String TOO_MANY = "too many CONTINUATION frames";
    private static final String TOO_LONG = "a header block longer than max_header_block";

    private static HeaderBlock request(String path) {
        return HeaderBlock.empty()
                .field(":method", "GET")
                .field(":scheme", "http")
                .field(":authority", "localhost")
                .field(":path", path);
    }

    private static HeadersFrame get(int stream, HeaderBlock block) {
        return headers(stream).block(block).endStream(true);
    }

    /// The end of a block in so many frames, none of which has anything in it.
    private static Outgoing[] emptyContinuations(int count) {
        Outgoing[] frames = new Outgoing[count];
        Arrays.setAll(frames, i -> continuation(1, NOTHING, i == count - 1));
        return frames;
    }

    @Test
    void aBlockMayEndInAsManyEmptyPiecesAsTheBudgetAllows() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(get(1, request("/")).endHeaders(false)).send(emptyContinuations(200));
            wire.expectResponse(1).expectStatus(200);
        }
    }

    @Test
    void onePieceMoreEndsTheConnection() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(get(1, request("/")).endHeaders(false)).send(emptyContinuations(201));
            server.hasHadEnoughOf(wire, TOO_MANY);
        }
    }

    @Test
    void aBlockThatIsNothingButEmptyPiecesEndsTheConnection() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(headers(1).endHeaders(false)).send(emptyContinuations(10_000));
            server.hasHadEnoughOf(wire, TOO_MANY);
        }
    }

    @Test
    void aBlockInPiecesOfOneOctetEndsTheConnection() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            HeaderBlock block = request("/").notAdded("x-long", "a".repeat(1000));
            wire.send(get(1, block).split(1));
            server.hasHadEnoughOf(wire, TOO_MANY);
        }
    }

    @Test
    void oneContinuationForEachRequestIsNoFlood() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            for (int stream = 1; stream < 600; stream += 2) {
                int length = request("/").bytes().length;
                wire.send(get(stream, request("/")).split(length / 2, length));
                wire.expectResponse(stream).expectStatus(200);
            }
        }
    }

    private static AttackedServer withBlocksOf(int octets) {
        return AttackedServer.limited(Http2Options.standard().withMaxHeaderBlock(octets));
    }

    /// A block of so many octets.
    private static HeaderBlock blockOf(int octets) {
        // The value is longer than 254 octets, for which its length takes three.
        int frame = request("/").notAdded("x-long", "a".repeat(300)).bytes().length - 300;
        HeaderBlock block = request("/").notAdded("x-long", "a".repeat(octets - frame));
        assertEquals(octets, block.bytes().length);
        return block;
    }

    @Test
    void aBlockMayBeAsLongAsItsBound() {
        try (AttackedServer server = withBlocksOf(2000);
                Http2Wire wire = server.connect()) {
            wire.send(get(1, blockOf(2000)));
            wire.expectResponse(1).expectStatus(200);
            wire.send(get(3, blockOf(2000)).split(700));
            wire.expectResponse(3).expectStatus(200);
        }
    }

    @Test
    void aBlockPastItsBoundEndsTheConnection() {
        try (AttackedServer server = withBlocksOf(2000);
                Http2Wire wire = server.connect()) {
            wire.send(get(1, blockOf(2001)));
            server.hasHadEnoughOf(wire, TOO_LONG);
        }
    }

    @Test
    void aBlockPastItsBoundInPiecesEndsTheConnection() {
        try (AttackedServer server = withBlocksOf(2000);
                Http2Wire wire = server.connect()) {
            wire.send(get(1, blockOf(2001)).split(700));
            server.hasHadEnoughOf(wire, TOO_LONG);
        }
    }

    @Test
    void anEndlessBlockIsNotKept() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            Outgoing[] pieces = new Outgoing[50];
            Arrays.setAll(pieces, _ -> continuation(1, new byte[16_384], false));
            wire.send(headers(1).endHeaders(false)).send(pieces);
            server.hasHadEnoughOf(wire, TOO_LONG);
        }
    }

    @Test
    void aBombOfIndicesIsAnswered431AndTheTableStaysInStep() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            HeaderBlock bomb = request("/first").added("x-first", "a".repeat(3900));
            for (int i = 0; i < 10_000; i++) {
                bomb.index(62);
            }
            wire.send(get(1, bomb));
            wire.expectResponse(1).expectStatus(431);
            server.servesOthers();
            wire.send(get(3, request("/first").index(62)));
            wire.expectResponse(3).expectStatus(200).expectBody("3900");
        }
    }

    @Test
    void aListMayBeAsLargeAsItsBoundAndNotOneOctetMore() {
        // "The size of a field list is calculated based on the uncompressed size of fields,
        // including the length of the name and value in units of octets plus an overhead of 32
        // octets for each field" RFC 9113 §10.5.1
        int request = 0;
        for (String field : new String[] {":methodGET", ":schemehttp", ":authoritylocalhost"}) {
            request += field.length() + 32;
        }
        int others = request + ":path/first".length() + 32 + "x-first".length() + 32;
        Http2Options limits = Http2Options.standard().withMaxHeaderListSize(others + 500);
        try (AttackedServer server = AttackedServer.limited(limits);
                Http2Wire wire = server.connect()) {
            wire.send(get(1, request("/first").notAdded("x-first", "a".repeat(500))));
            wire.expectResponse(1).expectStatus(200).expectBody("500");
            wire.send(get(3, request("/first").notAdded("x-first", "a".repeat(501))));
            wire.expectResponse(3).expectStatus(431);
            AttackedServer.serves(wire, 5);
        }
    }

    @Test
    void aBlockThatIsBegunAndNeverEndedIsCutInTime() {
        try (AttackedServer server =
                        AttackedServer.start(
                                options -> options.requestTimeout(Duration.ofMillis(300)));
                Http2Wire wire = server.connect()) {
            wire.send(get(1, request("/")).endHeaders(false));
            wire.expectClosed();
            assertEquals(
                    Phase.REQUEST_HEAD,
                    server.awaitEvents(PeerTimedOut.class, 1).getLast().phase());
            server.awaitEvents(ConnectionClosed.class, 1);
            assertEquals(0, server.info().activeRequests());
        }
    }

    @Test
    void aBlockThatIsFedSlowlyHasNoMoreTimeThanAnother() {
        try (AttackedServer server =
                        AttackedServer.start(options ->
                                options.requestTimeout(Duration.ofMillis(300))
                                        .keepAliveTimeout(Duration.ofSeconds(60)));
                Http2Wire wire = server.connect()) {
            AttackedServer.serves(wire, 1);
            wire.send(get(3, request("/")).endHeaders(false));
            server.awaitEvents(PeerTimedOut.class, 1);
            wire.expectClosed();
        }
    }

    @Test
    void aBlockThatCannotBeDecodedEndsTheConnection() {
        try (AttackedServer server = AttackedServer.start();
                Http2Wire wire = server.connect()) {
            wire.send(get(1, HeaderBlock.empty().index(62)));
            wire.expectConnectionError(ErrorCode.COMPRESSION_ERROR);
            server.awaitNothingLeft();
        }
    }
}
