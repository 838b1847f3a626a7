package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// HTTP/2 with several requests at a time. It reads no more of the fields of an answer than the
/// first, which is the status. One thread.
final class Http2Line implements Line {
    private static final int STREAMS = 32;
    private static final int MAX_FRAME = 16_384;
    private static final int LENGTH_MASK = 0xffffff;

    /// A power of two, far more than there are streams at once.
    private static final int SLOTS = 4096;

    private static final long NONE = -1;

    /// `:status: 200` of the static table, RFC 7541 appendix A.
    private static final int STATUS_200 = 0x88;

    /// An update of the size of the dynamic table, RFC 7541 §6.3: its pattern and its greatest size
    /// in one octet.
    private static final int SIZE_UPDATE = 0x20;

    private static final int SIZE_MASK = 0x1f;

    private final Wire wire;
    private final byte[] fields;
    private final ByteBuffer frames = ByteBuffer.allocate(4 * (Frames.HEAD + MAX_FRAME));

    /// Requests that have not gone out, as many as there may be in flight.
    private final ByteBuffer out;

    private final long[] numbers = new long[SLOTS];
    private final boolean[] statuses = new boolean[SLOTS];
    private int nextStream = 1;
    private int inFlight;
    private int unacknowledged;
    private boolean last;

    /// Says the opening.
    ///
    /// @param fields of every request
    Http2Line(Wire wire, byte... fields) throws IOException {
        this.wire = wire;
        this.fields = fields.clone();
        out = ByteBuffer.allocate(STREAMS * (Frames.HEAD + fields.length));
        Arrays.fill(numbers, NONE);
        wire.write(Frames.opening());
    }

    @Override
    public boolean hasRoom() {
        return inFlight < STREAMS && !last && numbers[slot(nextStream)] == NONE;
    }

    @Override
    public void send(long number) {
        int flags = Frames.END_STREAM | Frames.END_HEADERS;
        out.put(Frames.frame(Frames.HEADERS, flags, nextStream, fields));
        numbers[slot(nextStream)] = number;
        statuses[slot(nextStream)] = false;
        nextStream += 2;
        inFlight++;
    }

    @Override
    public void flush() throws IOException {
        if (out.position() > 0) {
            wire.write(out.flip());
            out.clear();
        }
    }

    @Override
    public void receive(ByteBuffer in, Answered answered) throws IOException {
        while (in.hasRemaining()) {
            int count = Math.min(in.remaining(), frames.remaining());
            frames.put(in.slice(in.position(), count));
            in.position(in.position() + count);
            frames.flip();
            while (frame(answered)) {
                // The next one.
            }
            frames.compact();
        }
    }

    /// @return whether there was a whole frame
    private boolean frame(Answered answered) throws IOException {
        if (frames.remaining() < Frames.HEAD) {
            return false;
        }
        int start = frames.position();
        int length = (frames.getInt(start) >>> Byte.SIZE) & LENGTH_MASK;
        if (length > MAX_FRAME) {
            throw new IOException("a frame of " + length + " octets");
        }
        if (frames.remaining() < Frames.HEAD + length) {
            return false;
        }
        ByteBuffer payload = frames.slice(start + Frames.HEAD, length);
        int stream = frames.getInt(start + 5) & Integer.MAX_VALUE;
        read(new Head(frames.get(start + 3), frames.get(start + 4), stream), payload, answered);
        frames.position(start + Frames.HEAD + length);
        return true;
    }

    /// The head of a frame but for its length.
    private record Head(int type, int flags, int stream) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    private void read(Head head, ByteBuffer payload, Answered answered) throws IOException {
        switch (head.type()) {
            case Frames.HEADERS -> {
                statuses[slot(head.stream())] |= isOk(head, payload);
                endStream(head, answered);
            }
            case Frames.DATA -> {
                acknowledge(payload.remaining());
                endStream(head, answered);
            }
            case Frames.SETTINGS -> answer(head, Frames.frame(Frames.SETTINGS, Frames.ACK, 0));
            case Frames.PING -> {
                byte[] opaque = new byte[payload.remaining()];
                payload.get(opaque);
                answer(head, Frames.frame(Frames.PING, Frames.ACK, 0, opaque));
            }
            case Frames.RESET -> ended(head.stream(), false, answered);
            case Frames.GO_AWAY -> last = true;
            default -> {
                // Windows are of no interest to who sends no content.
            }
        }
    }

    private void answer(Head head, ByteBuffer frame) throws IOException {
        if (!head.has(Frames.ACK)) {
            wire.write(frame);
        }
    }

    private static boolean isOk(Head head, ByteBuffer payload) {
        int at = (head.has(Frames.PADDED) ? 1 : 0) + (head.has(Frames.PRIORITY) ? 5 : 0);
        while (at < payload.limit() && (payload.get(at) & ~SIZE_MASK & 0xff) == SIZE_UPDATE) {
            boolean isLong = (payload.get(at++) & SIZE_MASK) == SIZE_MASK;
            while (isLong && at < payload.limit()) {
                isLong = payload.get(at++) < 0;
            }
        }
        return at < payload.limit() && (payload.get(at) & 0xff) == STATUS_200;
    }

    private void acknowledge(int octets) throws IOException {
        unacknowledged += octets;
        if (unacknowledged > Frames.WINDOW / 2) {
            wire.write(Frames.windowUpdate(unacknowledged));
            unacknowledged = 0;
        }
    }

    private void endStream(Head head, Answered answered) throws IOException {
        if (head.has(Frames.END_STREAM)) {
            ended(head.stream(), statuses[slot(head.stream())], answered);
        }
    }

    private void ended(int stream, boolean ok, Answered answered) throws IOException {
        long number = numbers[slot(stream)];
        if (number == NONE) {
            throw new IOException("an answer without a request");
        }
        numbers[slot(stream)] = NONE;
        inFlight--;
        answered.answered(number, ok);
    }

    private static int slot(int stream) {
        return (stream >> 1) & (SLOTS - 1);
    }

    @Override
    public int inFlight() {
        return inFlight;
    }

    @Override
    public boolean isLast() {
        return last;
    }
}
