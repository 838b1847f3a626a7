package io.roadrunner.conformance.status;

import static io.roadrunner.conformance.status.StatusServer.entry;
import static io.roadrunner.conformance.status.StatusServer.report;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.status.Checker;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of docs/status.md: every situation of a check, asked with all others and by name, of
/// `/health` and of `/ready`. Each row has the same answer in all four columns.
class StatusRuleTest {
    private static final List<String> COLUMNS =
            List.of("/health", "/health?plugin=db", "/ready", "/ready?plugin=db");

    private static Arguments row(
            String situation, Callable<Status> check, int http, String message, int code) {
        return Arguments.of(situation, check, http, message, code);
    }

    private static Callable<Status> says(int code) {
        return () -> new Status(code, "");
    }

    private static Callable<Status> throwing(Throwable thrown) {
        return () -> {
            if (thrown instanceof Exception exception) {
                throw exception;
            }
            throw (Error) thrown;
        };
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a check in another language may do
    private static Status nothing() {
        return null;
    }

    static Stream<Arguments> rows() {
        String unexpected = "unexpected status code";
        String internal = "internal server error, see logs";
        return Stream.of(
                row("the lowest healthy code", says(100), 200, "", 100),
                row("200", says(200), 200, "", 200),
                row("healthy with a word", () -> new Status(200, "slow"), 200, "slow", 200),
                row("the highest healthy code", says(399), 200, "", 399),
                row("400", says(400), 503, unexpected, 400),
                row("401", says(401), 503, unexpected, 401),
                row("499", says(499), 503, unexpected, 499),
                row("99", says(99), 503, unexpected, 99),
                row("zero", says(0), 503, unexpected, 0),
                row("negative", says(-1), 503, unexpected, -1),
                row("the smallest number", says(Integer.MIN_VALUE), 503, unexpected, -2147483648),
                row("its own word", () -> new Status(404, "no table"), 503, "no table", 404),
                row("500", says(500), 503, internal, 503),
                row("503", says(503), 503, internal, 503),
                row("the largest number", says(Integer.MAX_VALUE), 503, internal, 503),
                row("503 with a word", () -> Status.unavailable("full"), 503, "full", 503),
                row(
                        "null",
                        StatusRuleTest::nothing,
                        503,
                        "plugin is not available, returned nil",
                        503),
                row("throws", throwing(new IllegalStateException("lost")), 503, "lost", 500),
                row(
                        "throws without a word",
                        throwing(new IllegalStateException()),
                        503,
                        "IllegalStateException",
                        500),
                row(
                        "throws an error",
                        throwing(new StackOverflowError()),
                        503,
                        "StackOverflowError",
                        500),
                row(
                        "throws what cannot say what it is",
                        throwing(new Speechless()),
                        503,
                        "Speechless",
                        500));
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even this");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRowHasOneAnswer(
            String situation, Callable<Status> check, int http, String message, int code) {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            server.both("db", check);
            String alone = entry("db", message, code);
            String all = report(alone, entry("web", "", 200));
            for (String column : COLUMNS) {
                server.get(column)
                        .expectStatus(http)
                        .expectHeader("content-type", "application/json")
                        .expectBody(column.contains("?") ? report(alone) : all);
            }
        }
    }

    @Test
    void aCheckThatHangsIsToldToTakeTooLong() {
        try (StatusServer server =
                StatusServer.start(options -> options.checkTimeout(Duration.ofSeconds(1)))) {
            server.listen("web");
            CountDownLatch never = new CountDownLatch(1);
            server.both(
                    "db",
                    () -> {
                        never.await();
                        return Status.ok();
                    });
            String alone = entry("db", "the check took too long", 503);
            for (String column : COLUMNS) {
                server.get(column)
                        .expectStatus(503)
                        .expectBody(
                                column.contains("?")
                                        ? report(alone)
                                        : report(alone, entry("web", "", 200)));
            }
        }
    }

    @Test
    void whatIsNotThereCannotBeRegistered() {
        try (StatusServer server = StatusServer.start()) {
            assertThrows(NullPointerException.class, () -> server.plugin().register(noChecker()));
            assertThrows(NullPointerException.class, () -> server.plugin().register(noReadiness()));
            server.get("/health").expectStatus(200).expectBody("[]");
        }
    }

    @SuppressWarnings("NullAway")
    private static Checker noChecker() {
        return null;
    }

    @SuppressWarnings("NullAway")
    private static Readiness noReadiness() {
        return null;
    }

    @Test
    void withoutAnythingEverythingIsHealthyAndNothingIsReady() {
        try (StatusServer server = StatusServer.start()) {
            server.get("/health").expectStatus(200).expectBody("[]");
            server.get("/ready")
                    .expectStatus(503)
                    .expectBody(report(entry("listeners", "no listener accepts", 503)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready"})
    void aNameThatNobodyHasIsNotFound(String endpoint) {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            server.both("db", Status::ok);
            server.both("mail", () -> Status.unavailable("full"));
            String gone = entry("gone", "no such plugin", 404);
            server.get(endpoint + "?plugin=gone").expectStatus(404).expectBody(report(gone));
            server.get(endpoint + "?plugin=gone&plugin=db")
                    .expectStatus(404)
                    .expectBody(report(entry("db", "", 200), gone));
            server.get(endpoint + "?plugin=mail,gone")
                    .expectStatus(503)
                    .expectBody(report(gone, entry("mail", "full", 503)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready"})
    void aNameThatNobodyHasCanBeLeftOut(String endpoint) {
        try (StatusServer server =
                StatusServer.start(options -> options.unknownPluginStatus(200))) {
            server.listen("web");
            server.both("db", Status::ok);
            server.both("mail", () -> Status.unavailable("full"));
            server.get(endpoint + "?plugin=gone").expectStatus(200).expectBody("[]");
            server.get(endpoint + "?plugin=gone,db")
                    .expectStatus(200)
                    .expectBody(report(entry("db", "", 200)));
            server.get(endpoint + "?plugin=mail,gone")
                    .expectStatus(503)
                    .expectBody(report(entry("mail", "full", 503)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 418, 500, 599})
    void theUnavailableCodeIsWhatWasChosen(int code) {
        try (StatusServer server =
                StatusServer.start(options -> options.unavailableStatusCode(code))) {
            server.both("db", says(500));
            server.both("mail", throwing(new IllegalStateException("lost")));
            String body =
                    report(
                            entry("db", "internal server error, see logs", code),
                            entry("mail", "lost", 500));
            server.get("/health").expectStatus(code).expectBody(body);
            server.get("/livez").expectStatus(code).expectBody("unavailable\n");
            server.get("/jobs").expectStatus(code).expectBody("jobs plugin not found\n");
        }
    }

    @Test
    void aLongMessageIsCutAndAHostileOneIsEscaped() {
        try (StatusServer server = StatusServer.start()) {
            server.both("long", () -> Status.unavailable("x".repeat(100_000)));
            server.both("quote", () -> Status.unavailable("\"},\n\u0000<script>\\"));
            server.get("/health?plugin=long")
                    .expectBody(report(entry("long", "x".repeat(1000) + "...", 503)));
            String text = server.get("/health?plugin=quote").text();
            org.junit.jupiter.api.Assertions.assertTrue(
                    text.contains("\\\"},\\n\\u0000") && text.contains("\\\\"), text);
        }
    }
}
