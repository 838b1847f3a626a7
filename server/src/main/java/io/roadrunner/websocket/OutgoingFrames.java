package io.roadrunner.websocket;

import io.roadrunner.bytes.ByteOutput;
import org.jspecify.annotations.Nullable;

/// The frames of a session that wait to leave, as the bytes that they are. Guarded by the lock of
/// the [SessionOutput] that owns it.
final class OutgoingFrames {
    private static final int FIRST_CAPACITY = 256;

    /// Holds a ping.
    private static final int IDLE_CAPACITY = 16;

    /// A message above this is not gathered with others.
    private static final int LARGE = 32 * 1024;

    /// What is kept between two writes.
    private static final int LARGEST_KEPT = 2 * LARGE;

    private ByteOutput pending = new ByteOutput(FIRST_CAPACITY);
    private @Nullable ByteOutput spare;
    private int leaving;
    private long messages;
    private long octets;

    /// How many octets wait to be handed over.
    int size() {
        return pending.size();
    }

    /// How many octets there are that have not left, those with them that were handed over.
    int held() {
        return pending.size() + leaving;
    }

    /// Appends a data message as it is.
    void message(Opcode opcode, byte[] payload) {
        int start = beginMessage(payload.length);
        FrameEncoder.frame(pending, opcode, payload);
        octets += pending.size() - start;
    }

    /// Appends a data message that has been compressed.
    void compressed(Opcode opcode, ByteOutput payload) {
        int start = beginMessage(payload.size());
        FrameEncoder.head(pending, opcode, true, payload.size());
        pending.put(payload.toByteBuffer());
        octets += pending.size() - start;
    }

    private int beginMessage(int length) {
        messages++;
        if (pending.size() == 0 && length > LARGE) {
            // What is as large as this leaves alone: no growth by doubling.
            pending = new ByteOutput(length + FIRST_CAPACITY);
        }
        return pending.size();
    }

    /// Appends a frame as it is.
    void control(Opcode opcode, byte[] payload) {
        FrameEncoder.frame(pending, opcode, payload);
    }

    /// Appends the close frame.
    void close(int code, String reason) {
        FrameEncoder.close(pending, code, reason);
    }

    /// Forgets what waits.
    void drop() {
        pending = new ByteOutput(FIRST_CAPACITY);
    }

    /// Hands over what waits.
    ByteOutput take() {
        ByteOutput batch = pending;
        leaving = batch.size();
        ByteOutput kept = spare;
        spare = null;
        pending = kept == null ? new ByteOutput(FIRST_CAPACITY) : kept;
        return batch;
    }

    /// Takes back what was handed over and has left.
    void recycle(ByteOutput batch) {
        leaving = 0;
        if (batch.capacity() <= LARGEST_KEPT) {
            batch.clear();
            spare = batch;
        }
    }

    /// Gives back what an idle session does not need.
    void hibernate() {
        spare = null;
        if (pending.size() == 0 && pending.capacity() > IDLE_CAPACITY) {
            pending = new ByteOutput(IDLE_CAPACITY);
        }
    }

    /// How many data messages were appended so far.
    long messages() {
        return messages;
    }

    /// How many octets of frames those were.
    long octets() {
        return octets;
    }
}
