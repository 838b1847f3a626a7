package io.roadrunner.standalone;

import io.roadrunner.standalone.config.InvalidConfigException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reloads a server when it is asked to and, if told to watch, when its files have changed. One
/// thread of its own, so that an application that is slow to start does not keep the process from
/// stopping.
final class ReloadLoop {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofDays(1);

    private final Screen screen;
    private final Server server;
    private final boolean watching;
    private final FileWatch watch = new FileWatch();
    private final Semaphore requests = new Semaphore(0);
    private volatile boolean stopped;

    private ReloadLoop(Screen screen, Server server, boolean watching) {
        this.screen = screen;
        this.server = server;
        this.watching = watching;
    }

    /// Starts the thread.
    ///
    /// @param watching whether changed files are reason enough
    static ReloadLoop start(Screen screen, Server server, boolean watching) {
        ReloadLoop loop = new ReloadLoop(screen, server, watching);
        loop.watch.accept(server.files());
        Thread.ofPlatform().daemon().name("roadrunner-reload").start(loop::run);
        return loop;
    }

    /// Asks for a reload; several requests may end in one. Any thread.
    void request() {
        requests.release();
    }

    /// Lets the thread end; a reload that runs is not waited for. Any thread.
    void stop() {
        stopped = true;
        requests.release();
    }

    private void run() {
        try {
            while (awaitReason()) {
                reload();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when the loop has to end
    private boolean awaitReason() throws InterruptedException {
        long millis = (watching ? BETWEEN_LOOKS : LONG).toMillis();
        while (!stopped) {
            if (requests.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                requests.drainPermits();
                watch.accept(server.files());
                return !stopped;
            }
            if (watching && watch.hasSettledChange(server.files())) {
                return true;
            }
        }
        return false;
    }

    private void reload() {
        try {
            long generation = server.apply(watch::know);
            server.configuration().notes().forEach(note -> screen.complain("roadrunner: " + note));
            screen.print("reloaded: generation " + generation);
        } catch (InvalidConfigException e) {
            watch.expect(e.missing());
            refused(":\n" + Refusal.indented(e));
        } catch (CommandFailure e) {
            refused(": " + e.getMessage());
        } catch (RuntimeException | Error e) {
            // A middleware of an application, for example; the loop goes on for the next attempt.
            refused(": " + e);
        }
    }

    private void refused(String why) {
        if (!stopped) {
            screen.complain("roadrunner: reload refused, nothing has changed" + why);
        }
    }
}
