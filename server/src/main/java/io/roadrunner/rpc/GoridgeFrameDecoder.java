package io.roadrunner.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Reads frames from bytes that come in pieces of any size. Belongs to one connection and one
/// thread. Memory grows with what has come, never with what was announced.
final class GoridgeFrameDecoder {
    private static final int FIRST_PIECE = 8192;
    private static final int SHORTEST_HEADER = GoridgeFrame.HEADER / GoridgeFrame.WORD;
    private static final int LONGEST_HEADER = SHORTEST_HEADER + GoridgeFrame.MAX_OPTIONS;
    private static final int CHECKSUM_AT = 6;
    private static final byte[] NOTHING = {};

    private final int maxPayload;
    private final ByteBuffer header =
            ByteBuffer.allocate(LONGEST_HEADER * GoridgeFrame.WORD).order(ByteOrder.LITTLE_ENDIAN);

    private boolean headerRead;
    private byte[] payload = NOTHING;
    private int payloadRead;

    /// @param maxPayload how long a payload may be, in bytes
    GoridgeFrameDecoder(int maxPayload) {
        this.maxPayload = maxPayload;
        header.limit(GoridgeFrame.HEADER);
    }

    /// Whether the next byte is the first of a frame.
    boolean isBetweenFrames() {
        return header.position() == 0;
    }

    /// Takes bytes until a frame is complete.
    ///
    /// @return null when all bytes were taken and more are needed
    /// @throws BadFrameException as soon as it can be told; this decoder is of no use then
    @Nullable GoridgeFrame decode(ByteBuffer input) throws BadFrameException {
        while (!headerRead && input.hasRemaining()) {
            header.put(input.get());
            checkHeader();
        }
        return headerRead ? decodePayload(input) : null;
    }

    private void checkHeader() throws BadFrameException {
        int read = header.position();
        if (read == 1) {
            checkFirstByte();
        }
        if (read == GoridgeFrame.HEADER) {
            checkChecksum();
            header.limit((header.get(0) & 0xf) * GoridgeFrame.WORD);
        }
        if (read == header.limit()) {
            checkLength();
            headerRead = true;
        }
    }

    private void checkFirstByte() throws BadFrameException {
        int version = (header.get(0) >> 4) & 0xf;
        if (version != GoridgeFrame.VERSION) {
            throw new BadFrameException("a frame of version " + version + ", not 1");
        }
        int words = header.get(0) & 0xf;
        if (words < SHORTEST_HEADER || words > LONGEST_HEADER) {
            throw new BadFrameException(
                    "a header of %d words, not %d to %d"
                            .formatted(words, SHORTEST_HEADER, LONGEST_HEADER));
        }
    }

    private void checkChecksum() throws BadFrameException {
        CRC32 checksum = new CRC32();
        checksum.update(header.array(), 0, GoridgeFrame.CHECKED);
        if ((int) checksum.getValue() != header.getInt(CHECKSUM_AT)) {
            throw new BadFrameException("a header whose checksum is wrong");
        }
    }

    private void checkLength() throws BadFrameException {
        long length = announced();
        if (length > maxPayload) {
            List<Integer> options = options();
            throw new BadFrameException(
                    "a payload of %d bytes, more than %d".formatted(length, maxPayload),
                    options.size() == Envelope.OPTIONS ? options.getFirst() : null);
        }
    }

    private long announced() {
        return Integer.toUnsignedLong(header.getInt(2));
    }

    private List<Integer> options() {
        List<Integer> options = new ArrayList<>();
        for (int at = GoridgeFrame.HEADER; at < header.limit(); at += GoridgeFrame.WORD) {
            options.add(header.getInt(at));
        }
        return options;
    }

    private @Nullable GoridgeFrame decodePayload(ByteBuffer input) {
        int length = (int) announced();
        while (payloadRead < length && input.hasRemaining()) {
            if (payloadRead == payload.length) {
                payload = Arrays.copyOf(payload, nextCapacity(length));
            }
            int piece = Math.min(input.remaining(), payload.length - payloadRead);
            input.get(payload, payloadRead, piece);
            payloadRead += piece;
        }
        return payloadRead == length ? complete() : null;
    }

    private int nextCapacity(int length) {
        return (int) Math.min(length, Math.max(FIRST_PIECE, payload.length * 2L));
    }

    private GoridgeFrame complete() {
        GoridgeFrame frame =
                new GoridgeFrame(
                        header.get(1) & 0xff,
                        header.get(10) & 0xff,
                        options(),
                        ByteBuffer.wrap(payload));
        header.clear().limit(GoridgeFrame.HEADER);
        headerRead = false;
        payload = NOTHING;
        payloadRead = 0;
        return frame;
    }
}
