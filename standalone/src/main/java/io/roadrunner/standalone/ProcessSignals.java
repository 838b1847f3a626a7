package io.roadrunner.standalone;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/// SIGTERM and SIGINT of this process: the first one asks it to stop, the second one ends it at
/// once. SIGHUP asks for a reload. Any thread.
///
/// By `sun.misc.Signal` of the supported module `jdk.unsupported`, because a shutdown hook can do
/// neither: the JVM ignores further signals while hooks run, and has chosen the exit code before.
final class ProcessSignals {
    private final Screen screen;
    private final Runnable onStop;
    private final List<Runnable> beforeHalt;
    private final AtomicBoolean received = new AtomicBoolean();

    private ProcessSignals(Screen screen, Runnable onStop, List<Runnable> beforeHalt) {
        this.screen = screen;
        this.onStop = onStop;
        this.beforeHalt = beforeHalt;
    }

    /// Takes the signals over for the rest of the process.
    ///
    /// @param onStop what the first SIGTERM or SIGINT does; returns at once
    /// @param onReload what SIGHUP does; returns at once
    /// @param beforeHalt what is cleaned up before a second signal ends the process
    static void install(
            Screen screen, Runnable onStop, Runnable onReload, List<Runnable> beforeHalt) {
        ProcessSignals signals = new ProcessSignals(screen, onStop, beforeHalt);
        try {
            Signal.handle(new Signal("HUP"), _ -> onReload.run());
        } catch (IllegalArgumentException _) {
            // Windows has none.
        }
        Signal.handle(new Signal("TERM"), signals::receive);
        Signal.handle(new Signal("INT"), signals::receive);
    }

    private void receive(Signal signal) {
        if (received.compareAndSet(false, true)) {
            onStop.run();
        } else {
            screen.status("");
            screen.complain("second signal (SIG" + signal.getName() + "): stopped at once");
            try {
                beforeHalt.forEach(Runnable::run);
            } finally {
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        }
    }
}
