package io.roadrunner.benchmarks.drain;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.Service;
import io.roadrunner.ServiceOptions;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Measures drains of a service: `DrainTimes CONNECTIONS RUNS` prints the milliseconds of each run
/// with so many idle connections, the work that it was, and of as many runs from the end of the
/// only request's handler to the return of `drain`, whose client reads the answer and closes.
final class DrainTimes {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long PATIENCE = 30;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private DrainTimes() {}

    /// @param arguments number of idle connections and of runs
    static void main(String[] arguments) throws IOException, InterruptedException {
        int connections = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        double[] idle = new double[runs];
        double[] work = new double[runs];
        double[] last = new double[runs];
        for (int run = 0; run < runs; run++) {
            Times times = ofIdleConnections(connections);
            idle[run] = times.elapsedMillis();
            work[run] = times.workMillis();
            last[run] = afterTheLastRequest();
        }
        print(connections + " idle connections", idle);
        print("work of processors for them", work);
        print("after the last request", last);
    }

    /// How long one drain took.
    ///
    /// @param elapsedMillis by the clock
    /// @param workMillis of processors, whoever else wanted them; to 10 ms
    private record Times(double elapsedMillis, double workMillis) {}

    private static long work() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        IO.println(
                "%s: median %.1f ms, max %.1f ms, %s"
                        .formatted(
                                what,
                                millis[millis.length / 2],
                                millis[millis.length - 1],
                                Arrays.toString(millis)));
    }

    private static Service start(Roadrunner roadrunner, int connections, Handler handler) {
        return roadrunner.startService(
                ServiceOptions.builder("measured")
                        .http(http ->
                                http.host("127.0.0.1")
                                        .port(0)
                                        .maxClients(connections)
                                        .socketBacklog(4096))
                        .handler(handler)
                        .build());
    }

    private static Times ofIdleConnections(int connections)
            throws IOException, InterruptedException {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Service service = start(roadrunner, connections, _ -> Responses.text(200, "hello"));
            Listener http = service.listener("http").orElseThrow();
            Process clients = clients(http.port(), connections);
            try (BufferedReader output = clients.inputReader()) {
                if (!"ready".equals(output.readLine())) {
                    throw new IOException("the clients have failed");
                }
                while (http.info().activeClients() < connections) {
                    LockSupport.parkNanos(1_000_000);
                }
                long workBefore = work();
                long begin = System.nanoTime();
                DrainResult result = service.drain();
                long end = System.nanoTime();
                double worked = (work() - workBefore) / NANOS_PER_MILLI;
                String closed = output.readLine();
                if (!result.isDrained() || !Integer.toString(connections).equals(closed)) {
                    throw new IOException(result + ", closed: " + closed);
                }
                return new Times((end - begin) / NANOS_PER_MILLI, worked);
            } finally {
                clients.destroy();
            }
        }
    }

    private static Process clients(int port, int connections) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleClients.class.getName(),
                        Integer.toString(port),
                        Integer.toString(connections))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static double afterTheLastRequest() throws IOException, InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong ended = new AtomicLong();
        Handler handler =
                request -> {
                    // The drain waits for it: the deadline is told to running requests.
                    while (request.drainDeadline().isEmpty()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    release.await(PATIENCE, TimeUnit.SECONDS);
                    ended.set(System.nanoTime());
                    return Responses.text(200, "late");
                };
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Service service = start(roadrunner, 1, handler);
            int port = service.listener("http").orElseThrow().port();
            Thread client = Thread.ofPlatform().start(() -> ask(port));
            while (service.inFlight() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            Thread.ofVirtual()
                    .start(() -> {
                        LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
                        release.countDown();
                    });
            DrainResult result = service.drain(DrainOptions.standard());
            long end = System.nanoTime();
            client.join();
            if (!result.isDrained()) {
                throw new IOException(result.toString());
            }
            return (end - ended.get()) / NANOS_PER_MILLI;
        }
    }

    private static void ask(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(REQUEST);
            InputStream answer = socket.getInputStream();
            byte[] all = answer.readAllBytes();
            if (!lastLine(all).equals("late")) {
                throw new IllegalStateException("another answer");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lastLine(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
