package io.roadrunner.exchange;

import io.roadrunner.connection.Drain;
import io.roadrunner.http.DrainNotice;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the handler of an upgraded connection does at a drain: run once for each deadline, on a
/// thread of its own, because what an application does there may block or fail and must not keep
/// the drain from others. Any thread.
public final class DrainAction {
    private static final System.Logger LOGGER = System.getLogger(DrainAction.class.getName());

    private final String threadName;
    private @Nullable Consumer<DrainNotice> action;
    private @Nullable Drain drain;
    private @Nullable Instant told;

    /// @param threadName the name of the thread that serves the connection
    public DrainAction(String threadName) {
        this.threadName = threadName;
    }

    /// Sets what is to be done; at once when a drain is known.
    public synchronized void set(Consumer<DrainNotice> next) {
        action = next;
        tell();
    }

    /// Passes a drain on.
    public synchronized void drain(Drain next) {
        drain = next;
        tell();
    }

    private void tell() {
        Consumer<DrainNotice> current = action;
        if (current == null || drain == null || !drain.reachesHandlers()) {
            return;
        }
        Instant deadline = drain.deadline().instant();
        if (!deadline.equals(told)) {
            told = deadline;
            Thread.ofVirtual()
                    .name(threadName + "/drain")
                    .start(() -> run(current, new DrainNotice(deadline)));
        }
    }

    private void run(Consumer<DrainNotice> current, DrainNotice notice) {
        try {
            current.accept(notice);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "telling " + threadName + " of a drain failed", e);
        }
    }
}
