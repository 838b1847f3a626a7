package io.roadrunner.listener;

import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.tls.TlsEnvironment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Loads keys and certificates again: when it is asked to, and when their files change. The reaper
/// gives the time; the files are looked at on a virtual thread, because a file system may take its
/// own. A change counts once two looks have seen the same, so that files which are just being
/// written are left alone. Any thread.
final class TlsRenewal {
    private static final long INTERVAL = 1_000_000_000L;

    private final TlsEnvironment environment;
    private final ListenerReporter reporter;
    private final boolean watched;
    private final AtomicBoolean looking = new AtomicBoolean();

    /// When to look next; of the reaper.
    private long nextNanos;

    /// What was seen at the last look; of the thread that looks.
    private List<String> seen;

    /// What was refused; of the thread that looks.
    private List<String> refused = List.of();

    private TlsRenewal(
            TlsEnvironment environment, boolean watched, ListenerReporter reporter, long nowNanos) {
        this.environment = environment;
        this.watched = watched;
        this.reporter = reporter;
        this.nextNanos = nowNanos + INTERVAL;
        this.seen = environment.loadedStamps();
    }

    /// Loads everything for the first time.
    ///
    /// @return null for a plain port
    /// @throws InvalidTlsException when something cannot be used
    static @Nullable TlsRenewal of(
            ListenerOptions options, ListenerReporter reporter, long nowNanos)
            throws InvalidTlsException {
        TlsOptions tls = options.tls();
        if (tls == null) {
            return null;
        }
        TlsEnvironment environment =
                new TlsEnvironment(tls, ProtocolSelector.applicationProtocols(options));
        return new TlsRenewal(environment, tls.watched(), reporter, nowNanos);
    }

    TlsEnvironment environment() {
        return environment;
    }

    void tick(long nowNanos) {
        if (watched && nowNanos - nextNanos >= 0 && looking.compareAndSet(false, true)) {
            nextNanos = nowNanos + INTERVAL;
            Thread.ofVirtual().name("roadrunner/tls-files").start(this::look);
        }
    }

    private void look() {
        try {
            List<String> before = seen;
            seen = environment.stamps();
            boolean settled = seen.equals(before) && !seen.equals(refused);
            if (settled && !seen.equals(environment.loadedStamps())) {
                reload();
            }
        } catch (InvalidTlsException e) {
            refused = seen;
            reporter.tlsReloadFailed(e);
        } finally {
            looking.set(false);
        }
    }

    /// Reads all files again, for handshakes that begin from now on.
    ///
    /// @return the number of what is valid now
    /// @throws InvalidTlsException when something cannot be used: the old stays
    long reload() throws InvalidTlsException {
        long generation = environment.reload();
        reporter.tlsReloaded(generation);
        return generation;
    }
}
