package io.roadrunner.middleware;

import io.roadrunner.http.ContentCoding;
import io.roadrunner.http.Push;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Codes the content of one answer as gzip (RFC 1952) or zlib (RFC 1950). Belongs to the thread of
/// the request, which closes it whatever happens; it makes its [Deflater] when the first byte
/// comes.
final class ContentEncoder implements Closeable {
    private static final int PIECE = 8 * 1024;

    /// "ID1 ID2 CM FLG MTIME XFL OS": deflate, no flags, no time, unknown system. RFC 1952 §2.3
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final ContentCoding coding;
    private final int level;
    private final Runnable release;
    private final CRC32 checksum = new CRC32();
    private @Nullable Deflater deflater;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int length;
    private boolean closed;

    /// @param coding what to code as
    /// @param level of effort, 1 to 9
    /// @param release run once when it is closed
    ContentEncoder(ContentCoding coding, int level, Runnable release) {
        this.coding = coding;
        this.level = level;
        this.release = release;
    }

    /// Codes all that remains of the buffer, so that the receiver can decode it at once.
    void encode(ByteBuffer bytes, Push push) throws IOException {
        if (bytes.hasRemaining()) {
            run(bytes, Deflater.SYNC_FLUSH, push);
        }
    }

    /// Codes what remains of the buffer and ends the content.
    void finish(ByteBuffer bytes, Push push) throws IOException {
        Deflater running = started();
        running.finish();
        run(bytes, Deflater.NO_FLUSH, push);
        if (coding == ContentCoding.GZIP) {
            makeRoom(Long.BYTES, push);
            out.putInt((int) checksum.getValue()).putInt(length);
        }
        drain(push);
    }

    private void run(ByteBuffer bytes, int flush, Push push) throws IOException {
        Deflater running = started();
        length += bytes.remaining();
        if (coding == ContentCoding.GZIP) {
            checksum.update(bytes.duplicate());
        }
        running.setInput(bytes);
        while (true) {
            makeRoom(1, push);
            running.deflate(out, flush);
            if (out.hasRemaining()) {
                break;
            }
        }
        if (flush == Deflater.SYNC_FLUSH) {
            drain(push);
        }
    }

    private Deflater started() {
        if (closed) {
            throw new IllegalStateException("the answer is over");
        }
        Deflater running = deflater;
        if (running == null) {
            boolean gzip = coding == ContentCoding.GZIP;
            out = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
            running = new Deflater(level, gzip);
            deflater = running;
            if (gzip) {
                out.put(GZIP_HEADER);
            }
        }
        return running;
    }

    private void makeRoom(int bytes, Push push) throws IOException {
        if (out.remaining() < bytes) {
            drain(push);
        }
    }

    private void drain(Push push) throws IOException {
        out.flip();
        if (out.hasRemaining()) {
            push.send(out);
        }
        out.clear();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (deflater != null) {
                deflater.end();
            }
        } finally {
            release.run();
        }
    }
}
