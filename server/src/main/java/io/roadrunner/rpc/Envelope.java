package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a frame of a call or of its answer has in it: which call, of which method, and the bytes of
/// argument, result or error. Immutable.
///
/// @param flags codec, and whether it is an error
/// @param sequence chosen by the caller, an unsigned word
/// @param method one character for each byte of the name, so that any name comes back as it came
/// @param body what follows the name; every caller gets a position of its own
record Envelope(int flags, int sequence, String method, ByteBuffer body) {
    /// Sequence and length of the name.
    static final int OPTIONS = 2;

    /// How long the name of a method may be, in bytes.
    static final int MAX_METHOD = 256;

    Envelope {
        body = body.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }

    /// @throws BadFrameException when the frame is none of a call
    static Envelope of(GoridgeFrame frame) throws BadFrameException {
        if (frame.options().size() != OPTIONS) {
            throw new BadFrameException("%d options, not 2".formatted(frame.options().size()));
        }
        int sequence = frame.options().getFirst();
        long length = Integer.toUnsignedLong(frame.options().getLast());
        ByteBuffer payload = frame.payload();
        if (length > payload.remaining()) {
            throw new BadFrameException(
                    "a name of %d bytes in a payload of %d".formatted(length, payload.remaining()),
                    sequence);
        }
        if (length > MAX_METHOD) {
            throw new BadFrameException(
                    "a name of %d bytes, more than %d".formatted(length, MAX_METHOD), sequence);
        }
        byte[] name = new byte[(int) length];
        payload.get(name);
        return new Envelope(
                frame.flags(),
                sequence,
                new String(name, StandardCharsets.ISO_8859_1),
                payload.slice());
    }

    /// The frame that carries it.
    GoridgeFrame frame() {
        byte[] name = method.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = body();
        ByteBuffer payload = ByteBuffer.allocate(name.length + bytes.remaining());
        payload.put(name).put(bytes).flip();
        return new GoridgeFrame(flags, 0, List.of(sequence, name.length), payload);
    }
}
