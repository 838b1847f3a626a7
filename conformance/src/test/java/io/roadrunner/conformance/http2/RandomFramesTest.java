package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.continuation;
import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.frame;
import static io.roadrunner.testkit.http2.Frames.goAway;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.ping;
import static io.roadrunner.testkit.http2.Frames.priority;
import static io.roadrunner.testkit.http2.Frames.priorityUpdate;
import static io.roadrunner.testkit.http2.Frames.raw;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.settingsAck;
import static io.roadrunner.testkit.http2.Frames.trailers;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Sequences of frames that nobody thought of: whatever comes, what the server sends is well
/// formed, and in the end nothing of the connection is left. A failure names its seed.
class RandomFramesTest {
    private static final int CONNECTIONS = 200;
    private static final int LONGER_THAN_A_FRAME = 20_000;
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/bytes/0",
                    "/bytes/100000",
                    "/stream",
                    "/none",
                    "/early",
                    "/fields/20000");

    @Test
    @Rfc({"9113 §5.1", "9113 §5.4"})
    void noSequenceOfFramesCostsASlotOrARequest() {
        long seed = System.nanoTime();
        try (Http2Server server = Http2Server.start()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                play(server, seed + i);
            }
            expectNothingLeft(server, "seeds from " + seed);
        }
    }

    private static void expectNothingLeft(Http2Server server, String seeds) {
        try (Http2Wire wire = server.connect()) {
            Http2Server.expectGoesOn(wire);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(seeds, e);
        }
        try {
            server.awaitIdle();
        } catch (AssertionError e) {
            throw new AssertionError(seeds, e);
        }
    }

    private static void play(Http2Server server, long seed) {
        Random random = new Random(seed);
        Sequence sequence = new Sequence(random);
        try (Http2Wire wire = server.connect()) {
            try {
                for (int left = random.nextInt(12); left > 0; left--) {
                    wire.send(sequence.frames());
                }
            } catch (ConnectionEndedException _) {
                // The server has had enough of this one.
            }
            leave(wire, random);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /// With a RST, in order, or with octets that end whatever was begun and are an error then.
    private static void leave(Http2Wire wire, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> wire.reset();
            case 1 -> wire.close();
            default -> {
                try {
                    wire.send(raw(new byte[LONGER_THAN_A_FRAME])).expectClosed();
                } catch (ConnectionEndedException _) {
                    // The server was faster.
                }
            }
        }
    }

    /// The frames of one connection. Most of them fit to what came before, so that not every
    /// connection ends at once.
    private static final class Sequence {
        private final Random random;
        private int newest = -1;

        Sequence(Random random) {
            this.random = random;
        }

        Outgoing[] frames() {
            List<Outgoing> frames = new ArrayList<>();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                frames.add(random.nextInt(40) == 0 ? damaged() : likely());
            }
            return frames.toArray(Outgoing[]::new);
        }

        /// Frames that a client may send at some time, on streams where they may not fit.
        private Outgoing likely() {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            int window = random.nextInt(100_000);
            return switch (random.nextInt(newest < 0 ? 5 : 16)) {
                case 0, 1, 2 -> shaped(headers(begin()).get(path));
                case 3, 4 -> shaped(headers(begin()).post(path));
                case 5 -> shaped(trailers(begun()).field("x", "y"));
                case 6, 7 -> data(begun(), octets(5000)).padded(random.nextInt(256));
                case 8 -> data(begun(), "end").endStream();
                case 9 -> reset(begun(), random.nextInt(16));
                case 10 -> windowUpdate(random.nextBoolean() ? 0 : begun(), 1 + window);
                case 11 -> settings().initialWindowSize(window);
                case 12 -> settings().headerTableSize(random.nextInt(5000)).maxFrameSize(20_000);
                case 13 -> ping("12345678");
                case 14 -> random.nextBoolean() ? priority(begun(), 0) : priorityUpdate(1, "u=1");
                default -> settingsAck();
            };
        }

        private HeadersFrame shaped(HeadersFrame frame) {
            return switch (random.nextInt(6)) {
                case 0 -> frame.padded(random.nextInt(256));
                case 1 -> frame.split(1 + random.nextInt(20));
                case 2 -> frame.priority(0, 16, random.nextBoolean());
                case 3 -> frame.field("content-length", String.valueOf(random.nextInt(10)));
                case 4 -> frame.huffman();
                default -> frame.endStream(random.nextBoolean());
            };
        }

        /// Frames that no client may send.
        private Outgoing damaged() {
            // SETTINGS aside: the wire counts on the acknowledgments of those that it knows.
            int type = 5 + random.nextInt(7);
            return switch (random.nextInt(6)) {
                case 0 -> frame(type, random.nextInt(256), random.nextInt(20), octets(40));
                case 1 -> frame(type, random.nextInt(256), 0, octets(40));
                case 2 -> continuation(begun(), octets(40));
                case 3 -> headers(begin()).get("/").with(":path", "");
                case 4 -> goAway(1, ErrorCode.NO_ERROR);
                default -> raw(octets(40));
            };
        }

        private int begin() {
            newest += 2;
            return random.nextInt(50) == 0 ? begun() : newest;
        }

        /// One of the last streams.
        private int begun() {
            return Math.max(1, newest - 2 * random.nextInt(4));
        }

        private byte[] octets(int atMost) {
            byte[] octets = new byte[random.nextInt(atMost)];
            random.nextBytes(octets);
            return octets;
        }
    }
}
