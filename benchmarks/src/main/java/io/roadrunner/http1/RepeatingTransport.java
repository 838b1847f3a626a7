package io.roadrunner.http1;

import io.roadrunner.transport.Transport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection whose peer sends the same octets a number of times, then ends, and takes whatever
/// comes. Owned by one thread.
final class RepeatingTransport implements Transport {
    private final ByteBuffer octets;
    private int left;

    /// @param octets what is sent again and again
    /// @param times how often
    RepeatingTransport(byte[] octets, int times) {
        this.octets = ByteBuffer.wrap(octets);
        this.left = times;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!octets.hasRemaining()) {
            octets.rewind();
            left--;
        }
        if (left == 0) {
            return -1;
        }
        int count = Math.min(octets.remaining(), target.remaining());
        target.put(target.position(), octets, octets.position(), count);
        target.position(target.position() + count);
        octets.position(octets.position() + count);
        return count;
    }

    @Override
    public void awaitInput() {}

    @Override
    public void write(ByteBuffer source) {
        source.position(source.limit());
    }

    @Override
    public long sendFile(FileChannel file, long offset, long length) {
        return length;
    }

    @Override
    public boolean hasUnread() {
        return left > 0 && octets.hasRemaining();
    }

    @Override
    public void endInput() {}

    @Override
    public void finish() {}

    @Override
    public void endOutput() {}

    @Override
    public void reset() {}

    @Override
    public void close() {}

    @Override
    public @Nullable InetSocketAddress peer() {
        return null;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return List.of();
    }
}
