package io.roadrunner.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A buffer for a moment, outside of the heap, where the kernel takes it from without another copy.
/// Whoever has sent what was in it leaves it to the next: a connection that waits has none. Any
/// thread; one buffer at most waits here.
final class SpareBuffer {
    /// Six records of the largest size, or some hundred small ones with as much content (RFC 8446
    /// §5.2).
    static final int CAPACITY = 104 * 1024;

    private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

    /// An empty one, which is the caller's now.
    ByteBuffer take() {
        ByteBuffer kept = spare.getAndSet(null);
        return kept == null ? ByteBuffer.allocateDirect(CAPACITY) : kept;
    }

    /// The caller needs it no more.
    void giveBack(ByteBuffer buffer) {
        spare.set(buffer.clear());
    }
}
