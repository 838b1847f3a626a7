package io.roadrunner.rpc;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One call that runs, on a virtual thread of its own. It is answered exactly once: by that thread,
/// or, when it takes too long, by another.
final class RpcCall {
    private static final System.Logger LOGGER = System.getLogger(RpcCall.class.getName());

    private final RpcConnection connection;
    private final Envelope envelope;
    private final RpcCodec codec;
    private final RpcMethod method;
    private final long deadline;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final Thread thread;

    /// @param deadline the moment of [System#nanoTime()] at which the caller is told that it took
    ///   too long
    RpcCall(
            RpcConnection connection,
            Envelope envelope,
            RpcCodec codec,
            RpcMethod method,
            long deadline) {
        this.connection = connection;
        this.envelope = envelope;
        this.codec = codec;
        this.method = method;
        this.deadline = deadline;
        this.thread =
                Thread.ofVirtual()
                        .name("roadrunner/rpc/call/" + method.type().name())
                        .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            Envelope answer = call();
            if (answered.compareAndSet(false, true)) {
                connection.answer(answer);
            }
        } finally {
            connection.ended(this);
        }
    }

    private Envelope call() {
        try {
            Message argument = codec.decode(method.type().argument(), envelope.body());
            ByteBuffer result = codec.encode(method.call(argument));
            if (result.remaining() > connection.maxPayload() - envelope.method().length()) {
                return error("a result of " + result.remaining() + " bytes is too long");
            }
            return new Envelope(codec.flag(), envelope.sequence(), envelope.method(), result);
        } catch (MalformedMessageException | RpcErrorException e) {
            return error(e.getMessage());
        } catch (InterruptedException e) {
            return error("interrupted");
        } catch (Exception | Error e) {
            LOGGER.log(Level.WARNING, "the method " + method.type().name() + " failed", e);
            return error(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private Envelope error(@Nullable String text) {
        return connection.error(envelope, String.valueOf(text));
    }

    /// Ends the call when its time is over. Never blocks.
    void check(long now) {
        if (now - deadline >= 0 && answered.compareAndSet(false, true)) {
            Thread.ofVirtual().start(() -> connection.answer(error("the call took too long")));
            interrupt();
        }
    }

    /// Has the method end soon, if it cares.
    void interrupt() {
        thread.interrupt();
    }
}
