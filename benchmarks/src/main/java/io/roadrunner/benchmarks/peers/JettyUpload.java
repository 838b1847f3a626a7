package io.roadrunner.benchmarks.peers;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/// Counts the octets of a request while they arrive, then answers with their number. One for each
/// request; Jetty calls it again when there is more.
final class JettyUpload implements Invocable.Task {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private long octets;

    JettyUpload(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            octets += chunk.remaining();
            last = chunk.isLast();
            chunk.release();
        }
        JettyRoutes.text(response, Long.toString(octets), callback);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
