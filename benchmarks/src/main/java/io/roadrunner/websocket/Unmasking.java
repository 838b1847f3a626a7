package io.roadrunner.websocket;

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

/// How long it takes to take the mask off a payload: octets divided by nanoseconds are GB/s.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Unmasking {
    private static final int KEY = 0x37fa213d;

    /// The octets of the payload.
    @Param({"125", "1024", "16384", "1048576"})
    public int length;

    /// Where the payload starts: behind a head of 6 octets nothing is aligned.
    @Param({"6", "8"})
    public int start;

    private byte[] octets = {};

    /// Makes the payload.
    @Setup
    public void makePayload() {
        octets = new byte[start + length];
    }

    /// Eight octets at a time.
    @Benchmark
    public int byWords() {
        return Masking.apply(octets, start, octets.length, KEY);
    }

    /// One octet at a time, as RFC 6455 §5.3 puts it.
    @Benchmark
    public byte[] byOctets() {
        for (int i = 0; i < length; i++) {
            octets[start + i] ^= (byte) (KEY >>> (24 - 8 * (i & 3)));
        }
        return octets;
    }
}
