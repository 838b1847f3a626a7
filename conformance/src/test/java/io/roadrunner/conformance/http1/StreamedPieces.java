package io.roadrunner.conformance.http1;

import io.roadrunner.http.Headers;
import io.roadrunner.http.StreamingBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A stream of pieces of all sizes, some behind a pause.
///
/// @param content all of them
/// @param sizes the size of each
/// @param seed what they are made from
record StreamedPieces(byte[] content, List<Integer> sizes, long seed) {
    static StreamedPieces of(long seed) {
        Random random = new Random(seed);
        List<Integer> sizes = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < 300; i++) {
            int size = 1 + random.nextInt(1 << (1 + random.nextInt(15)));
            sizes.add(random.nextInt(50) == 0 ? size + 60_000 : size);
            total += sizes.getLast();
        }
        byte[] content = new byte[total];
        random.nextBytes(content);
        return new StreamedPieces(content, sizes, seed);
    }

    StreamingBody body() {
        return push -> {
            Random random = new Random(seed);
            int from = 0;
            for (int size : sizes) {
                push.send(ByteBuffer.wrap(content, from, size));
                from += size;
                if (random.nextInt(10) == 0) {
                    LockSupport.parkNanos(random.nextInt(200_000));
                }
            }
            return Headers.empty();
        };
    }
}
