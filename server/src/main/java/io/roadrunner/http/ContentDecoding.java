package io.roadrunner.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The content of a request with its content coding undone while it is read, in constant memory: 8
/// KiB and the window of the format, 32 KiB. To be closed with the request, which frees the window;
/// the end of the content and every failure free it too. Owned by the thread of the request.
///
/// It is refused as 413 when it decodes to more than its limits, as 400 when it is malformed, ends
/// early, or something follows it; each later call throws the same again.
public final class ContentDecoding implements RequestBody, Closeable {
    private static final int INPUT_SIZE = 8 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int GZIP_TRAILER = 8;

    private final RequestBody body;
    private final ContentDecodingOptions options;
    private final ContentCoding coding;
    private final long limit;
    private final Inflater inflater;
    private final CRC32 crc = new CRC32();
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_SIZE).limit(0);
    private GzipHeaderParser header = new GzipHeaderParser();
    private Place place;
    private @Nullable IOException failure;
    private long received;
    private long decoded;
    private long decodedOfMember;
    private int members;

    private enum Place {
        HEADER,
        CONTENT,
        TRAILER,
        AFTER,
        END
    }

    /// @param body the coded content
    /// @param coding how it is coded
    /// @param options the limits; their codings do not matter here
    public ContentDecoding(RequestBody body, ContentCoding coding, ContentDecodingOptions options) {
        this.body = body;
        this.options = options;
        this.coding = coding;
        this.limit = options.decodedLimit(body);
        boolean gzip = coding == ContentCoding.GZIP;
        this.place = gzip ? Place.HEADER : Place.CONTENT;
        this.inflater = new Inflater(gzip);
    }

    @Override
    public boolean isPresent() {
        return body.isPresent();
    }

    /// Always -1: only the end tells.
    @Override
    public long length() {
        return -1;
    }

    /// The limit of the decoded content.
    @Override
    public long limit() {
        return limit;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (!target.hasRemaining() && place != Place.END) {
            return 0;
        }
        try {
            return decode(target);
        } catch (DataFormatException _) {
            throw fail(malformed());
        } catch (IOException e) {
            throw fail(e);
        }
    }

    @Override
    public byte[] readChunk() throws IOException {
        byte[] piece = new byte[PIECE];
        int read = read(ByteBuffer.wrap(piece));
        return Arrays.copyOf(piece, Math.max(read, 0));
    }

    @Override
    public Headers trailers() {
        return body.trailers();
    }

    /// Frees the window; what has not been read cannot be read any more.
    @Override
    public void close() {
        if (failure == null && place != Place.END) {
            failure = new IOException("the request has ended");
        }
        inflater.end();
    }

    private IOException fail(IOException cause) {
        failure = cause;
        inflater.end();
        return cause;
    }

    private int decode(ByteBuffer target) throws IOException, DataFormatException {
        while (true) {
            switch (place) {
                case HEADER -> readHeader();
                case CONTENT -> {
                    int count = inflate(target);
                    if (count > 0) {
                        return count;
                    }
                }
                case TRAILER -> readTrailer();
                case AFTER -> readEnd();
                case END -> {
                    return -1;
                }
            }
        }
    }

    /// Reads the header of a member, unless the content ends in front of it.
    private void readHeader() throws IOException {
        boolean complete = false;
        while (!complete) {
            if (!input.hasRemaining() && !fill()) {
                // "A gzip file consists of a series of "members"" RFC 1952 §2.2
                if (members == 0 || !header.isEmpty()) {
                    throw malformed();
                }
                end();
                return;
            }
            complete = header.accept(input.get() & 0xff);
        }
        members++;
        header = new GzipHeaderParser();
        crc.reset();
        inflater.reset();
        decodedOfMember = 0;
        place = Place.CONTENT;
    }

    /// Decodes some content.
    ///
    /// @return how many bytes, 0 when more input is needed or the compressed data has ended
    private int inflate(ByteBuffer target) throws IOException, DataFormatException {
        int start = target.position();
        inflater.setInput(input);
        int count = inflater.inflate(target);
        if (inflater.needsDictionary()) {
            throw malformed();
        }
        if (inflater.finished()) {
            place = coding == ContentCoding.GZIP ? Place.TRAILER : Place.AFTER;
        } else if (count == 0 && !input.hasRemaining() && !fill()) {
            // Only now: what has come may decode to more than the last target held.
            throw malformed();
        }
        decoded += count;
        decodedOfMember += count;
        checkLimits();
        if (coding == ContentCoding.GZIP) {
            crc.update(target.slice(start, count));
        }
        return count;
    }

    private void checkLimits() throws RejectedException {
        long used = received - input.remaining();
        boolean bomb =
                decoded > options.ratioFloorBytes() && decoded - used * options.maxRatio() > 0;
        if (decoded > limit || bomb) {
            throw new RejectedException(Rejection.CONTENT_TOO_LARGE);
        }
    }

    /// Checks the checksum and the length that follow a member (RFC 1952 §2.3.1).
    private void readTrailer() throws IOException {
        long trailer = 0;
        for (int i = 0; i < GZIP_TRAILER; i++) {
            if (!input.hasRemaining() && !fill()) {
                throw malformed();
            }
            trailer |= (input.get() & 0xffL) << (8 * i);
        }
        if ((trailer & 0xffff_ffffL) != crc.getValue()
                || trailer >>> 32 != (decodedOfMember & 0xffff_ffffL)) {
            throw malformed();
        }
        place = Place.HEADER;
    }

    private void readEnd() throws IOException {
        if (input.hasRemaining() || fill()) {
            throw malformed();
        }
        end();
    }

    private void end() {
        place = Place.END;
        inflater.end();
    }

    /// Reads coded content into the empty input.
    ///
    /// @return false at its end
    /// @throws RejectedException when the coded content is longer than the decoded one may be
    private boolean fill() throws IOException {
        input.clear();
        int read = 0;
        while (read == 0) {
            read = body.read(input);
            received += Math.max(read, 0);
            if (Math.max(received, body.announced()) > Math.max(limit, body.limit())) {
                throw new RejectedException(Rejection.CONTENT_TOO_LARGE);
            }
        }
        input.flip();
        return read > 0;
    }

    private static RejectedException malformed() {
        return new RejectedException(Rejection.BAD_CONTENT_CODING);
    }
}
