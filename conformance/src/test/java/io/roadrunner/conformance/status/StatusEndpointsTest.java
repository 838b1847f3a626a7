package io.roadrunner.conformance.status;

import static io.roadrunner.conformance.status.StatusServer.entry;
import static io.roadrunner.conformance.status.StatusServer.report;
import static io.roadrunner.conformance.status.StatusServer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.status.Status;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.Http2Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the plugin listens, and what its paths, methods and parameters are.
class StatusEndpointsTest {
    private static final List<String> PATHS =
            List.of("/health", "/ready", "/jobs", "/livez", "/readyz", "/healthz", "/startupz");

    @Test
    void namesAreRepeatedOrSeparatedByCommasAndEachAnswersOnceInOrder() {
        try (StatusServer server = StatusServer.start()) {
            server.both("a", Status::ok);
            server.both("b", Status::ok);
            server.both("c", Status::ok);
            String two = report(entry("a", "", 200), entry("c", "", 200));
            for (String query :
                    List.of(
                            "plugin=c&plugin=a",
                            "plugin=c,a",
                            "plugin=c,&plugin=,a",
                            "plugin=c%2Ca",
                            "plugin=+c+,%20a",
                            "plugin=a,a,c&plugin=c",
                            "other=b&plugin=a&plugin&plugin=c")) {
                server.get("/health?" + query).expectStatus(200).expectBody(two);
                server.get("/ready?" + query).expectStatus(200).expectBody(two);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?plugin", "?plugin=", "?plugin=,", "?plugin=%20", "?a=b"})
    void withoutANameEverythingIsAsked(String query) {
        try (StatusServer server = StatusServer.start()) {
            server.both("a", Status::ok);
            server.both("b", Status::ok);
            server.get("/health" + query)
                    .expectStatus(200)
                    .expectBody(report(entry("a", "", 200), entry("b", "", 200)));
        }
    }

    @Test
    void namesAreBounded() {
        try (StatusServer server = StatusServer.start()) {
            String thousand =
                    IntStream.range(0, 1000)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(","));
            server.get("/health?plugin=" + thousand).expectStatus(404);
            server.get("/health?plugin=" + thousand + ",one")
                    .expectStatus(400)
                    .expectBody("more than 1000 names\n");
            server.get("/ready?plugin=" + thousand + ",one").expectStatus(400);
            server.get("/health?" + "plugin&".repeat(1001)).expectStatus(400);
        }
    }

    @Test
    void otherMethodsAreNotAllowedAndHeadHasNoContent() {
        try (StatusServer server = StatusServer.start()) {
            for (String path : PATHS) {
                for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                    WireResponse refused = server.ask(method, path).expectStatus(405);
                    assertEquals("GET, HEAD", refused.header("allow"), path);
                }
                WireResponse got = server.get(path);
                WireResponse head = server.ask("HEAD", path).expectStatus(got.status());
                assertEquals(got.header("content-length"), head.header("content-length"), path);
                got.expectHeader("cache-control", "no-store");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthy", "/health/web", "/Health", "/metrics", "/admin", "/..%2f"})
    void otherPathsAreNotFound(String path) {
        try (StatusServer server = StatusServer.start()) {
            server.get(path).expectStatus(404);
        }
    }

    @Test
    void listenersAreCheckedByName() {
        try (StatusServer server = StatusServer.start()) {
            server.listen("b");
            server.listen("a");
            String both = report(entry("a", "", 200), entry("b", "", 200));
            server.get("/health").expectStatus(200).expectBody(both);
            server.get("/ready").expectStatus(200).expectBody(both);
            server.get("/ready?plugin=b").expectBody(report(entry("b", "", 200)));
            server.get("/ready?plugin=listeners").expectBody(report(entry("listeners", "", 200)));
            server.application().stopListener("b");
            server.get("/ready").expectStatus(200).expectBody(report(entry("a", "", 200)));
            server.application().stopListener("a");
            String none = report(entry("listeners", "no listener accepts", 503));
            server.get("/ready").expectStatus(503).expectBody(none);
            server.get("/ready?plugin=listeners").expectStatus(503).expectBody(none);
            server.get("/health").expectStatus(200).expectBody("[]");
        }
    }

    @Test
    void aListenerWithoutAFreeSlotIsNotReadyButHealthy() {
        try (StatusServer server = StatusServer.start()) {
            int port = server.listen("web", options -> options.maxClients(1)).port();
            try (Wire wire = Wire.connect(port)) {
                wire.send(request("GET", "/")).readResponse();
                server.get("/ready")
                        .expectStatus(503)
                        .expectBody(report(entry("web", "every slot is taken", 503)));
                server.get("/health").expectStatus(200);
            }
        }
    }

    @Test
    void aCheckOfTheNameOfAListenerStandsForIt() {
        try (StatusServer server = StatusServer.start()) {
            server.listen("web");
            server.both("web", () -> Status.unavailable("warming up"));
            String report = report(entry("web", "warming up", 503));
            server.get("/ready").expectStatus(503).expectBody(report);
            server.get("/health").expectStatus(503).expectBody(report);
        }
    }

    @Test
    void itSpeaksHttp2OnTheSamePort() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = Http2Wire.connect(server.plugin().port())) {
            server.both("db", Status::ok);
            wire.send(Frames.headers(1).get("/health"));
            wire.expectResponse(1).expectStatus(200).expectBody(report(entry("db", "", 200)));
        }
    }

    @Test
    void itListensOnLoopbackUnlessToldOtherwise() {
        try (StatusServer server = StatusServer.start()) {
            InetSocketAddress address =
                    assertInstanceOf(InetSocketAddress.class, server.plugin().address());
            assertTrue(address.getAddress().isLoopbackAddress(), address.toString());
            assertEquals("127.0.0.1", StatusOptions.standard().host());
            assertEquals(2114, StatusOptions.standard().port());
        }
    }

    @Test
    void anAddressThatIsTakenIsSaidAndLeavesNothingBehind() {
        try (StatusServer first = StatusServer.start();
                Roadrunner application = Roadrunner.create()) {
            StatusOptions taken = StatusOptions.standard().at("127.0.0.1", first.plugin().port());
            ListenerException refused =
                    assertThrows(
                            ListenerException.class, () -> StatusPlugin.start(application, taken));
            assertInstanceOf(ListenerException.Reason.ListenFailed.class, refused.reason());
            first.get("/livez").expectStatus(200);
        }
    }

    @Test
    void everyProblemOfTheOptionsIsSaidAtOnce() {
        InvalidOptionException refused =
                assertThrows(
                        InvalidOptionException.class,
                        () -> new StatusOptions(" ", 65_536, Duration.ZERO, 99, 500, 201));
        assertEquals(
                List.of(
                        "address",
                        "port",
                        "check_timeout",
                        "unavailable_status_code",
                        "unknown_plugin_status",
                        "health_during_shutdown"),
                refused.problems().stream().map(OptionProblem::option).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 204, 304, 600, -1})
    void aCodeThatCannotAnswerIsRefused(int code) {
        assertThrows(
                InvalidOptionException.class,
                () -> StatusOptions.builder().unavailableStatusCode(code).build());
    }

    @Test
    void theBoundsOfTheOptionsAreInside() {
        assertNotNull(
                StatusOptions.builder()
                        .checkTimeout(Duration.ofSeconds(1))
                        .unavailableStatusCode(200)
                        .port(65_535)
                        .build());
        StatusOptions last =
                StatusOptions.builder()
                        .checkTimeout(Duration.ofDays(1))
                        .unavailableStatusCode(599)
                        .healthyDuringShutdown(true)
                        .unknownPluginStatus(200)
                        .build();
        assertEquals(last, last.toBuilder().build());
        assertThrows(
                InvalidOptionException.class,
                () -> last.toBuilder().checkTimeout(Duration.ofMillis(999)).build());
        assertThrows(
                InvalidOptionException.class,
                () -> last.toBuilder().checkTimeout(Duration.ofDays(1).plusNanos(1)).build());
    }

    @Test
    void theEndpointsCanBeMountedElsewhere() {
        try (StatusServer server = StatusServer.start()) {
            int port =
                    server.listen("admin", options -> options.routes(server.plugin().routes()))
                            .port();
            try (Wire wire = Wire.connect(port)) {
                wire.send(request("GET", "/readyz"));
                wire.readResponse().expectStatus(200).expectBody("ok\n");
            }
        }
    }
}
