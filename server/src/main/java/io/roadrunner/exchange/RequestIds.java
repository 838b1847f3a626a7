package io.roadrunner.exchange;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Makes request ids: 64 bits that do not repeat within a process, and hardly among processes. A
/// counter is scrambled by a keyed bijection, so an id costs no call of a random generator and
/// looks like none before it. They are names, no secrets: whoever has some can compute others. Any
/// thread.
public final class RequestIds {
    private static final HexFormat HEX = HexFormat.of();

    private final AtomicLong counter;
    private final long key;

    /// Starts at a random place, which the time gives: a generator of secrets takes a server's
    /// start as long as its listeners do.
    public RequestIds() {
        SplittableRandom random = new SplittableRandom();
        counter = new AtomicLong(random.nextLong());
        key = random.nextLong();
    }

    /// The next id: 16 lower-case hexadecimal digits.
    String next() {
        return HEX.toHexDigits(scramble(counter.getAndIncrement() ^ key));
    }

    /// A bijection on 64 bits, so that different numbers stay different.
    private static long scramble(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
