package io.roadrunner.listener;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One listening socket, non-blocking so that an acceptor can take all there is and then look
/// around. Closed by its listener, from any thread.
final class ListenSocket implements AutoCloseable {
    private final ListenAddress address;
    private final ServerSocketChannel channel;

    /// Tells the socket file of this process from that of a successor at the same path; null when
    /// there is none to take away.
    private final @Nullable Object file;

    private boolean closed;

    private ListenSocket(ListenAddress address, ServerSocketChannel channel) throws IOException {
        this.address = address;
        this.channel = channel;
        this.file = address instanceof ListenAddress.Unix unix ? fileKey(unix.path()) : null;
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /// Binds, or takes over the socket that the process was started with.
    ///
    /// @param address the address of the options, with the port that was found if it was 0
    /// @throws IOException when the address cannot be had; nothing is left open
    static ListenSocket open(ListenAddress address, ListenerOptions options) throws IOException {
        ServerSocketChannel channel =
                switch (address) {
                    case ListenAddress.Tcp tcp -> bindTcp(tcp, options);
                    case ListenAddress.Unix unix -> bindUnix(unix, options);
                    case ListenAddress.Inherited _ -> inherit();
                };
        try {
            channel.configureBlocking(false);
            return new ListenSocket(address, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ServerSocketChannel bindTcp(ListenAddress.Tcp tcp, ListenerOptions options)
            throws IOException {
        InetSocketAddress target = new InetSocketAddress(tcp.host(), tcp.port());
        if (target.isUnresolved()) {
            throw new IOException("unknown host " + tcp.host());
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (options.reusePort()) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return channel.bind(target, options.socketBacklog());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ServerSocketChannel bindUnix(ListenAddress.Unix unix, ListenerOptions options)
            throws IOException {
        UnixDomainSocketAddress target = UnixDomainSocketAddress.of(unix.path());
        removeStale(target);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(target, options.socketBacklog());
            Files.setPosixFilePermissions(unix.path(), unix.mode());
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// A socket file that nobody listens on is what a killed process leaves behind.
    private static void removeStale(UnixDomainSocketAddress target) throws IOException {
        Path path = target.getPath();
        boolean socket =
                Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
        if (!socket) {
            return;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Not to wait for a live server whose backlog is full.
            probe.configureBlocking(false);
            probe.connect(target);
        } catch (ConnectException refused) {
            Files.deleteIfExists(path);
        } catch (IOException unknown) {
            // Somebody may listen: binding will tell.
            return;
        }
    }

    private static ServerSocketChannel inherit() throws IOException {
        Channel inherited = System.inheritedChannel();
        if (inherited instanceof ServerSocketChannel channel) {
            return channel;
        }
        throw new IOException("no listening socket was passed as file descriptor 0");
    }

    /// The next connection, or null when there is none now.
    @Nullable SocketChannel accept() throws IOException {
        return channel.accept();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /// The address that clients connect to.
    SocketAddress localAddress() throws IOException {
        return channel.getLocalAddress();
    }

    /// The address to bind to again, with the port that was given for 0.
    ListenAddress boundAddress() throws IOException {
        if (address instanceof ListenAddress.Tcp tcp
                && localAddress() instanceof InetSocketAddress bound) {
            return new ListenAddress.Tcp(tcp.host(), bound.getPort());
        }
        return address;
    }

    /// Closes the socket and before that takes its file away, unless a successor has put its own
    /// there already.
    @Override
    public synchronized void close() throws IOException {
        try {
            if (!closed
                    && address instanceof ListenAddress.Unix unix
                    && unix.unlinkOnStop()
                    && Files.exists(unix.path())
                    && Objects.equals(fileKey(unix.path()), file)) {
                Files.deleteIfExists(unix.path());
            }
        } finally {
            closed = true;
            channel.close();
        }
    }
}
