package io.roadrunner.middleware;

import io.roadrunner.http.FormException;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.TooManyParametersException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Logs one line for each request when its answer is complete or has failed. Make it the first
/// middleware of a listener: it sees what is inside of it. Shared by all requests; whoever made it
/// closes it after the listener.
///
/// It is a middleware and not a subscriber of telemetry because only the request has the fields
/// that a line shows. Requests hand their entry to a bounded queue; one thread of its own makes
/// lines of them and writes. When the queue is full because the target is slow, entries are dropped
/// and counted, and a warning tells how many: a slow disk does not slow down the server. Files are
/// rotated by the platform.
///
/// The status is the one that was answered; when it could not be sent, and the server sent a 500
/// instead, the line still has it. A refused upgrade has two lines.
public final class AccessLog implements Middleware, AutoCloseable {
    private static final int INTERNAL_ERROR = 500;

    private final AccessLogOptions options;
    private final AccessLogWriter writer;

    private AccessLog(AccessLogOptions options, AccessLogWriter.Target target) {
        this.options = options;
        this.writer = AccessLogWriter.start(options, target);
    }

    /// Logs to the logger `io.roadrunner.access` of the platform, in the combined format.
    public static AccessLog standard() {
        return to(System.getLogger("io.roadrunner.access"), AccessLogOptions.standard());
    }

    /// Logs to a stream as UTF-8, which is flushed whenever nothing more waits, and not closed.
    public static AccessLog to(OutputStream stream, AccessLogOptions options) {
        Writer text = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        return new AccessLog(
                options,
                new AccessLogWriter.Target() {
                    @Override
                    public void write(String line) throws IOException {
                        text.append(line).append('\n');
                    }

                    @Override
                    public void flush() throws IOException {
                        text.flush();
                    }
                });
    }

    /// Logs to a logger of the platform with the level `INFO`.
    public static AccessLog to(Logger logger, AccessLogOptions options) {
        return to((String line) -> logger.log(Level.INFO, () -> line), options);
    }

    /// Hands each line, without its end, to a consumer, in one thread.
    public static AccessLog to(Consumer<String> lines, AccessLogOptions options) {
        return new AccessLog(options, lines::accept);
    }

    /// How many lines were dropped because too many waited, or because the target failed.
    public long dropped() {
        return writer.dropped();
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        AccessLogRecord record = new AccessLogRecord(request, writer::offer);
        Response response;
        try {
            response = next.handle(request);
        } catch (Throwable failure) {
            request.closeAfterwards(record.answered(statusOf(failure), 0));
            throw failure;
        }
        return record.watch(request, response);
    }

    /// What the server answers when this is thrown.
    private static int statusOf(Throwable failure) {
        return switch (failure) {
            case RejectedException refused -> refused.rejection().status();
            case FormException malformed -> malformed.reason().status();
            case TooManyParametersException _ -> 400;
            case PeerGoneException _ -> 0;
            default -> INTERNAL_ERROR;
        };
    }

    /// Writes what waits and ends the thread. Entries that come later are dropped.
    @Override
    public void close() {
        writer.close();
    }

    @Override
    public String toString() {
        return "AccessLog[" + options + "]";
    }
}
