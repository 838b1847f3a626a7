package io.roadrunner.standalone;

import io.roadrunner.rpc.ServerControl;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a running server is told from outside, by signals and over the control port: to reload, and
/// to stop. It stops once, however often it is told. Any thread.
///
/// ```text
/// SERVING --stop--> STOPPING --drained--> ended
///   | ^                | reload: refused
///   +-+ reload         | stop: as before
///                      | drain of a listener: joins
/// ```
final class ServerLife implements ServerControl {
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable ReloadLoop reloads;
    private volatile boolean called;

    /// Reloads from now on.
    void serve(ReloadLoop loop) {
        reloads = loop;
    }

    /// Over the control port.
    @Override
    public long reload() throws Exception {
        ReloadLoop loop = reloads;
        if (loop == null || stop.getCount() == 0) {
            throw ReloadLoop.stops();
        }
        try {
            return loop.ask().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /// Over the control port.
    @Override
    public void stop() {
        called = true;
        stop.countDown();
    }

    /// By a signal.
    void stopBySignal() {
        stop.countDown();
    }

    /// Whether a caller has stopped it, who may be watching.
    boolean isCalledToStop() {
        return called;
    }

    /// Waits for the end.
    ///
    /// @return whether it was told to stop
    boolean awaitStop(Duration time) throws InterruptedException {
        return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
