package io.roadrunner.conformance.status;

import io.roadrunner.Listener;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.status.Checker;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The endpoints that Kubernetes asks.
class KubernetesTest {
    private static final String OK = "ok\n";
    private static final String UNAVAILABLE = "unavailable\n";

    @Test
    void allIsWell() {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            for (String path : new String[] {"/livez", "/readyz", "/healthz", "/startupz"}) {
                server.get(path)
                        .expectStatus(200)
                        .expectHeader("content-type", "text/plain; charset=utf-8")
                        .expectBody(OK);
            }
        }
    }

    @Test
    void onlyAFailingCheckerEndsALife() {
        try (StatusServer server = StatusServer.start()) {
            AtomicReference<Status> health = new AtomicReference<>(Status.ok());
            server.plugin().register(Checker.of("deadlock", health::get));
            server.plugin().register(Readiness.of("cache", () -> Status.unavailable("cold")));
            server.get("/livez").expectStatus(200).expectBody(OK);
            server.get("/healthz").expectStatus(200).expectBody(OK);
            server.get("/readyz").expectStatus(503).expectBody(UNAVAILABLE);
            health.set(Status.unavailable("stuck"));
            server.get("/livez").expectStatus(503).expectBody(UNAVAILABLE);
            server.get("/healthz").expectStatus(503).expectBody(UNAVAILABLE);
            server.plugin().shutDown();
            server.get("/livez").expectStatus(503).expectBody(UNAVAILABLE);
        }
    }

    @Test
    void whatDrainsIsAliveAndNotReady() {
        try (StatusServer server = StatusServer.start()) {
            Listener web = server.listen("web");
            DrainOptions lameDuck =
                    DrainOptions.standard()
                            .withDelay(Duration.ofSeconds(30))
                            .withTimeout(Duration.ofSeconds(30));
            Thread drain = Thread.ofVirtual().start(() -> drain(web, lameDuck));
            Await.until("it drains", () -> web.status() == ListenerStatus.DRAINING);
            server.get("/livez").expectStatus(200).expectBody(OK);
            server.get("/healthz").expectStatus(200).expectBody(OK);
            server.get("/readyz").expectStatus(503).expectBody(UNAVAILABLE);
            server.get("/readyz?verbose")
                    .expectBody(
                            "[-] listeners failed: no listener accepts\n"
                                    + "[-] web failed: the listener drains\n"
                                    + UNAVAILABLE);
            drain.interrupt();
            Await.until("it has ended", () -> !drain.isAlive());
        }
    }

    private static void drain(Listener listener, DrainOptions options) {
        try {
            listener.drain(options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatWasReadyOnceHasStarted() {
        try (StatusServer server = StatusServer.start()) {
            AtomicReference<Status> migration =
                    new AtomicReference<>(Status.unavailable("migrating"));
            server.plugin().register(Readiness.of("migration", migration::get));
            server.get("/startupz").expectStatus(503).expectBody(UNAVAILABLE);
            server.listen("web");
            server.get("/startupz").expectStatus(503).expectBody(UNAVAILABLE);
            server.get("/ready?plugin=web").expectStatus(200);
            server.get("/startupz").expectStatus(503).expectBody(UNAVAILABLE);
            migration.set(Status.ok());
            server.get("/startupz").expectStatus(200).expectBody(OK);
            migration.set(Status.unavailable("again"));
            server.get("/readyz").expectStatus(503);
            server.get("/startupz").expectStatus(200).expectBody(OK);
            server.plugin().shutDown();
            server.get("/startupz").expectStatus(200).expectBody(OK);
        }
    }

    @Test
    void readinessThatSomebodyElseHasSeenCountsAsStarted() {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            server.get("/ready").expectStatus(200);
            server.application().stopListener("web");
            server.get("/startupz").expectStatus(200).expectBody(OK);
        }
    }

    @Test
    void verboseSaysWhatEachCheckFound() {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            server.both("db", () -> Status.unavailable("no route\nto\rhost"));
            String lines = "[-] db failed: no route to host\n[+] web ok\n" + UNAVAILABLE;
            server.get("/livez?verbose").expectStatus(503).expectBody(lines);
            server.get("/readyz?verbose=1").expectStatus(503).expectBody(lines);
        }
    }
}
