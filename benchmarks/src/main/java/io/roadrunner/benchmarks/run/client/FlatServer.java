package io.roadrunner.benchmarks.run.client;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.time.Duration;
import java.util.Locale;

/// Roadrunner with as many routes as wanted, and a drain on demand: `port routes`. A line on its
/// standard input drains; it prints `drained MILLISECONDS` and ends. One thread.
final class FlatServer {
    private static final int MAX_CLIENTS = 20_000;
    private static final int MAX_REQUESTS = 100_000_000;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
    private static final double NANOS_PER_MILLI = 1e6;

    private FlatServer() {}

    static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        int routes = Integer.parseInt(arguments[1]);
        try (Roadrunner roadrunner = Roadrunner.create()) {
            ListenerOptions options =
                    ListenerOptions.builder()
                            .host("127.0.0.1")
                            .port(port)
                            .maxClients(MAX_CLIENTS)
                            .maxKeepAliveRequests(MAX_REQUESTS)
                            .routes(routes(routes))
                            .build();
            Listener listener = roadrunner.startListener("flat", options);
            if (IO.readln() != null) {
                drain(listener);
            }
        }
    }

    private static void drain(Listener listener) throws InterruptedException {
        long start = System.nanoTime();
        DrainResult result = listener.drain(DRAIN_LIMIT);
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        IO.println(
                switch (result) {
                    case DrainResult.Drained _ ->
                            String.format(Locale.ROOT, "drained %.3f", millis);
                    case DrainResult.TimedOut timedOut ->
                            "not drained: " + timedOut.remainingConnections() + " are left";
                });
    }

    private static Routes routes(int count) {
        Routes.Builder routes =
                Routes.builder().get("/hello", _ -> Responses.text(200, "hello, roadrunner!"));
        for (int i = 0; i < count; i++) {
            routes.get(
                    "/r/" + i + "/:id",
                    request -> Responses.text(200, String.valueOf(request.binding("id"))));
        }
        return routes.build();
    }
}
