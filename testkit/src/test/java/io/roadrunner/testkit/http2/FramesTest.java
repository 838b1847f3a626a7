package io.roadrunner.testkit.http2;

import static io.roadrunner.testkit.http2.Frames.continuation;
import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.pingAck;
import static io.roadrunner.testkit.http2.Frames.preface;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.priorityUpdate;
import static io.roadrunner.testkit.http2.Frames.pushPromise;
import static io.roadrunner.testkit.http2.Frames.raw;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The octets of each frame, against the layouts of RFC 9113 §6.
class FramesTest {
    private static final String GET = "8286" + "01096c6f63616c686f7374" + "84";

    @Test
    void headersFrames() {
        assertOctets("00000e 01 05 00000001" + GET, headers(1).get("/"));
        assertOctets(
                "00000e 01 04 00000001" + "8386" + "01096c6f63616c686f7374" + "84",
                headers(1).post("/"));
        assertOctets(
                "000003 01 05 00000003 000161",
                trailers(3).block(HeaderBlock.empty().raw(0, 1, 0x61)));
        assertOctets(
                "000001 01 04 00000001 84",
                headers(1)
                        .get("/a")
                        .with(":path", "/")
                        .without(":method")
                        .without(":scheme")
                        .without(":authority")
                        .endStream(false));
    }

    @Test
    void paddingAndPriorityOfHeaders() {
        assertOctets(
                "000009 01 2d 00000001 02 80000003 ff 82 0000",
                headers(1)
                        .field(":method", "GET")
                        .endStream(true)
                        .padded(2)
                        .priority(3, 256, true));
        assertOctets(
                "000003 01 0c 00000001 ff 82 00",
                headers(1).field(":method", "GET").padded(1, 255));
    }

    @Test
    void aBlockIsSplit() {
        HeadersFrame three = headers(1).block(HeaderBlock.empty().raw(1, 2, 3, 4, 5));
        assertOctets(
                "000002 01 00 00000001 0102 000002 09 00 00000001 0304"
                        + "000001 09 04 00000001 05",
                three.split(2));
        assertOctets(
                "000000 01 00 00000001 000005 09 00 00000001 0102030405",
                three.split(0, 9).endHeaders(false));
        assertThrows(IllegalArgumentException.class, () -> three.split(0));
    }

    @Test
    void dataFrames() {
        assertOctets("000002 00 00 00000001 6869", data(1, "hi"));
        assertOctets("000005 00 09 00000001 02 6869 0000", data(1, "hi").padded(2).endStream());
        assertOctets("000001 00 08 00000001 ff", data(1, "").padded(0, 255));
    }

    @Test
    void settingsFrames() {
        assertOctets("000000 04 00 00000000", settings());
        assertOctets("000000 04 01 00000000", settingsAck());
        assertOctets(
                "000012 04 00 00000000 0001 00000000 0004 ffffffff ffff 00000001",
                settings().headerTableSize(0).initialWindowSize(0xffff_ffffL).set(0xffff, 1));
        assertOctets(
                "000018 04 00 00000000 0002 00000001 0003 00000064 0005 00004000" + "0006 00002000",
                settings()
                        .enablePush(1)
                        .maxConcurrentStreams(100)
                        .maxFrameSize(16384)
                        .maxHeaderListSize(8192));
    }

    @Test
    void otherFrames() {
        assertOctets("000008 06 00 00000000 3132333435363738", ping("12345678"));
        assertOctets("000008 06 01 00000000 3132333435363738", pingAck("12345678"));
        assertOctets("000004 03 00 00000001 00000008", reset(1, ErrorCode.CANCEL));
        assertOctets("000004 03 00 00000001 ffffffff", reset(1, 0xffff_ffffL));
        assertOctets("000004 08 00 00000000 7fffffff", windowUpdate(0, Integer.MAX_VALUE));
        assertOctets(
                "000008 07 00 00000000 00000005 0000000b", goAway(5, ErrorCode.ENHANCE_YOUR_CALM));
        assertOctets("000005 02 00 00000003 00000001 0f", priority(3, 1));
        assertOctets("000007 10 00 00000000 00000001 753d33", priorityUpdate(1, "u=3"));
        assertOctets(
                "000005 05 04 00000001 00000002 82",
                pushPromise(1, 2, HeaderBlock.empty().index(2)));
        assertOctets("000001 09 04 00000001 82", continuation(1, new byte[] {(byte) 0x82}));
    }

    @Test
    void anythingElse() {
        assertOctets(
                "000001 fe 0f ffffffff 00",
                frame(0xfe, 0xf, Integer.MAX_VALUE, new byte[1]).reservedBit());
        assertOctets(
                "123456 06 01 00000007 3132333435363738",
                ping("12345678").flags(1).stream(7).length(0x123456));
        assertOctets("0d0a", raw("\r\n"));
        assertEquals("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", new String(preface().bytes()));
    }

    private static void assertOctets(String hex, Outgoing frame) {
        assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(frame.bytes()));
    }
}
