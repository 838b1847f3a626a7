package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.WireTimeoutException;
import io.roadrunner.testkit.socket.SocketInput;
import io.roadrunner.testkit.socket.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The frames that a [Http2Wire] has read and that nothing has taken yet, at most [#MAX_WAITING] of
/// them. Owned by the wire, used by one thread at a time.
final class Inbox {
    private static final int MAX_WAITING = 100_000;

    private final SocketInput input;
    private final FrameReader reader;
    private final Transcript transcript;
    private final Consumer<Frame> answer;
    private final List<Frame> waiting = new ArrayList<>();

    /// @param answer told of every frame as soon as it is read
    Inbox(SocketInput input, FrameReader reader, Transcript transcript, Consumer<Frame> answer) {
        this.input = input;
        this.reader = reader;
        this.transcript = transcript;
        this.answer = answer;
    }

    List<Frame> waiting() {
        return List.copyOf(waiting);
    }

    /// Takes the first frame that is wanted and leaves the others. A GOAWAY with an error that
    /// comes instead is a failure at once.
    Frame await(String what, Predicate<Frame> wanted, Duration timeout) {
        for (Iterator<Frame> all = waiting.iterator(); all.hasNext(); ) {
            Frame frame = all.next();
            if (wanted.test(frame)) {
                all.remove();
                return frame;
            }
        }
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            Frame frame = read(deadlineNanos);
            if (frame == null) {
                throw missing(what, timeout);
            }
            if (wanted.test(frame)) {
                return frame;
            }
            keep(frame);
            if (frame instanceof Frame.GoAway goAway && goAway.code() != ErrorCode.NO_ERROR) {
                throw new AssertionError(
                        "expected %s and received %s%n%s".formatted(what, goAway, transcript));
            }
        }
    }

    /// Reads until the peer ends the connection and keeps what it sends before.
    Wire.End awaitEnd(Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        Frame frame = read(deadlineNanos);
        while (frame != null) {
            keep(frame);
            frame = read(deadlineNanos);
        }
        Wire.End end = input.end();
        if (end == null) {
            throw missing("the end of the connection", timeout);
        }
        return end;
    }

    private @Nullable Frame read(long deadlineNanos) {
        Frame frame = reader.next(deadlineNanos);
        if (frame != null) {
            answer.accept(frame);
        }
        return frame;
    }

    private void keep(Frame frame) {
        if (waiting.size() == MAX_WAITING) {
            throw new AssertionError(MAX_WAITING + " frames that nothing asks for\n" + transcript);
        }
        waiting.add(frame);
    }

    private WireException missing(String what, Duration timeout) {
        Wire.End end = input.end();
        if (end == null) {
            return new WireTimeoutException(
                    "waited %d ms for %s%n%s".formatted(timeout.toMillis(), what, transcript));
        }
        return new ConnectionEndedException(
                "the connection ended (%s) before %s%n%s".formatted(end, what, transcript),
                end,
                null);
    }
}
