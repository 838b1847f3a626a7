package io.roadrunner.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/// Makes the JVM open what it needs to park virtual threads on sockets. It does so when the first
/// one parks; if that fails, because a flood has taken all file descriptors by then, no thread of
/// the process can ever wait for a socket again. Stateless.
final class Pollers {
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private Pollers() {}

    /// Lets a virtual thread park on a pipe and wakes it; takes about a millisecond.
    ///
    /// @throws IOException when there are no descriptors even now
    static void prepare() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            Thread reader = Thread.ofVirtual().start(() -> readOne(source));
            awaitParked(reader);
            sink.write(ByteBuffer.allocate(1));
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readOne(Pipe.SourceChannel source) {
        try {
            source.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            // Closed because the caller was interrupted: the thread has parked all the same.
            return;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the other thread needs a processor to park
    private static void awaitParked(Thread reader) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (reader.getState() != Thread.State.WAITING
                && reader.isAlive()
                && System.nanoTime() - end < 0) {
            Thread.yield();
        }
    }
}
