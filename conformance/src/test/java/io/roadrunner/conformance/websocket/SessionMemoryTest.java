package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.websocket.Frames;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.OutgoingFrame;
import io.roadrunner.testkit.websocket.WebSocketWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What sessions cost in heap, measured in a process that holds only their server sides. Most of an
/// idle one is the stack of its thread, which is smaller once the JVM has compiled its methods: the
/// crowd comes again until that is so.
class SessionMemoryTest {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)\n");
    private static final String HEAP = "192m";
    private static final int SESSIONS = 10_000;
    private static final int WARM_UP = 4000;
    private static final int BYTES_EACH = 6 * 1024;

    /// With a connection for each session.
    private static final int BYTES_EACH_HTTP2 = 20 * 1024;

    /// Whoever says that much is to come may take a little more: not what was announced.
    private static final int BYTES_ANNOUNCED = 8 * 1024;

    /// What may stay behind of a session that has ended, from caches of the JVM.
    private static final int BYTES_LEFT = 256;

    private static final int CROWDS = 10;
    private static final int LOOKS = 30;
    private static final int LARGE = 16 << 20;

    private final ChildProcess child = SessionChild.start(HEAP);
    private int port;

    @BeforeEach
    void awaitPort() {
        port = Integer.parseInt(child.awaitOutput(PORT).group(1));
    }

    @AfterEach
    void end() {
        child.close();
    }

    private static long heapInUse(Wire control) {
        control.withTimeout(Duration.ofSeconds(30));
        return Long.parseLong(
                control.send("GET /heap HTTP/1.1\r\nHost: x\r\n\r\n")
                        .readResponse()
                        .expectStatus(200)
                        .text());
    }

    @Test
    void tenThousandIdleSessionsTakeAtMostSixKibibytesEachAndLeaveNothing() {
        try (Wire control = Wire.connect(port)) {
            long warm = Long.MAX_VALUE;
            for (int i = 0; i < CROWDS && warm > BYTES_EACH; i++) {
                warm = bytesEach(control, Carrier.HTTP1, WARM_UP, SessionMemoryTest::talk);
            }
            long idle = bytesEach(control, Carrier.HTTP1, SESSIONS, SessionMemoryTest::talk);
            assertTrue(idle <= BYTES_EACH, idle + " bytes each");
            long waiting =
                    bytesEach(control, Carrier.HTTP1, SESSIONS / 10, SessionMemoryTest::announce);
            assertTrue(waiting <= BYTES_ANNOUNCED, waiting + " bytes each");
        }
    }

    @Test
    void aSessionOverHttp2KeepsNothingOfTheMessagesThatHaveGoneThroughIt() {
        try (Wire control = Wire.connect(port)) {
            long each = bytesEach(control, Carrier.HTTP2, 1500, SessionMemoryTest::burst);
            assertTrue(each <= BYTES_EACH_HTTP2, each + " bytes each");
        }
    }

    /// As much as the window of a stream takes.
    private static void burst(WebSocketWire wire) {
        byte[] content = new byte[60_000];
        wire.send(binary(content)).expectBinary(content);
        talk(wire);
    }

    /// Announces 1 MiB and sends 10 octets of it.
    private static void announce(WebSocketWire wire) {
        talk(wire);
        wire.send(binary(new byte[10]).announcing(1 << 20));
    }

    private static void talk(WebSocketWire wire) {
        wire.send(text("hello")).expectText("hello");
    }

    /// The least that a session of a new crowd takes; when the crowd has gone, so has what it took.
    private long bytesEach(Wire control, Carrier carrier, int count, Consumer<WebSocketWire> work) {
        long before = heapInUse(control);
        List<SessionClient> crowd = new ArrayList<>();
        long least = Long.MAX_VALUE;
        try {
            for (int i = 0; i < count; i++) {
                crowd.add(carrier.connect(port, "/ws"));
                work.accept(crowd.getLast().wire());
            }
            for (int i = 0; i < LOOKS && least > BYTES_EACH; i++) {
                least = Math.min(least, (heapInUse(control) - before) / count);
            }
        } finally {
            crowd.forEach(SessionClient::close);
        }
        long left = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS && left > BYTES_LEFT; i++) {
            left = Math.min(left, (heapInUse(control) - before) / count);
        }
        assertTrue(left <= BYTES_LEFT, left + " bytes left of each");
        return least;
    }

    @Test
    void aGibibyteOfZerosIsRefusedWithinTheLimitOfAMessage() {
        try (WebSocketWire wire = WebSocketWire.open(port)) {
            wire.start(Handshake.to("/large").extensions("permessage-deflate"));
            wire.compression();
            wire.send(binary(bomb()).rsv1()).expectFailure(1009);
        }
        expectServes();
    }

    /// 1 GiB of zeros, deflated: 1 MiB.
    private static byte[] bomb() {
        byte[] zeros = new byte[1 << 20];
        byte[] room = new byte[2 << 20];
        int length = 0;
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            for (int i = 0; i < 1024; i++) {
                deflater.setInput(zeros);
                int flush = i < 1023 ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
                int count = deflater.deflate(room, length, room.length - length, flush);
                while (count > 0) {
                    length += count;
                    count = deflater.deflate(room, length, room.length - length, flush);
                }
            }
        }
        byte[] bomb = new byte[length - 4];
        System.arraycopy(room, 0, bomb, 0, bomb.length);
        return bomb;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfSixteenMebibytesComeBack(boolean compressed) {
        byte[] content = new byte[LARGE];
        new Random(LARGE).nextBytes(content);
        // Half of it can be compressed.
        for (int i = 0; i < content.length; i += 2) {
            content[i] = 'x';
        }
        Handshake handshake = Handshake.to("/large");
        if (compressed) {
            handshake.extensions("permessage-deflate");
        }
        try (WebSocketWire wire = WebSocketWire.open(port)) {
            wire.withTimeout(Duration.ofSeconds(60)).start(handshake);
            for (int i = 0; i < 3; i++) {
                OutgoingFrame message = Frames.binary(content);
                wire.send(compressed ? wire.compression().deflate(message) : message);
                wire.expectBinary(content);
            }
            wire.closeHandshake();
        }
        expectServes();
    }

    private void expectServes() {
        try (WebSocketWire wire = WebSocketWire.connect(port, "/ws")) {
            talk(wire);
            wire.closeHandshake();
        }
    }
}
