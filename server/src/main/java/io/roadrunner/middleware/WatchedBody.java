package io.roadrunner.middleware;

import io.roadrunner.http.Headers;
import io.roadrunner.http.RequestBody;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/// A body whose reads are not interrupted by a [Timeout]: they fail before or after instead, and
/// what has come stays with the connection. Belongs to the thread of the request.
final class WatchedBody implements RequestBody {
    private final RequestBody body;
    private final HandlerWatch watch;

    /// @param body the content
    /// @param watch of the handler that reads it
    WatchedBody(RequestBody body, HandlerWatch watch) {
        this.body = body;
        this.watch = watch;
    }

    @Override
    public boolean isPresent() {
        return body.isPresent();
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public long announced() {
        return body.announced();
    }

    @Override
    public long limit() {
        return body.limit();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        enter();
        try {
            return body.read(target);
        } finally {
            watch.leaveRead();
        }
    }

    @Override
    public byte[] readChunk() throws IOException {
        enter();
        try {
            return body.readChunk();
        } finally {
            watch.leaveRead();
        }
    }

    @Override
    public Headers trailers() {
        return body.trailers();
    }

    private void enter() throws IOException {
        if (!watch.enterRead()) {
            throw new InterruptedIOException("the time of the handler is over");
        }
    }
}
