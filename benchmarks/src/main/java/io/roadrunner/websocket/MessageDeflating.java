package io.roadrunner.websocket;

import io.roadrunner.bytes.ByteOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes to compress a message that looks like JSON and to decompress it again, and how
/// small it gets.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageDeflating {
    private static final int MESSAGES = 1024;

    /// How many octets the content has.
    @Param({"256", "1024", "16384"})
    public int size;

    /// The effort.
    @Param({"1", "4", "6"})
    public int level;

    /// Whether the window stays from message to message.
    @Param({"false", "true"})
    public boolean takeover;

    private final ByteOutput out = new ByteOutput(64 * 1024);
    private final byte[][] messages = new byte[MESSAGES][];
    private byte[] payload = {};
    private int next;
    private MessageDeflater deflater = deflater();
    private MessageInflater inflater = inflater();

    /// How much went through all measured iterations together.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Size {
        /// Octets of content.
        public long plain;

        /// Octets that they were compressed to.
        public long compressed;
    }

    /// Makes messages that are alike as those of one source are.
    @Setup
    public void makeMessages() {
        Random random = new Random(size);
        Arrays.setAll(messages, _ -> message(random));
        deflater = deflater();
        inflater = inflater();
        compress(new Size());
        payload = new byte[out.size()];
        out.toByteBuffer().get(payload);
    }

    private byte[] message(Random random) {
        StringBuilder text = new StringBuilder("[");
        while (text.length() < size) {
            text.append("{\"id\":").append(random.nextInt(1_000_000));
            text.append(",\"symbol\":\"").append((char) ('A' + random.nextInt(26)));
            text.append((char) ('A' + random.nextInt(26))).append("\",\"price\":");
            text.append(random.nextInt(10_000)).append('.').append(random.nextInt(100));
            text.append(",\"side\":\"").append(random.nextBoolean() ? "buy" : "sell");
            text.append("\",\"at\":\"2026-11-21T15:").append(10 + random.nextInt(50));
            text.append(":").append(10 + random.nextInt(50)).append("Z\"},");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }

    /// Frees what is outside the heap.
    @TearDown(Level.Trial)
    public void close() {
        deflater.close();
        inflater.close();
    }

    /// One message out.
    @Benchmark
    public int compress(Size total) {
        out.clear();
        deflater.deflate(messages[next++ % MESSAGES], out);
        total.plain += size;
        total.compressed += out.size();
        return out.size();
    }

    /// One message in.
    @Benchmark
    public int decompress() throws WebSocketException {
        out.clear();
        PayloadInflater.Sink sink = (octets, from, to) -> out.put(octets, from, to - from);
        inflater.inflate(payload, 0, payload.length, sink);
        inflater.endMessage(sink);
        return out.size();
    }

    private MessageDeflater deflater() {
        return new MessageDeflater(new DeflatePool(level), agreement(), options());
    }

    private MessageInflater inflater() {
        return new MessageInflater(new DeflatePool(level), agreement(), options());
    }

    private DeflateAgreement agreement() {
        return new DeflateAgreement(takeover, takeover, DeflateOffer.UNSAID, DeflateOffer.UNSAID);
    }

    private WebSocketCompression options() {
        return WebSocketCompression.builder().threshold(0).build();
    }
}
