package io.roadrunner.transport;

import io.roadrunner.bytes.ByteOutput;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An array for a moment, which whoever has sent what was in it leaves to the next: a connection
/// that waits keeps none. Any thread; one array at most waits here.
final class SpareOutput {
    private static final int FIRST_CAPACITY = 72 * 1024;

    /// A larger one is not kept.
    private static final int LARGEST_KEPT = 256 * 1024;

    private final AtomicReference<@Nullable ByteOutput> spare = new AtomicReference<>();

    /// An empty one, which is the caller's now.
    ByteOutput take() {
        ByteOutput kept = spare.getAndSet(null);
        return kept == null ? new ByteOutput(FIRST_CAPACITY) : kept;
    }

    /// The caller needs it no more.
    void giveBack(ByteOutput output) {
        output.clear();
        if (output.capacity() <= LARGEST_KEPT) {
            spare.set(output);
        }
    }
}
