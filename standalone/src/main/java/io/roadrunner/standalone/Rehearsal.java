package io.roadrunner.standalone;

import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.ServerMethods;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// The demo from its start to its end with some questions in between. The JVM watches it and keeps
/// what it has loaded, and what it knows of methods that were called often, for the next start: see
/// `./roadrunner`. Main thread; somebody else asks.
final class Rehearsal {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long BETWEEN_TRIES_NANOS = 10_000_000L;
    private static final int SMALL = 8192;

    private static final Screen SILENT =
            new Screen(new PrintStream(OutputStream.nullOutputStream()), System.err, () -> false);

    private Rehearsal() {}

    /// Ends the process like a command.
    public static void main(String[] arguments) throws IOException {
        // Not the one that it uses, but what is loaded for it.
        Screen.ofProcess().isTerminal();
        Path folder = Files.createTempDirectory("roadrunner");
        int exit;
        try {
            Thread.ofPlatform().daemon().name("visitor").start(() -> visit(folder));
            exit =
                    Main.run(
                            SILENT,
                            "demo",
                            "--host=127.0.0.1",
                            "--port=0",
                            "--status-port=0",
                            "--rpc=" + control(folder));
        } finally {
            clear(folder);
        }
        System.exit(exit);
    }

    private static RpcAddress control(Path folder) {
        return new RpcAddress.Unix(folder.resolve("control"));
    }

    private static void clear(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("control"));
        Files.deleteIfExists(folder);
    }

    private static void visit(Path folder) {
        RpcAddress control = control(folder);
        try (RemoteServer server = await(control)) {
            for (Message listener : server.call(ListenerMethods.LIST).messages("listeners")) {
                URI root = URI.create("http://" + listener.text("address") + "/");
                ask(root, "/");
                RehearsalAudience audience =
                        new RehearsalAudience(
                                new InetSocketAddress(root.getHost(), root.getPort()));
                audience.ask("/hello");
                audience.ask("/json");
            }
            URI page = URI.create(server.call(ProgramInfo.TYPE).text("status_page"));
            ask(page, "/");
            ask(page, "/readyz");
            Main.run(SILENT, "info", "--rpc=" + control);
            server.call(ServerMethods.STOP);
        } catch (IOException | CommandFailure | InterruptedException e) {
            SILENT.complain("the rehearsal failed: " + e.getMessage());
            fail(folder);
        }
    }

    /// At once: the demo has nothing that is worth a drain, and may be what fails.
    private static void fail(Path folder) {
        try {
            clear(folder);
        } catch (IOException e) {
            SILENT.complain("a folder is left behind: " + e.getMessage());
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private static RemoteServer await(RpcAddress control) throws CommandFailure {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return RemoteServer.connect(control, RemoteServer.SOON);
            } catch (CommandFailure e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(Rehearsal.class, BETWEEN_TRIES_NANOS);
            }
        }
    }

    private static void ask(URI root, String path) throws IOException {
        String request = "GET %s HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".formatted(path);
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(SMALL);
            if (!new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200 ")) {
                throw new IOException("no good answer at " + path);
            }
        }
    }
}
