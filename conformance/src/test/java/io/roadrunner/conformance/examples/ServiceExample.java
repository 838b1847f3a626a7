package io.roadrunner.conformance.examples;

import io.roadrunner.DrainResult;
import io.roadrunner.Roadrunner;
import io.roadrunner.Service;
import io.roadrunner.ServiceOptions;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What `docs/services.md` shows: each of its blocks is somewhere here, line for line.
final class ServiceExample {
    private ServiceExample() {}

    static Routes routes() {
        return Routes.builder()
                .get("/", request -> Responses.text(200, "hello from " + request.listenerName()))
                .get("/tenant", r -> Responses.json(200, r.attributes().get("tenant")))
                .build();
    }

    static ServiceOptions options(int port, int tlsPort, TlsOptions tls) {
        return ServiceOptions.builder("shop")
                .http(http -> http.port(port))
                .https(https -> https.port(tlsPort).tls(tls))
                .routes(routes())
                .maxConcurrentRequests(5000)
                .drain(DrainOptions.standard().withDelay(Duration.ofSeconds(5)))
                .attributes(Map.of("tenant", "acme"))
                .build();
    }

    static void serve() throws InterruptedException {
        TlsOptions tls = TlsOptions.pem(Path.of("cert.pem"), Path.of("key.pem"));
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Service shop = roadrunner.startService(options(8080, 8443, tls));
            IO.readln("Press Enter to drain " + shop.listeners().size() + " listeners. ");
            IO.println(roadrunner.drain(shop));
        }
    }

    static void admit(Service shop) {
        ListenerOptions local = ListenerOptions.builder().host("127.0.0.1").port(0).build();
        int port = shop.startListener("admin", local).port();
        IO.println("the shop listens on port " + port + " as well");
        shop.limitConcurrentRequests(100);
        shop.reloadRoutes(routes());
        shop.stopListener("admin");
    }

    static String drain(Service shop) throws InterruptedException {
        DrainOptions options = DrainOptions.standard().withTimeout(DrainOptions.FOREVER);
        return switch (shop.drain(options)) {
            case DrainResult.Drained(Duration elapsed) -> "nothing was lost in " + elapsed;
            case DrainResult.TimedOut(_, int requests, _) -> requests + " requests were cut";
        };
    }
}
