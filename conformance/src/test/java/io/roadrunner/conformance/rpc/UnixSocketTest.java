package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcMethod;
import io.roadrunner.rpc.RpcOptions;
import io.roadrunner.rpc.RpcServer;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server on a unix-domain socket: who may connect, and whose file it is.
class UnixSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir private Path folder;

    private Path path() {
        return folder.resolve("rpc.sock");
    }

    private static RpcOptions at(Path path) {
        return RpcOptions.builder().address(new RpcAddress.Unix(path)).build();
    }

    private RpcServer start() throws IOException {
        return RpcServer.start(at(path()), List.of(OwnMethods.of("Echo", text -> text)));
    }

    private static void assertServes(RpcAddress address) throws IOException {
        try (RpcClient client = RpcClient.connect(address, PATIENCE)) {
            assertEquals("{\"text\":\"x\"}", client.callJson("test.Echo", "{\"text\":\"x\"}"));
        }
    }

    @Test
    void callsAreAnsweredAndTheFileIsTheOwnersAlone() throws IOException {
        try (RpcServer server = start()) {
            assertEquals("unix://" + path(), server.address().toString());
            assertServes(server.address());
            assertEquals("rw-------", mode());
            assertEquals(List.of(path()), files());
        }
        assertEquals(List.of(), files());
    }

    /// Between the making of the socket and the change of its mode anybody could connect. One who
    /// looks all the time does not see such a moment.
    @Test
    void thereIsNoMomentWhenOthersMayConnect() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<String> seen = new AtomicReference<>("rw-------");
        Thread watcher =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over.get()) {
                                look(seen);
                            }
                        });
        try {
            for (int round = 0; round < 200; round++) {
                start().close();
            }
        } finally {
            over.set(true);
            watcher.join();
        }
        assertEquals("rw-------", seen.get());
    }

    private void look(AtomicReference<String> seen) {
        try {
            String mode = mode();
            if (!mode.equals("rw-------")) {
                seen.set(mode);
            }
        } catch (NoSuchFileException _) {
            // It is not there at this moment.
            return;
        } catch (IOException e) {
            seen.set(e.toString());
        }
    }

    @Test
    void theFileOfADeadProcessIsReplaced() throws IOException {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path()));
        dead.close();
        assertTrue(Files.exists(path()));
        try (RpcServer server = start()) {
            assertServes(server.address());
        }
        assertFalse(Files.exists(path()));
    }

    @Test
    void theFileOfALiveServerIsNotReplaced() throws IOException {
        try (RpcServer server = start()) {
            BindException problem = assertThrows(BindException.class, this::start);
            assertEquals("the file exists already: " + path(), problem.getMessage());
            assertServes(server.address());
            assertEquals(List.of(path()), files());
        }
    }

    @Test
    void aServerThatIsTooBusyToAcceptIsAlive() throws IOException {
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(path()), 1);
            for (int i = 0; i < 4; i++) {
                assertThrows(BindException.class, this::start);
            }
            assertTrue(Files.exists(path()));
        }
    }

    @Test
    void aFileThatIsNoSocketIsNotReplaced() throws IOException {
        Files.writeString(path(), "precious");
        assertThrows(BindException.class, this::start);
        assertEquals("precious", Files.readString(path()));
        assertEquals(List.of(path()), files());
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Files.createSymbolicLink(path(), folder.resolve("elsewhere"));
        assertThrows(BindException.class, this::start);
        assertTrue(Files.isSymbolicLink(path()));
        assertEquals(List.of(path()), files());
    }

    @Test
    void theFileOfASuccessorIsLeftAlone() throws IOException {
        RpcServer first = start();
        Files.delete(path());
        try (RpcServer second = start()) {
            first.close();
            assertServes(second.address());
        }
    }

    @Test
    void aPathMayBeRelative() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(path().toAbsolutePath());
        Path bare = Path.of("rpc-%d.sock".formatted(ProcessHandle.current().pid()));
        for (Path path : List.of(relative, bare)) {
            try (RpcServer server =
                    RpcServer.start(at(path), List.of(OwnMethods.of("Echo", text -> text)))) {
                assertServes(server.address());
            }
            assertFalse(Files.exists(path));
        }
    }

    @Test
    void aFolderThatIsNotThereLeavesNothingBehind() {
        RpcOptions options = at(folder.resolve("no").resolve("rpc.sock"));
        assertThrows(NoSuchFileException.class, () -> RpcServer.start(options, List.of()));
    }

    @Test
    void aPathHas103BytesAndALongerOneLeavesNothingBehind() throws IOException {
        int room = 103 - folder.toString().length() - 1;
        Path longest = folder.resolve("x".repeat(room));
        RpcMethod echo = OwnMethods.of("Echo", text -> text);
        try (RpcServer server = RpcServer.start(at(longest), List.of(echo))) {
            assertServes(server.address());
        }
        RpcOptions longer = at(folder.resolve("x".repeat(room + 1)));
        assertThrows(BindException.class, () -> RpcServer.start(longer, List.of()));
        assertEquals(List.of(), files());
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
