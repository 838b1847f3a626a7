package io.roadrunner.rpc;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The socket that takes connections for RPC. Owned by its server; closed from any thread.
final class RpcSocket implements AutoCloseable {
    private static final int BACKLOG = 128;

    /// How long the path of a socket may be, in bytes, on any system: a longer one could be made
    /// but not connected to.
    private static final int MAX_PATH = 103;

    private static final int RADIX = 36;
    private static final int NAMES = RADIX * RADIX * RADIX;
    private static final int MAX_TRIES = 100;

    private final RpcAddress address;
    private final ServerSocketChannel channel;

    /// Tells the socket file of this server from that of a successor; null on TCP.
    private final @Nullable Object file;

    private RpcSocket(RpcAddress address, ServerSocketChannel channel, @Nullable Object file) {
        this.address = address;
        this.channel = channel;
        this.file = file;
    }

    /// @throws IOException when the address cannot be had, or may not; nothing is left behind then
    static RpcSocket open(RpcOptions options) throws IOException {
        return switch (options.address()) {
            case RpcAddress.Tcp tcp -> tcp(tcp, options.publicAddress());
            case RpcAddress.Unix unix -> unix(unix.path());
        };
    }

    private static RpcSocket tcp(RpcAddress.Tcp tcp, boolean publicAddress) throws IOException {
        InetSocketAddress target = tcp.socketAddress();
        if (!publicAddress && !target.getAddress().isLoopbackAddress()) {
            throw new BindException(
                    "RPC on an address that other machines reach has to be allowed: " + tcp);
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        boolean open = false;
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(target, BACKLOG);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            open = true;
            return new RpcSocket(new RpcAddress.Tcp(tcp.host(), port), channel, null);
        } finally {
            if (!open) {
                channel.close();
            }
        }
    }

    /// Binds in a folder that nobody else can enter and only then gives the socket its name, so
    /// that at no moment anybody but the owner can connect. A name that is taken is not replaced.
    private static RpcSocket unix(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_PATH) {
            throw new BindException(
                    "the path of a socket has %d bytes, at most %d: %s"
                            .formatted(length, MAX_PATH, path));
        }
        removeStale(path);
        Path folder = hiddenFolder(Objects.requireNonNullElse(path.getParent(), Path.of("")));
        Path hidden = folder.resolve("s");
        try {
            return unix(path, hidden);
        } finally {
            Files.deleteIfExists(hidden);
            Files.deleteIfExists(folder);
        }
    }

    /// A folder of the owner alone. Its name is short, for the path of a socket has to be.
    private static Path hiddenFolder(Path parent) throws IOException {
        SecureRandom random = new SecureRandom();
        for (int i = 1; ; i++) {
            Path folder = parent.resolve(".r" + Integer.toString(random.nextInt(NAMES), RADIX));
            try {
                return Files.createDirectory(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                if (i == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static RpcSocket unix(Path path, Path hidden) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean open = false;
        try {
            channel.bind(UnixDomainSocketAddress.of(hidden), BACKLOG);
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rw-------"));
            Object file = fileKey(hidden);
            Files.createLink(path, hidden);
            open = true;
            return new RpcSocket(new RpcAddress.Unix(path), channel, file);
        } catch (FileAlreadyExistsException e) {
            throw new BindException("the file exists already: " + path);
        } finally {
            if (!open) {
                channel.close();
            }
        }
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return attributes(path).fileKey();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// A socket file that nobody listens on is what a killed process leaves behind.
    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || !attributes(path).isOther()) {
            return;
        }
        Object stale = fileKey(path);
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Not to wait for a live server whose backlog is full.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException _) {
            if (Objects.equals(fileKey(path), stale)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException _) {
            // Somebody may listen: the name stays taken.
            return;
        }
    }

    /// Waits for the next connection.
    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    /// The address that clients connect to, with the port that was given for 0.
    RpcAddress address() {
        return address;
    }

    /// Takes the file away, unless a successor has put its own there, and closes the socket.
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()
                    && address instanceof RpcAddress.Unix unix
                    && Files.exists(unix.path(), LinkOption.NOFOLLOW_LINKS)
                    && Objects.equals(fileKey(unix.path()), file)) {
                Files.deleteIfExists(unix.path());
            }
        }
    }
}
