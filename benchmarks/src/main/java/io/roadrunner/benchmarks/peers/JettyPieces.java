package io.roadrunner.benchmarks.peers;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/// Writes a response piece by piece, each when the one before has left. One for each response; one
/// thread at a time.
final class JettyPieces extends IteratingNestedCallback {
    private final Response response;
    private final int count;
    private final IntFunction<ByteBuffer> pieces;
    private int next;

    /// @param callback told when all is written
    /// @param count how many pieces there are
    /// @param pieces makes one
    JettyPieces(Response response, Callback callback, int count, IntFunction<ByteBuffer> pieces) {
        super(callback);
        this.response = response;
        this.count = count;
        this.pieces = pieces;
    }

    @Override
    protected Action process() {
        if (next > count) {
            return Action.SUCCEEDED;
        }
        boolean last = next == count;
        // That there is no more is told by itself: whoever streams does not know before.
        response.write(last, last ? ByteBuffer.allocate(0) : pieces.apply(next), this);
        next++;
        return Action.SCHEDULED;
    }
}
