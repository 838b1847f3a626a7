package io.roadrunner.http1;

import io.roadrunner.http.Headers;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes the chunked coding off one body (RFC 9112 §7.1). It is fed bytes as they come and fills
/// the caller's buffer; it holds none of the data itself and makes nothing per chunk. The way in
/// which the input is cut never changes the outcome.
///
/// Owned by one connection thread. Chunk lines and trailers are bounded by [Http1Limits], the size
/// of the body by the caller, who compares [#declaredTotal()] with its budget.
final class ChunkedDecoder {
    private enum Part {
        CHUNK_LINE,
        DATA,
        DATA_CARRIAGE_RETURN,
        DATA_LINE_FEED,
        TRAILER_START,
        LAST_LINE_FEED,
        TRAILERS,
        COMPLETE
    }

    private final Http1Limits limits;
    private final ChunkLineParser line;

    private Part part = Part.CHUNK_LINE;
    private long remaining;
    private long declared;
    private @Nullable TrailerReader trailerReader;
    private Headers trailers = Headers.empty();

    ChunkedDecoder(Http1Limits limits) {
        this.limits = limits;
        line = new ChunkLineParser(limits);
    }

    /// Decodes until the input is used up, the output has no room for the data that is next, or the
    /// body ends. What is not consumed must be shown again; behind the end stands the next request.
    ///
    /// @param octets holds the input
    /// @param from where it starts
    /// @param to where it ends
    /// @param out takes data at its position
    /// @return how many bytes were consumed
    /// @throws RejectedException if the coding is broken or a limit exceeded
    int decode(byte[] octets, int from, int to, ByteBuffer out) throws RejectedException {
        int at = from;
        while (at < to && part != Part.COMPLETE) {
            if (part == Part.DATA) {
                int length = copy(octets, at, to, out);
                if (length == 0) {
                    break;
                }
                at += length;
            } else if (part == Part.TRAILER_START && octets[at] != '\r') {
                part = Part.TRAILERS;
            } else {
                readFraming(octets[at]);
                at++;
            }
        }
        return at - from;
    }

    /// Whether the body has ended: nothing more will be consumed.
    boolean isFinished() {
        return part == Part.COMPLETE;
    }

    /// How many bytes of the current chunk's data are still to come.
    long chunkRemaining() {
        return remaining;
    }

    /// The sizes of all chunks announced so far, the current one included: what the body has at
    /// least. [Long#MAX_VALUE] stands for anything from there on.
    long declaredTotal() {
        return declared;
    }

    /// The fields after the last chunk; empty before the end.
    Headers trailers() {
        return trailers;
    }

    private int copy(byte[] octets, int at, int to, ByteBuffer out) {
        int length = (int) Math.min(remaining, Math.min(to - at, out.remaining()));
        out.put(octets, at, length);
        remaining -= length;
        if (remaining == 0) {
            part = Part.DATA_CARRIAGE_RETURN;
        }
        return length;
    }

    private void readFraming(byte octet) throws RejectedException {
        switch (part) {
            case CHUNK_LINE -> {
                if (line.read(octet)) {
                    startChunk(line.size());
                }
            }
            case DATA_CARRIAGE_RETURN ->
                    expect(octet, '\r', Part.DATA_LINE_FEED, Rejection.BAD_CHUNK);
            case DATA_LINE_FEED -> expect(octet, '\n', Part.CHUNK_LINE, Rejection.BAD_CHUNK);
            case TRAILER_START -> expect(octet, '\r', Part.LAST_LINE_FEED, Rejection.BAD_TRAILER);
            case LAST_LINE_FEED -> expect(octet, '\n', Part.COMPLETE, Rejection.BAD_TRAILER);
            case TRAILERS -> readTrailer(octet);
            case DATA, COMPLETE -> throw new IllegalStateException("no framing in " + part);
        }
    }

    private void startChunk(long size) {
        if (size == 0) {
            part = Part.TRAILER_START;
            return;
        }
        remaining = size;
        declared = size > Long.MAX_VALUE - declared ? Long.MAX_VALUE : declared + size;
        part = Part.DATA;
    }

    private void expect(byte octet, char expected, Part next, Rejection otherwise)
            throws RejectedException {
        if (octet != expected) {
            throw new RejectedException(otherwise);
        }
        part = next;
    }

    private void readTrailer(byte octet) throws RejectedException {
        TrailerReader reader = trailerReader;
        if (reader == null) {
            reader = new TrailerReader(limits);
            trailerReader = reader;
        }
        if (reader.read(octet)) {
            trailers = reader.trailers();
            trailerReader = null;
            part = Part.COMPLETE;
        }
    }
}
