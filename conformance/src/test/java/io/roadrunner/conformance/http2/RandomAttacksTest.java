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
import static io.roadrunner.testkit.http2.Frames.windowUpdate;

import io.roadrunner.config.EarlyResponseDrain;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random sequences of frames against handlers that wait and limits that are short: whatever comes,
/// what the server sends is well-formed, no slot, request or thread is lost, and others are served.
@Rfc("9113 §5.4")
class RandomAttacksTest {
    private static final int CONNECTIONS = 60;
    private static final int LONGEST = 60;
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String[] PATHS = {"/", "/large", "/wait", "/first", "/none", "/echo"};

    private static AttackedServer start() {
        AttackedServer server =
                AttackedServer.start(options ->
                        options.requestTimeout(SHORT)
                                .writeTimeout(SHORT)
                                .earlyResponseDrain(new EarlyResponseDrain(1 << 16, SHORT))
                                .keepAliveTimeout(Duration.ofMinutes(5)));
        server.servesOthers();
        return server;
    }

    /// What one peer sends. Owned by one thread.
    private static final class Sequence {
        private final Random random;
        private int next = 1;

        Sequence(long seed) {
            random = new Random(seed);
        }

        private int newStream() {
            int stream = next;
            next += 2;
            return stream;
        }

        /// One that may be open, closed or idle.
        private int anyStream() {
            return random.nextInt(next + 2);
        }

        private String path() {
            return PATHS[random.nextInt(PATHS.length)];
        }

        private byte[] octets(int most) {
            byte[] octets = new byte[random.nextInt(most + 1)];
            random.nextBytes(octets);
            return octets;
        }

        /// Mostly what a client may send.
        private Outgoing valid() {
            return switch (random.nextInt(12)) {
                case 0, 1, 2 -> headers(newStream()).get(path());
                case 3 -> headers(newStream()).post("/echo");
                case 4 -> headers(newStream()).get(path()).split(1 + random.nextInt(20));
                case 5 -> data(Math.max(1, next - 2), octets(300));
                case 6 -> data(Math.max(1, next - 2), octets(300)).endStream();
                case 7 -> ping("12345678");
                case 8 -> windowUpdate(0, 1 + random.nextInt(1000));
                case 9 -> settings().initialWindowSize(random.nextInt(100_000));
                case 10 -> reset(Math.max(1, next - 2), ErrorCode.CANCEL);
                case 11 -> priorityUpdate(Math.max(1, next - 2), "u=" + random.nextInt(8));
                default -> throw new AssertionError();
            };
        }

        /// Mostly what a client may not send, or not now.
        private Outgoing doubtful() {
            int stream = anyStream();
            return switch (random.nextInt(16)) {
                case 0 -> headers(stream).get(path());
                case 1 -> data(stream, octets(2000)).padded(random.nextInt(256));
                case 2 -> data(stream, octets(10)).padded(3, random.nextInt(256));
                case 3 -> windowUpdate(stream, random.nextInt(2) * (long) Integer.MAX_VALUE);
                case 4 -> reset(stream, random.nextInt(40));
                case 5 -> priority(stream, random.nextInt(5));
                case 6 -> continuation(stream, octets(20), random.nextBoolean());
                case 7 -> headers(newStream()).get(path()).endHeaders(false);
                case 8 -> headers(newStream()).get(path()).field("Connection", "\0");
                case 9 -> headers(newStream()).block(randomBlock());
                case 10 -> settings().set(random.nextInt(10), random.nextInt() & 0xffff_ffffL);
                case 11 -> frame(random.nextInt(12), random.nextInt(256), stream, octets(40));
                case 12 -> frame(random.nextInt(256), random.nextInt(256), stream, octets(9));
                case 13 -> goAway(stream, ErrorCode.NO_ERROR);
                case 14 -> settingsAck();
                case 15 -> ping("12345678").length(random.nextInt(20));
                default -> throw new AssertionError();
            };
        }

        private HeaderBlock randomBlock() {
            HeaderBlock block = HeaderBlock.empty();
            for (byte octet : octets(30)) {
                block.raw(octet & 0xff);
            }
            return block;
        }

        private void sendTo(Http2Wire wire, int doubtfulInHundred) {
            int count = 1 + random.nextInt(LONGEST);
            for (int i = 0; i < count; i++) {
                boolean doubtful = random.nextInt(100) < doubtfulInHundred;
                wire.send(doubtful ? doubtful() : valid());
            }
        }

        private boolean endsByReset() {
            return random.nextInt(4) == 0;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 60})
    void costNothing(int doubtfulInHundred) {
        long seed = System.nanoTime();
        try (AttackedServer server = start()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                attack(server, seed + i, doubtfulInHundred);
            }
            server.servesOthers();
            server.awaitNothingLeft();
        } catch (AssertionError | WireException e) {
            throw new AssertionError("seeds %d and up".formatted(seed), e);
        }
    }

    private static void attack(AttackedServer server, long seed, int doubtfulInHundred) {
        Sequence sequence = new Sequence(seed);
        Http2Wire wire = server.connect();
        try {
            sequence.sendTo(wire, doubtfulInHundred);
            if (sequence.endsByReset()) {
                wire.reset();
            } else {
                // Reads strictly what the server has to say.
                wire.endOutput();
                wire.expectClosed();
            }
        } catch (ConnectionEndedException _) {
            // The server had enough before everything was sent.
            return;
        } finally {
            wire.close();
        }
    }

    @Test
    void randomOctetsBehindThePrefaceCostNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (AttackedServer server = start()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                byte[] octets = new byte[random.nextInt(3000)];
                random.nextBytes(octets);
                try (Http2Wire wire = server.connect()) {
                    wire.send(raw(octets));
                    wire.endOutput();
                    wire.expectClosed();
                } catch (ConnectionEndedException _) {
                    continue;
                }
            }
            server.awaitNothingLeft();
        } catch (AssertionError | WireException e) {
            throw new AssertionError("seed %d".formatted(seed), e);
        }
    }
}
