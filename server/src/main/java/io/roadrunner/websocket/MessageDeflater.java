package io.roadrunner.websocket;

import io.roadrunner.bytes.ByteOutput;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Compresses the messages that one session sends (RFC 7692 §7.2.1). Owned by the session, which
/// calls it from one thread at a time and closes it; nothing in it waits.
///
/// With context takeover it keeps a deflater from the first message to [#close]. Without, it
/// borrows one from the pool for each message and holds nothing in between.
///
/// The deflater of the platform always refers back as far as 32 KiB. A smaller window is kept by
/// starting anew after as many octets of input: no reference reaches across such a point.
final class MessageDeflater {
    private static final byte[] NOTHING = {};

    /// What a flush ends with and a message goes without: `00 00 ff ff`.
    private static final int TAIL = 4;

    /// What a piece may need above its size. A flush with less than some octets of room would be
    /// made twice.
    private static final int EXTRA_ROOM = 64;

    private static final int MOST_ROOM = 16 * 1024;

    private final DeflatePool pool;
    private final int threshold;
    private final boolean contextTakeover;

    /// How many octets may follow each other without a new start.
    private final int window;

    private @Nullable Deflater own;
    private int sinceStart;
    private boolean closed;

    /// @param pool lends the deflaters, all of one level
    /// @param agreement what the handshake came to
    /// @param options give the threshold
    MessageDeflater(DeflatePool pool, DeflateAgreement agreement, WebSocketCompression options) {
        int bits = agreement.serverWindowBits();
        this.pool = pool;
        this.threshold = Math.max(1, options.threshold());
        this.contextTakeover = agreement.serverContextTakeover();
        this.window = bits == DeflateOffer.MAX_WINDOW_BITS ? Integer.MAX_VALUE : 1 << bits;
    }

    /// Appends a message in its compressed form, unless it is better sent as it is: below the
    /// threshold or empty, and where no later message may refer to it, when it does not get
    /// smaller.
    ///
    /// @param message all of it, only until this returns
    /// @param out where to append it
    /// @return false when nothing was appended, because it is to be sent as it is
    boolean deflate(byte[] message, ByteOutput out) {
        if (closed) {
            throw new IllegalStateException("the session is over");
        }
        if (message.length < threshold) {
            return false;
        }
        if (contextTakeover) {
            deflateWith(own(), message, out);
            return true;
        }
        return deflateAlone(message, out);
    }

    /// Frees what is held outside the heap. More than once is as good as once.
    void close() {
        closed = true;
        if (own != null) {
            own.end();
            own = null;
        }
    }

    private Deflater own() {
        Deflater deflater = own;
        if (deflater == null) {
            deflater = pool.takeDeflater();
            own = deflater;
        }
        return deflater;
    }

    private boolean deflateAlone(byte[] message, ByteOutput out) {
        int start = out.size();
        Deflater borrowed = pool.takeDeflater();
        try {
            sinceStart = 0;
            deflateWith(borrowed, message, out);
        } finally {
            pool.give(borrowed);
        }
        boolean smaller = out.size() - start < message.length;
        if (!smaller) {
            out.truncate(start);
        }
        return smaller;
    }

    private void deflateWith(Deflater deflater, byte[] message, ByteOutput out) {
        int start = out.size();
        boolean complete = false;
        try {
            deflatePieces(deflater, message, out);
            complete = true;
        } finally {
            deflater.setInput(NOTHING);
            if (!complete) {
                // For want of memory. The peer is not going to see it, so nothing may refer to it.
                deflater.reset();
                sinceStart = 0;
                out.truncate(start);
            }
        }
        // "Remove 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end." RFC 7692 §7.2.1
        out.truncate(out.size() - TAIL);
    }

    /// A piece ends where its window or the message does, each time with a flush.
    private void deflatePieces(Deflater deflater, byte[] message, ByteOutput out) {
        int at = 0;
        while (at < message.length) {
            int piece = Math.min(message.length - at, window - sinceStart);
            deflater.setInput(message, at, piece);
            at += piece;
            sinceStart += window == Integer.MAX_VALUE ? 0 : piece;
            boolean isFull = sinceStart == window;
            sinceStart = isFull ? 0 : sinceStart;
            drain(deflater, isFull ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH, piece, out);
        }
    }

    private static void drain(Deflater deflater, int flush, int piece, ByteOutput out) {
        int room = Math.min(piece, MOST_ROOM) + EXTRA_ROOM;
        int count;
        do {
            int start = out.size();
            count = deflater.deflate(out.extend(room), flush);
            out.truncate(start + count);
        } while (count == room);
    }
}
