package io.roadrunner.listener;

import io.roadrunner.connection.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Keeps a listener accepting: runs its acceptors, and when one dies by itself binds the same
/// address anew, after a pause that grows. Gives up when that happens too often. Owned by its
/// [ListenerCore]; the acceptors' threads come in here when they end.
final class Supervisor {
    private static final int RESTARTS = 5;
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final long FIRST_PAUSE_NANOS = 50_000_000L;

    private final String name;
    private final int acceptorCount;
    private final Clock clock;
    private final ListenerReporter reporter;
    private final Binding binding;
    private final RestartIntensity intensity = new RestartIntensity(RESTARTS, PERIOD_NANOS);
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
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
    synchronized ListenSocket start() throws IOException {
        ListenSocket bound = binding.bind();
        boolean started = false;
        try {
            List<Acceptor> made = new ArrayList<>();
            for (int i = 0; i < acceptorCount; i++) {
                made.add(binding.acceptor(bound));
            }
            socket = bound;
            acceptors.clear();
            acceptors.addAll(made);
            made.forEach(acceptor -> startThread(acceptor, bound));
            started = true;
            return bound;
        } finally {
            if (!started) {
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
            restart(bound, lost);
        }
    }

    /// Binds anew unless another acceptor of the same socket has done it or nobody wants it.
    private synchronized void restart(ListenSocket lost, Throwable cause) {
        if (stopping || !lost.equals(socket)) {
            return;
        }
        closeQuietly(lost);
        acceptors.forEach(Acceptor::stop);
        Throwable last = cause;
        long pause = FIRST_PAUSE_NANOS;
        while (!stopping && intensity.allows(clock.nanoTime())) {
            try {
                start();
                reporter.restarted(intensity.recent(), last);
                return;
            } catch (IOException e) {
                last = e;
            }
            LockSupport.parkNanos(this, pause);
            pause *= 2;
        }
        if (!stopping) {
            failure = last;
            reporter.failed(intensity.recent(), last);
        }
    }

    /// Why the listener was given up, or null while it was not.
    @Nullable Throwable failure() {
        return failure;
    }

    /// The socket that is accepted from.
    synchronized @Nullable ListenSocket socket() {
        return socket;
    }

    /// Takes what the kernel has completed, then closes the socket. Returns when no acceptor runs
    /// any more.
    void stop() {
        List<Thread> running;
        synchronized (this) {
            stopping = true;
            acceptors.forEach(Acceptor::stop);
            running = List.copyOf(threads);
        }
        running.forEach(Supervisor::join);
        ListenSocket bound = socket();
        if (bound != null) {
            closeQuietly(bound);
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
