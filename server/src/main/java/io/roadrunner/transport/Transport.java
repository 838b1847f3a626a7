package io.roadrunner.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of one connection. Owned by the task of the connection, which closes it.
public interface Transport {
    /// Reads some bytes, blocking until there is one.
    ///
    /// @return how many, -1 when the peer has ended its side or [#endInput()] was called
    /// @throws IOException when the connection is gone
    int read(ByteBuffer target) throws IOException;

    /// Waits until there may be something to read, or the end of the input; may return early. To be
    /// called before a [#read] that would mostly have to wait, which is cheaper than to let it try.
    ///
    /// @throws IOException when the connection is gone
    void awaitInput() throws IOException;

    /// Writes some of what remains, blocking until at least one byte has left.
    ///
    /// @throws IOException when the connection is gone
    void write(ByteBuffer source) throws IOException;

    /// Writes some of what remains of two pieces, of the second only behind all of the first; at
    /// once where that is possible. Blocks until at least one byte has left.
    ///
    /// @throws IOException when the connection is gone
    default void write(ByteBuffer first, ByteBuffer second) throws IOException {
        write(first.hasRemaining() ? first : second);
    }

    /// Sends a part of a file, by the kernel where it can, blocking until at least one byte left.
    ///
    /// @return how many bytes have left, -1 when the file ends before `offset`
    /// @throws IOException when the connection is gone or the file cannot be read
    long sendFile(FileChannel file, long offset, long length) throws IOException;

    /// Whether bytes have arrived that nobody has read; false when it cannot be told.
    boolean hasUnread();

    /// Wakes a blocked [#read] with the end of the input; output is not touched. Any thread.
    void endInput();

    /// Says farewell before an orderly end, where the protocol has a word for it; may block.
    void finish();

    /// Tells the peer that nothing more comes; input is not touched.
    void endOutput();

    /// Closes so that the peer sees an error, not an end; where there is no such thing it closes.
    void reset();

    /// Closes both directions; blocked calls fail. Any thread, any number of times.
    void close();

    /// The address of the peer, null on a unix-domain socket.
    @Nullable InetSocketAddress peer();

    /// `http` or `https`.
    String scheme();

    /// What the peer has proved to be, its own certificate first; empty when it has not.
    List<X509Certificate> peerCertificates();
}
