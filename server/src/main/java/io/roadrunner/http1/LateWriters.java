package io.roadrunner.http1;

import java.util.concurrent.Semaphore;

/// Threads of the system that let lent bytes leave when no virtual thread gets to it, because
/// handlers that compute occupy all carriers ([Lending]). Those of a listener, few at a time. Any
/// thread.
final class LateWriters {
    private static final int MOST = 4;

    private final Semaphore free = new Semaphore(MOST);

    /// Starts one, unless there are as many as there may be: the reaper comes again.
    ///
    /// @param flush may block, at most until the peer is given up
    void start(Runnable flush) {
        if (!free.tryAcquire()) {
            return;
        }
        boolean started = false;
        try {
            Thread.ofPlatform().daemon().name("roadrunner/h1/late-writer").start(() -> run(flush));
            started = true;
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    private void run(Runnable flush) {
        try {
            flush.run();
        } finally {
            free.release();
        }
    }
}
