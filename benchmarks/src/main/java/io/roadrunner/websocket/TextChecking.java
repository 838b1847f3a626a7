package io.roadrunner.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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

/// How long it takes to see that 16 KiB are UTF-8, against the JDK's decoder, which can be told to
/// report what is not.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextChecking {
    private static final int LENGTH = 16_384;

    /// What the text consists of.
    @Param({"ascii", "german", "russian", "chinese", "emoji"})
    public String language = "";

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer chars = CharBuffer.allocate(LENGTH);
    private byte[] octets = {};

    /// Makes the text.
    @Setup
    public void makeText() {
        String words =
                switch (language) {
                    case "german" -> "Über den Wäldern schläft die müde Größe. ";
                    case "russian" -> "Привет из далёкого города на реке. ";
                    case "chinese" -> "从一个遥远的城市向你问好。";
                    case "emoji" -> "😀😃😄";
                    default -> "Greetings from a distant town on the river. ";
                };
        octets = words.repeat(LENGTH / words.length()).getBytes(StandardCharsets.UTF_8);
        octets = Arrays.copyOf(octets, LENGTH);
    }

    /// The validator of a session.
    @Benchmark
    public boolean validator() {
        return new Utf8Validator().accepts(octets, 0, LENGTH);
    }

    /// The JDK's decoder.
    @Benchmark
    public CoderResult jdk() {
        chars.clear();
        decoder.reset();
        return decoder.decode(ByteBuffer.wrap(octets), chars, false);
    }
}
