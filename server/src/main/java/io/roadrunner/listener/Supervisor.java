package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a listener accepting: runs its acceptors, and when one dies by itself binds the same
/// address anew, after a pause that grows. Gives up when that happens too often. Owned by its
/// [ListenerCore]; the acceptors' threads come in here when they end.
final class Supervisor {
    private static final int RESTARTS = 5;
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final String name;
    private final int acceptorCount;
    private final Clock clock;
    private final ListenerReporter reporter;
    private final Binding binding;
    private final RestartIntensity intensity = new RestartIntensity(RESTARTS, PERIOD_NANOS);
    private final List<Thread> threads = new ArrayList<>();
    private List<Acceptor> acceptors = List.of();
    private @Nullable ListenSocket socket;
    private boolean stopping;
    private volatile @Nullable Throwable failure;

    /// Binds and makes acceptors.
    interface Binding {
        /// Binds the address of the listener.
        ListenSocket bind() throws IOException;

        /// An acceptor of the socket.
        Acceptor acceptor(ListenSocket socket) throws IOException;
    }

    Supervisor(String name, int acceptorCount, ListenerReporter reporter, Binding binding) {
        this.name = name;
        this.acceptorCount = acceptorCount;
        this.clock = reporter.clock();
        this.reporter = reporter;
        this.binding = binding;
    }

    /// Binds and starts to accept.
    ///
    /// @throws IOException when the address cannot be had; nothing is left behind
    synchronized void start() throws IOException {
        ListenSocket bound = binding.bind();
        List<Acceptor> made = new ArrayList<>();
        boolean started = false;
        try {
            for (int i = 0; i < acceptorCount; i++) {
                made.add(binding.acceptor(bound));
            }
            socket = bound;
            acceptors = List.copyOf(made);
            made.forEach(acceptor -> startThread(acceptor, bound));
            started = true;
        } finally {
            if (!started) {
                made.forEach(Acceptor::abandon);
                bound.close();
            }
        }
    }

    private void startThread(Acceptor acceptor, ListenSocket bound) {
        Thread thread =
                Thread.ofPlatform()
                        .name("roadrunner/" + name + "/acceptor")
                        .unstarted(() -> accept(acceptor, bound));
        threads.removeIf(ended -> !ended.isAlive());
        threads.add(thread);
        thread.start();
    }

    private void accept(Acceptor acceptor, ListenSocket bound) {
        try {
            acceptor.run();
        } catch (Throwable lost) {
            if (giveUp(bound)) {
                restart(lost);
            }
        }
    }

    /// Ends what is left of a lost socket.
    ///
    /// @return false when another acceptor has done so, or the listener stops anyway
    private synchronized boolean giveUp(ListenSocket lost) {
        if (stopping || !lost.equals(socket)) {
            return false;
        }
        socket = null;
        closeQuietly(lost);
        acceptors.forEach(Acceptor::stop);
        return true;
    }

    /// Binds anew, with pauses that grow.
    private void restart(Throwable cause) {
        // The address is free when no selector holds the lost socket any more.
        siblings().forEach(Supervisor::join);
        Throwable last = cause;
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (mayRestart()) {
            try {
                if (startUnlessStopping()) {
                    reporter.restarted(recentRestarts(), last);
                }
                return;
            } catch (IOException e) {
                last = e;
            }
            pause(pauseMillis);
            pauseMillis *= 2;
        }
        if (!isStopping()) {
            failure = last;
            reporter.failed(recentRestarts(), last);
        }
    }

    private synchronized List<Thread> siblings() {
        return List.copyOf(threads);
    }

    private synchronized boolean mayRestart() {
        return !stopping && intensity.allows(clock.nanoTime());
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized int recentRestarts() {
        return intensity.recent();
    }

    private synchronized boolean startUnlessStopping() throws IOException {
        if (!stopping) {
            start();
        }
        return !stopping;
    }

    /// Waits, but no longer than until somebody wants the listener to stop.
    private synchronized void pause(long millis) {
        long end = clock.nanoTime() + millis * NANOS_PER_MILLI;
        try {
            while (!stopping && end - clock.nanoTime() > 0) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Why the listener was given up, or null while it was not.
    @Nullable Throwable failure() {
        return failure;
    }

    /// Takes what the kernel has completed, then closes the socket. Returns when no acceptor runs
    /// any more.
    void stop() {
        List<Thread> running;
        synchronized (this) {
            stopping = true;
            notifyAll();
            acceptors.forEach(Acceptor::stop);
            running = List.copyOf(threads);
        }
        running.forEach(Supervisor::join);
        synchronized (this) {
            if (socket != null) {
                acceptLast();
                closeQuietly(socket);
                socket = null;
            }
        }
    }

    /// So that no client is dropped unheard. No selector holds the socket any more, so that closing
    /// it takes effect at once.
    private void acceptLast() {
        try {
            acceptors.getFirst().acceptLast();
        } catch (IOException e) {
            // The socket was lost: there is nothing to take.
            return;
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive() && !thread.equals(Thread.currentThread())) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(ListenSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The descriptor is released all the same; the address can be bound again.
            return;
        }
    }
}
