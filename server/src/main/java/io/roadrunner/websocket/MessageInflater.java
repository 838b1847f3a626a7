package io.roadrunner.websocket;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Decompresses the messages that one session receives (RFC 7692 §7.2.2). Owned by the thread that
/// reads the session, which closes it; nothing in it waits.
///
/// With context takeover it keeps an inflater from the first message to [#close]. Without, it
/// borrows one from the pool from the first octet of a message to its end and holds nothing in
/// between. It decodes in steps of 4 KiB, and each of them is checked before the next one is made:
/// against the ratio here, against the size by the sink.
///
/// A block with BFINAL set to 1 ends the window: what follows it starts with an empty one, as in
/// every browser. A message may end right behind such a block, without the octet that RFC 7692
/// §7.2.3.4 puts there: nothing is left open.
///
/// Malformed data is 1007, "data within a message that was not consistent with the type of the
/// message" (RFC 6455 §7.4.1): the frames are right, their content is not. RFC 7692 names no code.
final class MessageInflater implements PayloadInflater {
    private static final int STEP = 4 * 1024;
    private static final byte[] NOTHING = {};

    /// "Append 4 octets of 0x00 0x00 0xff 0xff to the tail end of the payload of the message." RFC
    /// 7692 §7.2.2
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    /// The same and an empty final block: it is one only if the message was whole.
    private static final byte[] LAST_TAIL = {0, 0, (byte) 0xff, (byte) 0xff, 3, 0};

    private final DeflatePool pool;
    private final boolean contextTakeover;
    private final int maxRatio;
    private @Nullable Inflater inflater;
    private byte[] step = NOTHING;

    /// Whether octets have come since the message or the last stream in it began.
    private boolean unfinished;

    private long received;
    private long produced;
    private boolean closed;

    MessageInflater(DeflatePool pool, DeflateAgreement agreement, WebSocketCompression options) {
        this.pool = pool;
        this.contextTakeover = agreement.clientContextTakeover();
        this.maxRatio = options.maxInflateRatio();
    }

    @Override
    public void inflate(byte[] octets, int from, int to, Sink out) throws WebSocketException {
        if (closed) {
            throw new IllegalStateException("the session is over");
        }
        if (from == to) {
            return;
        }
        received += to - from;
        unfinished = true;
        Inflater running = running();
        try {
            running.setInput(octets, from, to - from);
            decode(running, octets, to, out);
        } catch (DataFormatException _) {
            throw malformed();
        } finally {
            running.setInput(NOTHING);
        }
    }

    @Override
    public void endMessage(Sink out) throws WebSocketException {
        if (inflater != null) {
            if (unfinished) {
                checkEnd(inflater);
            }
            letGo(inflater);
        }
        unfinished = false;
        received = 0;
        produced = 0;
    }

    @Override
    public void close() {
        closed = true;
        if (inflater != null) {
            inflater.end();
            inflater = null;
            step = NOTHING;
        }
    }

    /// Decodes all that has come, step by step.
    private void decode(Inflater running, byte[] octets, int to, Sink out)
            throws DataFormatException, WebSocketException {
        int count;
        int rest;
        do {
            count = running.inflate(step);
            rest = running.getRemaining();
            checkRatio(count, rest);
            out.accept(step, 0, count);
            if (running.finished()) {
                running.reset();
                running.setInput(octets, to - rest, rest);
                unfinished = rest > 0;
            } else if (count == 0 && rest > 0) {
                throw malformed();
            }
        } while (rest > 0 || count == step.length);
    }

    private void checkRatio(int count, int rest) throws WebSocketException {
        produced += count;
        if (produced > WebSocketCompression.RATIO_FLOOR
                && produced > (received - rest) * maxRatio) {
            throw new WebSocketException(CloseCode.TOO_LARGE, "the message is compressed too well");
        }
    }

    /// Refuses a message that ends within a block, as far as that can be told.
    private void checkEnd(Inflater running) throws WebSocketException {
        byte[] tail = contextTakeover ? TAIL : LAST_TAIL;
        try {
            running.setInput(tail);
            int count = running.inflate(step);
            if (count > 0 || running.getRemaining() > 0 || running.finished() == contextTakeover) {
                throw malformed();
            }
        } catch (DataFormatException _) {
            throw malformed();
        }
    }

    private Inflater running() {
        Inflater running = inflater;
        if (running == null) {
            running = pool.takeInflater();
            inflater = running;
        }
        if (step.length == 0) {
            step = new byte[STEP];
        }
        return running;
    }

    private void letGo(Inflater running) {
        step = NOTHING;
        if (!contextTakeover) {
            inflater = null;
            pool.give(running);
        }
    }

    private static WebSocketException malformed() {
        return new WebSocketException(CloseCode.INVALID_DATA, "malformed compressed data");
    }
}
