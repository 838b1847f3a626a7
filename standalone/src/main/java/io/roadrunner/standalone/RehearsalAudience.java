package io.roadrunner.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks a listener for one path again and again, on several connections, so that the JVM sees what
/// is worth compiling and begins with that at the next start. Thread-safe.
///
/// @param address of a listener that speaks HTTP/1.1 without TLS
record RehearsalAudience(InetSocketAddress address) {
    private static final int CONNECTIONS = 8;

    /// On each connection: together enough for both compilers of the JVM, the slower of which
    /// begins after some thousands of calls.
    private static final int REQUESTS = 800;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String GOOD = "HTTP/1.1 200 ";
    private static final int LARGEST_ANSWER = 8192;

    /// Asks, one request after the other on each connection.
    ///
    /// @param path with an answer that comes in one piece
    /// @throws IOException when a request is not answered as it should be
    void ask(String path) throws IOException, InterruptedException {
        byte[] request =
                ("GET " + path + " HTTP/1.1\r\nhost: a\r\nuser-agent: b\r\naccept: */*\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        Callable<Integer> client = () -> answers(request);
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(client);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answers : threads.invokeAll(clients)) {
                answers.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(path + " is not answered: " + e.getCause(), e);
        }
    }

    private int answers(byte[] request) throws IOException {
        byte[] answer = new byte[LARGEST_ANSWER];
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < REQUESTS; i++) {
                socket.getOutputStream().write(request);
                int length = socket.getInputStream().read(answer);
                String text = new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
                if (!text.startsWith(GOOD)) {
                    throw new IOException("after " + i + " answers: '" + text + "'");
                }
            }
        }
        return REQUESTS;
    }
}
