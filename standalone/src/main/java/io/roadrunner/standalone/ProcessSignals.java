package io.roadrunner.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/// SIGTERM and SIGINT of this process: the first one is waited for, the second one ends the process
/// at once. SIGHUP asks for a reload. Any thread.
///
/// By `sun.misc.Signal` of the supported module `jdk.unsupported`, because a shutdown hook can do
/// neither: the JVM ignores further signals while hooks run, and has chosen the exit code before.
final class ProcessSignals {
    private final Screen screen;
    private final Runnable beforeHalt;
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicBoolean received = new AtomicBoolean();

    private ProcessSignals(Screen screen, Runnable beforeHalt) {
        this.screen = screen;
        this.beforeHalt = beforeHalt;
    }

    /// Takes the signals over for the rest of the process.
    ///
    /// @param onReload what SIGHUP does; returns at once
    /// @param beforeHalt what is cleaned up before a second signal ends the process
    static ProcessSignals install(Screen screen, Runnable onReload, Runnable beforeHalt) {
        ProcessSignals signals = new ProcessSignals(screen, beforeHalt);
        try {
            Signal.handle(new Signal("HUP"), _ -> onReload.run());
        } catch (IllegalArgumentException _) {
            // Windows has none.
        }
        Signal.handle(new Signal("TERM"), signals::receive);
        Signal.handle(new Signal("INT"), signals::receive);
        return signals;
    }

    private void receive(Signal signal) {
        if (received.compareAndSet(false, true)) {
            first.countDown();
        } else {
            screen.status("");
            screen.complain("second signal (SIG" + signal.getName() + "): stopped at once");
            try {
                beforeHalt.run();
            } finally {
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        }
    }

    /// Waits for the first signal.
    ///
    /// @return whether it has come
    boolean await(Duration time) throws InterruptedException {
        return first.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
