package io.roadrunner.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// Binary messages of a client as they are on the wire, masked, one after the other in a circle.
/// They stand there twice, so that any run of them that is no longer than the circle is one piece
/// of memory. One thread.
final class FrameRing {
    /// Unlike octets tell an echo from the one before it.
    private static final int FEWEST = 16;

    private static final int HEAD_LENGTH = 8;
    private static final byte BINARY = (byte) 0x82;
    private static final byte MASKED_16_BIT_LENGTH = (byte) 0xfe;

    private static final int FRAME_LENGTH = HEAD_LENGTH + LoadPlan.MESSAGE_LENGTH;

    private final ByteBuffer octets;
    private final int length;

    /// @param window the longest run of frames that is asked for
    FrameRing(int window, RandomGenerator random) {
        int frames = Math.max(window, FEWEST);
        length = frames * FRAME_LENGTH;
        octets = ByteBuffer.allocateDirect(2 * length);
        byte[] message = new byte[LoadPlan.MESSAGE_LENGTH];
        byte[] key = new byte[Integer.BYTES];
        for (int frame = 0; frame < frames; frame++) {
            random.nextBytes(message);
            random.nextBytes(key);
            message[0] = first(frame, frames);
            message[message.length - 1] = last(frame, frames);
            put(message, key);
        }
        octets.put(length, octets, 0, length);
    }

    /// The number of frames in the circle.
    int frames() {
        return length / FRAME_LENGTH;
    }

    /// The first octet of the message with this number, before it is masked.
    static byte first(long message, int frames) {
        return (byte) (message % frames);
    }

    /// The last octet of the message with this number, before it is masked.
    static byte last(long message, int frames) {
        return (byte) ~(message % frames);
    }

    /// How many octets this many frames have.
    static long octetsOf(long frames) {
        return frames * FRAME_LENGTH;
    }

    /// The octets of an endless sequence of these frames, as a view that is good until the next.
    ///
    /// @param count at most those of the window
    ByteBuffer range(long start, int count) {
        int from = (int) (start % length);
        return octets.limit(from + count).position(from);
    }

    private void put(byte[] message, byte[] key) {
        octets.put(BINARY).put(MASKED_16_BIT_LENGTH).putShort((short) message.length).put(key);
        for (int i = 0; i < message.length; i++) {
            octets.put((byte) (message[i] ^ key[i % key.length]));
        }
    }
}
