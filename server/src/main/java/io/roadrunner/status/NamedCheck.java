package io.roadrunner.status;

import io.roadrunner.status.StatusRule.Verdict;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A check that was registered: its runs, and whether it failed when it was last looked at, so that
/// the log has a line when that changes and not for each probe. Any thread.
final class NamedCheck {
    private static final System.Logger LOGGER = System.getLogger(NamedCheck.class.getName());

    private final String title;
    private final SharedRun<@Nullable Status> runs;
    private final AtomicBoolean failing = new AtomicBoolean();

    /// @param title what the log calls it
    NamedCheck(String title, SharedRun<@Nullable Status> runs) {
        this.title = title;
        this.runs = runs;
    }

    SharedRun.Run<@Nullable Status> begin() {
        return runs.begin();
    }

    void interrupt() {
        runs.interrupt();
    }

    /// Notes what came of it.
    void note(Verdict verdict) {
        boolean fails = !verdict.healthy();
        boolean changed = failing.compareAndSet(!fails, fails);
        if (!changed) {
            return;
        }
        if (fails) {
            warn(title + " fails: " + verdict.entry().errorMessage(), verdict.cause());
        } else {
            LOGGER.log(Level.INFO, "{0} is well again", title);
        }
    }

    /// An error that throws when it is printed is not printed.
    private static void warn(String text, @Nullable Throwable cause) {
        try {
            LOGGER.log(Level.WARNING, text, cause);
        } catch (RuntimeException | Error _) {
            LOGGER.log(Level.WARNING, text);
        }
    }
}
