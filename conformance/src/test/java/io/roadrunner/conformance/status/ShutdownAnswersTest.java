package io.roadrunner.conformance.status;

import static io.roadrunner.conformance.status.StatusServer.entry;
import static io.roadrunner.conformance.status.StatusServer.report;

import io.roadrunner.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered from the moment that the program shuts down.
class ShutdownAnswersTest {
    private static final String TEXT = "service is shutting down\n";

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/jobs", "/healthz", "/readyz"})
    void theUnavailableCodeIsAnsweredWithTheText(String path) {
        try (StatusServer server =
                StatusServer.start(options -> options.unavailableStatusCode(500))) {
            server.listen("web");
            server.plugin().shutDown();
            server.get(path)
                    .expectStatus(500)
                    .expectHeader("content-type", "text/plain; charset=utf-8")
                    .expectBody(TEXT);
        }
    }

    @Test
    void healthIsFineWhenThatWasChosen() {
        try (StatusServer server =
                StatusServer.start(options -> options.healthyDuringShutdown(true))) {
            server.listen("web");
            server.plugin().shutDown();
            server.get("/health").expectStatus(200).expectBody(TEXT);
            server.get("/healthz").expectStatus(200).expectBody(TEXT);
            server.get("/ready").expectStatus(503).expectBody(TEXT);
            server.get("/readyz").expectStatus(503).expectBody(TEXT);
            server.get("/jobs").expectStatus(503).expectBody(TEXT);
        }
    }

    @Test
    void theNamesThatAreAskedForDoNotMatterAnyMore() {
        try (StatusServer server = StatusServer.start()) {
            server.both("db", Status::ok);
            server.get("/health?plugin=db").expectBody(report(entry("db", "", 200)));
            server.plugin().shutDown();
            server.get("/health?plugin=db").expectStatus(503).expectBody(TEXT);
            server.get("/ready?plugin=gone").expectStatus(503).expectBody(TEXT);
        }
    }

    @Test
    void nothingIsAskedOfChecksAnyMore() {
        try (StatusServer server = StatusServer.start()) {
            server.plugin().shutDown();
            server.both(
                    "db",
                    () -> {
                        throw new AssertionError("asked");
                    });
            server.get("/health").expectStatus(503).expectBody(TEXT);
            server.get("/ready").expectStatus(503).expectBody(TEXT);
        }
    }

    @Test
    void aProgramThatShutsDownIsAlive() {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            server.plugin().shutDown();
            server.get("/livez").expectStatus(200).expectBody("ok\n");
            server.application().stopListener("web");
            server.get("/livez").expectStatus(200).expectBody("ok\n");
        }
    }
}
