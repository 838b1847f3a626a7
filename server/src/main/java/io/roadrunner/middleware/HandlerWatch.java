package io.roadrunner.middleware;

/// Interrupts the thread of a handler once, but never while it reads from the connection or when
/// the handler has returned. The handler's thread and the timer's use it.
final class HandlerWatch {
    private final Thread thread;
    private boolean reading;
    private boolean interrupted;
    private boolean expired;
    private boolean ended;

    /// @param thread the one of the handler
    HandlerWatch(Thread thread) {
        this.thread = thread;
    }

    /// The time is over.
    synchronized void expire() {
        if (ended) {
            return;
        }
        expired = true;
        if (!reading) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /// The handler's thread is about to read from the connection, and must not have been
    /// interrupted.
    ///
    /// @return false when the time is over
    synchronized boolean enterRead() {
        if (expired && !ended) {
            return false;
        }
        reading = true;
        return true;
    }

    /// The handler's thread has read.
    synchronized void leaveRead() {
        reading = false;
    }

    /// The handler has returned; the interrupt, if there was one, does not outlive it. Called again
    /// it returns the same.
    ///
    /// @return whether the time was over before
    synchronized boolean end() {
        if (!ended) {
            ended = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
        return expired;
    }
}
