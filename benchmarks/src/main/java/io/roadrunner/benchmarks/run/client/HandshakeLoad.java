package io.roadrunner.benchmarks.run.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The command that opens TLS connections with one request on each: `uri full|resumed seconds`. It
/// prints the line of a report. Each thread has its own sessions.
final class HandshakeLoad {
    private static final int THREADS = 4;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int OK = 1;

    private final URI target;
    private final boolean resumed;
    private final long endNanos;
    private final byte[] request;

    private HandshakeLoad(URI target, boolean resumed, long endNanos) {
        this.target = target;
        this.resumed = resumed;
        this.endNanos = endNanos;
        request =
                ("GET " + target.getRawPath() + " HTTP/1.1\r\nhost: " + target.getRawAuthority())
                        .concat("\r\nconnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
    }

    static void main(String[] arguments) throws InterruptedException, ExecutionException {
        long seconds = Long.parseLong(arguments[2]);
        long start = System.nanoTime();
        HandshakeLoad load =
                new HandshakeLoad(
                        URI.create(arguments[0]),
                        "resumed".equals(arguments[1]),
                        start + seconds * NANOS_PER_SECOND);
        Outcome all = new Outcome();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                outcomes.add(threads.submit(load::run));
            }
            for (Future<Outcome> outcome : outcomes) {
                all.addAll(outcome.get());
            }
        }
        IO.println(all.line(System.nanoTime() - start));
    }

    private Outcome run() throws GeneralSecurityException {
        Outcome outcome = new Outcome();
        SSLContext context = Trusting.context();
        while (System.nanoTime() - endNanos < 0) {
            if (!resumed) {
                context = Trusting.context();
            }
            long start = System.nanoTime();
            try {
                if (exchange(context) == OK) {
                    outcome.add(System.nanoTime() - start);
                } else {
                    outcome.addRefusal(System.nanoTime() - start);
                }
            } catch (IOException _) {
                outcome.addFailure();
            }
        }
        return outcome;
    }

    /// @return [#OK] for an answer with status 200 that ends as it should
    private int exchange(SSLContext context) throws IOException {
        // The name and port are what sessions are found by.
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(target.getHost(), target.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.startHandshake();
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return answer.startsWith("HTTP/1.1 200 ") ? OK : 0;
        }
    }
}
