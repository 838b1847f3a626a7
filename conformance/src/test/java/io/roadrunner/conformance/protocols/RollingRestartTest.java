package io.roadrunner.conformance.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.conformance.PassedSocket;
import io.roadrunner.conformance.Programs;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Instances behind a real HAProxy that speaks HTTP/2 with them are replaced one after the other
/// while clients go on asking. Nobody may notice.
class RollingRestartTest {
    private static final int CLIENTS = 6;
    private static final int ROUNDS = 4;

    private static final String CONFIGURATION =
            """
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s
              timeout check 5s
              retries 3
              option redispatch
            listen front
              bind fd@0
              balance roundrobin
              option httpchk GET /
              default-server check inter 100ms fall 1 rise 1
              server one 127.0.0.1:%d proto h2 check-proto h1
              server two 127.0.0.1:%d proto h2 check-proto h1
            """;

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @TempDir Path folder;

    private static Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get("/large", _ -> Responses.body(200, "x/y", new byte[200_000]))
                .post("/echo", RollingRestartTest::echo)
                .build();
    }

    private static Response echo(Request request) throws IOException {
        return Responses.body(200, "x/y", request.readBody());
    }

    private WayServer instance(int port) {
        return WayServer.start(
                Way.HTTP2,
                folder,
                options ->
                        options.routes(routes())
                                .port(port)
                                .detectPreface(true)
                                .protocols(Way.HTTP2.protocol(), Way.HTTP1.protocol()));
    }

    private ChildProcess haproxy(int one, int two) throws IOException {
        String text = CONFIGURATION.formatted(one, two);
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), text);
        List<String> command = new ArrayList<>(PassedSocket.launcher());
        command.addAll(List.of(Programs.need("haproxy").toString(), "-db", "-f", file.toString()));
        return ChildProcess.start(command.toArray(String[]::new));
    }

    private void ask(int port) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<HttpRequest> requests =
                    List.of(
                            request(port, "/").build(),
                            request(port, "/large").build(),
                            request(port, "/echo")
                                    .POST(HttpRequest.BodyPublishers.ofString("content"))
                                    .build());
            List<Integer> lengths = List.of(5, 200_000, 7);
            for (int i = 0; going.get(); i++) {
                int which = i % requests.size();
                check(client, requests.get(which), lengths.get(which));
            }
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(20));
    }

    private void check(HttpClient client, HttpRequest request, int length) {
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() == 200 && response.body().length == length) {
                answered.incrementAndGet();
            } else {
                failures.add(request + " " + response.statusCode());
            }
        } catch (IOException e) {
            failures.add(request + " " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitMore(int requests) {
        int before = answered.get();
        Await.until(
                requests + " more are answered, after " + failures,
                Duration.ofSeconds(30),
                () -> answered.get() - before >= requests || !failures.isEmpty());
    }

    @Test
    void noRequestFails() throws Exception {
        DrainOptions graceful =
                DrainOptions.standard()
                        .withDelay(Duration.ofMillis(300))
                        .withTimeout(Duration.ofSeconds(20));
        WayServer[] instances = {instance(0), instance(0)};
        List<Thread> clients = new ArrayList<>();
        int[] ports = {instances[0].listener().port(), instances[1].listener().port()};
        try (ChildProcess haproxy = haproxy(ports[0], ports[1])) {
            int front = PassedSocket.port(haproxy);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(() -> ask(front)));
            }
            awaitMore(200);
            for (int round = 0; round < ROUNDS; round++) {
                int which = round % 2;
                DrainResult result = instances[which].listener().drain(graceful);
                assertTrue(result.isDrained(), result::toString);
                instances[which].close();
                awaitMore(100);
                instances[which] = instance(ports[which]);
                awaitServed(instances[which]);
            }
            awaitMore(200);
            going.set(false);
            for (Thread client : clients) {
                client.join();
            }
            assertEquals(List.of(), List.copyOf(failures), haproxy.stderr());
        } finally {
            going.set(false);
            instances[0].close();
            instances[1].close();
        }
    }

    private static void awaitServed(WayServer instance) {
        Await.until(
                "the new instance has its share",
                Duration.ofSeconds(20),
                () -> instance.info().requestsServed() > 50);
    }
}
