package io.roadrunner.websocket;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes from the octets of a frame to the message, in one piece and in two. The key is
/// zero, so that the octets stay what they are.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageDecoding {
    private static final int LIMIT = 1 << 20;
    private static final int HEAD = 8;

    /// The octets of the message.
    @Param({"128", "1024", "16384"})
    public int length;

    private final MessageDecoder decoder = new MessageDecoder(LIMIT, LIMIT, null, null);
    private byte[] text = {};
    private byte[] binary = {};

    /// Makes the frames.
    @Setup
    public void makeFrames() {
        text = frame(0x81);
        binary = frame(0x82);
    }

    private byte[] frame(int first) {
        byte[] octets = new byte[HEAD + length];
        Arrays.fill(octets, HEAD, octets.length, (byte) 'x');
        octets[0] = (byte) first;
        octets[1] = (byte) 0xfe;
        octets[2] = (byte) (length >>> 8);
        octets[3] = (byte) length;
        return octets;
    }

    /// A text message of one frame.
    @Benchmark
    public @Nullable Object text() throws WebSocketException {
        decoder.decode(text, 0, text.length);
        return decoder.received();
    }

    /// A binary message of one frame.
    @Benchmark
    public @Nullable Object binary() throws WebSocketException {
        decoder.decode(binary, 0, binary.length);
        return decoder.received();
    }

    /// A text message that arrives in two pieces.
    @Benchmark
    public @Nullable Object textInTwo() throws WebSocketException {
        int cut = text.length / 2;
        decoder.decode(text, 0, cut);
        decoder.decode(text, cut, text.length);
        return decoder.received();
    }
}
