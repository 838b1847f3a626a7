package io.roadrunner.middleware;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The queue of an access log and the one thread that empties it. Any thread may offer; the owner
/// closes it.
final class AccessLogWriter implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(AccessLog.class.getName());
    private static final Object END = new Object();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BlockingQueue<Object> queue;
    private final AccessLogOptions options;
    private final Target target;
    private final AccessLogLine lines = new AccessLogLine();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    /// Written by the thread only: a report is due when the count has doubled.
    private long reported;

    /// Where lines go. Used by the writer's thread.
    interface Target {
        /// Takes a line without its end.
        ///
        /// @throws IOException when it cannot be written
        void write(String line) throws IOException;

        /// Nothing more waits: what was written should be seen.
        ///
        /// @throws IOException when it cannot be written
        default void flush() throws IOException {}
    }

    private AccessLogWriter(AccessLogOptions options, Target target) {
        this.options = options;
        this.target = target;
        this.queue = new ArrayBlockingQueue<>(options.capacity());
        this.thread =
                Thread.ofPlatform().daemon().name("roadrunner/access-log").unstarted(this::run);
    }

    /// A writer whose thread runs.
    static AccessLogWriter start(AccessLogOptions options, Target target) {
        AccessLogWriter writer = new AccessLogWriter(options, target);
        writer.thread.start();
        return writer;
    }

    /// Has an entry written, or drops it when too many wait. Never blocks.
    void offer(AccessLogEntry entry) {
        if (closed || !queue.offer(entry)) {
            dropped.increment();
        }
    }

    /// How many lines were lost.
    long dropped() {
        return dropped.sum();
    }

    private void run() {
        try {
            Object next = queue.take();
            while (!END.equals(next)) {
                write((AccessLogEntry) next);
                next = queue.poll();
                if (next == null) {
                    flush();
                    next = queue.take();
                }
            }
            flush();
        } catch (InterruptedException e) {
            LOGGER.log(Level.WARNING, "the access log was interrupted and ends");
        } finally {
            closed = true;
            report(1);
        }
    }

    /// A target that fails, of whatever kind, loses this line and not the log.
    private void write(AccessLogEntry entry) {
        try {
            target.write(lines.of(entry, options.format()));
        } catch (IOException | RuntimeException e) {
            dropped.increment();
        }
        report(Math.max(1, reported));
    }

    private void flush() {
        try {
            target.flush();
        } catch (IOException | RuntimeException e) {
            dropped.increment();
        }
        report(Math.max(1, reported));
    }

    private void report(long atLeast) {
        long lost = dropped.sum();
        if (lost - reported >= atLeast) {
            reported = lost;
            LOGGER.log(Level.WARNING, "the access log has dropped {0} lines so far", lost);
        }
    }

    /// Writes what waits and ends the thread; gives up on a target that blocks for 5 s.
    @Override
    public void close() {
        closed = true;
        try {
            if (queue.offer(END, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
