package io.roadrunner.standalone;

import io.roadrunner.standalone.config.InvalidConfigException;
import io.roadrunner.standalone.process.Systemd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reloads a server when it is asked to and, if told to watch, when its files have changed. One
/// thread of its own, so that an application that is slow to start does not keep the process from
/// stopping.
final class ReloadLoop {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofDays(1);

    /// Who asks while so many wait is refused; one reload answers all of them.
    private static final int MOST_WAITING = 64;

    private final Screen screen;
    private final Server server;
    private final Systemd systemd;
    private final boolean watching;
    private final Queue<CompletableFuture<Long>> waiting = new ConcurrentLinkedQueue<>();
    private final FileWatch watch = new FileWatch();
    private final Semaphore requests = new Semaphore(0);
    private volatile boolean stopped;

    private ReloadLoop(Screen screen, Server server, Systemd systemd, boolean watching) {
        this.screen = screen;
        this.server = server;
        this.systemd = systemd;
        this.watching = watching;
    }

    /// Starts the thread.
    ///
    /// @param systemd is told of reloads
    /// @param watching whether changed files are reason enough
    static ReloadLoop start(Screen screen, Server server, Systemd systemd, boolean watching) {
        ReloadLoop loop = new ReloadLoop(screen, server, systemd, watching);
        loop.watch.accept(server.files());
        Thread.ofPlatform().daemon().name("roadrunner-reload").start(loop::run);
        return loop;
    }

    /// Asks for a reload; several requests may end in one. Any thread.
    void request() {
        requests.release();
    }

    /// Asks for a reload, likewise. Any thread.
    ///
    /// @return the number of the configuration that serves then, or why it is refused: a
    ///   [CommandFailure]
    CompletableFuture<Long> ask() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        if (waiting.size() >= MOST_WAITING) {
            answer.completeExceptionally(CommandFailure.failed("too many reloads wait already"));
            return answer;
        }
        waiting.add(answer);
        requests.release();
        if (stopped) {
            refuseWaiting();
        }
        return answer;
    }

    /// Lets the thread end, and whoever waits knows; a reload that runs is not waited for. Any
    /// thread.
    void stop() {
        stopped = true;
        requests.release();
        refuseWaiting();
    }

    private void refuseWaiting() {
        takeWaiting().forEach(answer -> answer.completeExceptionally(stops()));
    }

    private List<CompletableFuture<Long>> takeWaiting() {
        List<CompletableFuture<Long>> taken = new ArrayList<>();
        CompletableFuture<Long> next = waiting.poll();
        while (next != null) {
            taken.add(next);
            next = waiting.poll();
        }
        return taken;
    }

    /// Why nothing can be reloaded any more.
    static CommandFailure stops() {
        return CommandFailure.failed("the server stops");
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
        List<CompletableFuture<Long>> asked = takeWaiting();
        systemd.reloading();
        try {
            long generation = server.apply(watch::know);
            server.configuration().notes().forEach(note -> screen.complain("roadrunner: " + note));
            screen.print("reloaded: generation " + generation);
            server.drained().forEach(name -> screen.print("  " + name + " stays drained"));
            asked.forEach(answer -> answer.complete(generation));
        } catch (InvalidConfigException e) {
            watch.expect(e.missing());
            refused(":\n" + Refusal.indented(e), asked);
        } catch (CommandFailure e) {
            refused(": " + e.getMessage(), asked);
        } catch (RuntimeException | Error e) {
            // A middleware of an application, for example; the loop goes on for the next attempt.
            refused(": " + e, asked);
        } finally {
            if (!stopped) {
                systemd.ready("serving, generation " + server.generation());
            }
        }
    }

    private void refused(String why, List<CompletableFuture<Long>> asked) {
        String text = "reload refused, nothing has changed" + why;
        asked.forEach(answer -> answer.completeExceptionally(CommandFailure.failed(text)));
        if (!stopped) {
            screen.complain("roadrunner: " + text);
        }
    }
}
