package io.roadrunner.benchmarks.load;

import java.nio.ByteBuffer;

/// Reads the frames of a server that sends every message back, in the order in which they were
/// sent. Of each message it checks the length and the first and last octet. One for each
/// connection; it keeps the head of one frame at most.
final class EchoDecoder {
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int SHORT_HEAD = 2;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final int frames;

    private final byte[] head = new byte[SHORT_HEAD + Long.BYTES];
    private int headLength;

    /// Of the current frame what is still to come; meaningless before its head is complete.
    private long left;

    private boolean inPayload;
    private boolean isFinal;
    private boolean isControl;

    /// The octets of the current message so far.
    private long position;

    private boolean inMessage;
    private long messages;

    /// @param frames the number of different messages
    EchoDecoder(int frames) {
        this.frames = frames;
    }

    /// Reads all of it.
    ///
    /// @return how many messages are complete with it
    /// @throws WrongEchoException for anything that is no echo of what was sent
    int decode(ByteBuffer in) throws WrongEchoException {
        long before = messages;
        while (in.hasRemaining()) {
            if (!inPayload) {
                readHead(in);
            }
            if (inPayload) {
                readPayload(in);
            }
        }
        return (int) (messages - before);
    }

    private void readHead(ByteBuffer in) throws WrongEchoException {
        while (in.hasRemaining() && !isHeadComplete()) {
            head[headLength++] = in.get();
        }
        if (isHeadComplete()) {
            startFrame();
            headLength = 0;
            inPayload = true;
        }
    }

    private boolean isHeadComplete() {
        return headLength >= SHORT_HEAD && headLength == SHORT_HEAD + extendedLength();
    }

    private int extendedLength() {
        return switch (head[1]) {
            case LENGTH_16 -> Short.BYTES;
            case LENGTH_64 -> Long.BYTES;
            default -> 0;
        };
    }

    private void startFrame() throws WrongEchoException {
        if ((head[0] & RESERVED) != 0 || head[1] < 0) {
            throw new WrongEchoException("a frame with reserved bits or masked");
        }
        int opcode = head[0] & OPCODE;
        left = payloadLength();
        isFinal = (head[0] & FINAL) != 0;
        isControl = opcode >= CLOSE;
        if (opcode == CLOSE) {
            throw new WrongEchoException("the server closes");
        }
        if (left < 0 || left > LoadPlan.MESSAGE_LENGTH) {
            throw new WrongEchoException("a longer message");
        }
        if (isControl) {
            return;
        }
        if (opcode != (inMessage ? CONTINUATION : BINARY)) {
            throw new WrongEchoException("a frame of kind " + opcode);
        }
        inMessage = true;
    }

    private long payloadLength() {
        int extended = extendedLength();
        if (extended == 0) {
            return head[1];
        }
        long length = 0;
        for (int i = SHORT_HEAD; i < SHORT_HEAD + extended; i++) {
            length = (length << Byte.SIZE) | (head[i] & 0xff);
        }
        return length;
    }

    private void readPayload(ByteBuffer in) throws WrongEchoException {
        int count = (int) Math.min(left, in.remaining());
        if (!isControl && count > 0) {
            check(in, count);
        }
        in.position(in.position() + count);
        left -= count;
        if (left == 0) {
            endFrame();
        }
    }

    private void check(ByteBuffer in, int count) throws WrongEchoException {
        int start = in.position();
        if (position == 0 && in.get(start) != FrameRing.first(messages, frames)) {
            throw new WrongEchoException("another first octet");
        }
        position += count;
        if (position > LoadPlan.MESSAGE_LENGTH) {
            throw new WrongEchoException("a longer message");
        }
        if (position == LoadPlan.MESSAGE_LENGTH
                && in.get(start + count - 1) != FrameRing.last(messages, frames)) {
            throw new WrongEchoException("another last octet");
        }
    }

    private void endFrame() throws WrongEchoException {
        inPayload = false;
        if (isControl || !isFinal) {
            return;
        }
        if (position != LoadPlan.MESSAGE_LENGTH) {
            throw new WrongEchoException("a shorter message");
        }
        position = 0;
        inMessage = false;
        messages++;
    }
}
