package io.roadrunner.standalone.log;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.middleware.AccessLogOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An access log as a configuration names it. Nothing is open until [AccessLogs] opens it, so that
/// a configuration that is only checked or is refused leaves nothing behind. Any thread.
///
/// ```
///   planned ──open──▶ open ──retire──▶ retired ──last request leaves──▶ closed
///                                         ▲                               │
///                                         ╰──a request that comes late────╯
/// ```
///
/// A request that had found its way here before the log was retired, and enters only afterwards,
/// has it opened again for its line: none is lost.
public final class NamedAccessLog implements Middleware {
    private static final System.Logger LOGGER = System.getLogger(NamedAccessLog.class.getName());

    private final @Nullable Path file;
    private final AccessLogOptions options;

    // All that follows is guarded by this object.
    private @Nullable AccessLogs owner;
    private @Nullable OpenAccessLog open;
    private int inside;
    private boolean retired;

    /// @param file what lines are appended to, absolute; null for the standard output
    /// @param options how they look
    public NamedAccessLog(@Nullable Path file, AccessLogOptions options) {
        this.file = file;
        this.options = options;
    }

    /// Where the lines go.
    @Nullable Path file() {
        return file;
    }

    AccessLogOptions options() {
        return options;
    }

    /// @throws IOException when its file cannot be opened; it is not open then
    synchronized void open(AccessLogs logs) throws IOException {
        open = logs.start(this);
        owner = logs;
    }

    /// Ends it as soon as no request is inside.
    synchronized void retire() {
        retired = true;
        closeIfUnused();
    }

    private void closeIfUnused() {
        OpenAccessLog last = open;
        AccessLogs logs = owner;
        if (retired && inside == 0 && last != null && logs != null) {
            open = null;
            logs.end(last);
        }
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        OpenAccessLog current = enter();
        if (current == null) {
            return next.handle(request);
        }
        // Given back in the opposite order: the line has been handed over when this runs.
        request.closeAfterwards(this::leave);
        return current.log().call(request, next);
    }

    /// Counts a request in.
    ///
    /// @return null when it comes so late that there is no log any more
    private synchronized @Nullable OpenAccessLog enter() {
        OpenAccessLog current = open;
        if (current == null) {
            current = reopened();
            open = current;
        }
        inside += current == null ? 0 : 1;
        return current;
    }

    private @Nullable OpenAccessLog reopened() {
        AccessLogs logs = owner;
        if (logs == null) {
            throw new IllegalStateException("the access log has not been opened");
        }
        try {
            return logs.start(this);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "a late request is not in the access log: " + e);
            return null;
        }
    }

    private synchronized void leave() {
        inside--;
        closeIfUnused();
    }
}
