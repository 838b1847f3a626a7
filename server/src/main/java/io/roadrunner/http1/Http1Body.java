package io.roadrunner.http1;

import io.roadrunner.http.Headers;
import io.roadrunner.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The body of one request on its way in: framing (RFC 9112 §6), the content limit, 100-continue
/// and the deadline that its bytes are owed by. Owned by the thread of the request.
final class Http1Body implements RequestBody {
    /// The largest piece that is read at once into an array of its own.
    private static final int PIECE = 64 * 1024;

    private static final int DISCARD_PIECE = 8 * 1024;

    private final Http1Channel channel;
    private final Http1Settings settings;
    private final BodyFraming framing;
    private final @Nullable ChunkedDecoder chunks;
    private long remaining;
    private boolean continueOwed;

    /// Whether the handler sets the pace: then only the time counts that the peer takes for each
    /// piece.
    private boolean handlerPaces;

    /// @param channel where bytes come from and deadlines go to
    /// @param settings limits
    /// @param framing how the end is found; not [BodyFraming.None]
    /// @param continueOwed whether the peer waits for `100 Continue` before it sends
    Http1Body(
            Http1Channel channel,
            Http1Settings settings,
            BodyFraming framing,
            boolean continueOwed) {
        this.channel = channel;
        this.settings = settings;
        this.framing = framing;
        this.remaining = framing instanceof BodyFraming.Length(long length) ? length : -1;
        this.chunks =
                framing instanceof BodyFraming.Chunked
                        ? new ChunkedDecoder(settings.limits())
                        : null;
        this.continueOwed = continueOwed;
        this.handlerPaces = settings.handlersReadBodies();
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public long length() {
        return framing instanceof BodyFraming.Length(long length) ? length : -1;
    }

    @Override
    public long announced() {
        return chunks == null ? length() : chunks.declaredTotal();
    }

    @Override
    public long limit() {
        return settings.maxContentLength();
    }

    /// Whether all of it has been read.
    boolean isFinished() {
        return chunks != null ? chunks.isFinished() : remaining == 0;
    }

    /// Whether the peer still waits for leave to send: what it does next cannot be told.
    boolean isContinueOwed() {
        return continueOwed;
    }

    /// The number of bytes that are announced and not read, -1 when unknown.
    long unread() {
        return framing instanceof BodyFraming.Length ? remaining : -1;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (isFinished()) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        sendContinue();
        if (handlerPaces) {
            channel.contentOwedFor(settings.requestNanos());
        }
        int read = chunks == null ? readPlain(target) : readChunked(chunks, target);
        return read;
    }

    private void sendContinue() throws IOException {
        if (continueOwed) {
            continueOwed = false;
            channel.sendContinue();
        }
    }

    private int readPlain(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(remaining, target.remaining()));
        try {
            int read = channel.readOwed(target);
            remaining -= read;
            return read;
        } finally {
            target.limit(limit);
        }
    }

    /// Reads some content of a chunked body.
    ///
    /// @return how many bytes; 0 when only the size of another chunk has come, so that the caller
    ///   can refuse it before its content; -1 at the end
    private int readChunked(ChunkedDecoder decoder, ByteBuffer target) throws IOException {
        int before = target.position();
        long declared = decoder.declaredTotal();
        while (target.position() == before
                && declared == decoder.declaredTotal()
                && !decoder.isFinished()) {
            Http1Input input = channel.input();
            if (input.isEmpty()) {
                channel.fillOwed();
            }
            int used = decoder.decode(input.octets(), input.from(), input.to(), target);
            input.consumeTo(input.from() + used);
            boolean stuck = used == 0 && target.position() == before;
            if (stuck && !decoder.isFinished()) {
                channel.fillOwed();
            }
        }
        int read = target.position() - before;
        return read == 0 && decoder.isFinished() ? -1 : read;
    }

    @Override
    public byte[] readChunk() throws IOException {
        // One byte first: behind it the size of its chunk is known.
        ByteBuffer first = ByteBuffer.allocate(1);
        int found = 0;
        while (first.hasRemaining() && found >= 0) {
            found = read(first);
        }
        if (found < 0) {
            return new byte[0];
        }
        long left = chunks != null ? chunks.chunkRemaining() : remaining;
        byte[] piece = Arrays.copyOf(first.array(), (int) Math.min(left + 1, PIECE));
        ByteBuffer rest = ByteBuffer.wrap(piece, 1, piece.length - 1);
        int read = 0;
        while (rest.hasRemaining() && read >= 0) {
            read = read(rest);
        }
        return piece;
    }

    @Override
    public Headers trailers() {
        return chunks != null ? chunks.trailers() : Headers.empty();
    }

    /// The final response has begun: leave to send would come too late (RFC 9110 §15.2).
    void answerBegins() {
        continueOwed = false;
    }

    /// Reads and forgets the rest.
    ///
    /// @param budget how many bytes at the most
    /// @return false when there is more than that
    boolean discard(long budget) throws IOException {
        ByteBuffer scratch = ByteBuffer.allocate(DISCARD_PIECE);
        long discarded = 0;
        continueOwed = false;
        handlerPaces = false;
        while (discarded <= budget) {
            int read = read(scratch.clear());
            if (read < 0) {
                return true;
            }
            discarded += read;
        }
        return false;
    }
}
