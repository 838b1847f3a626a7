package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.Cors;
import io.roadrunner.middleware.CorsOptions;
import io.roadrunner.middleware.CorsOptions.Origins;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What pages of other origins may do.
class CorsTest {
    private static final String APP = "https://app.example.org";

    private final AtomicInteger handled = new AtomicInteger();

    private WireResponse answer(Cors cors, String method, String fields) {
        try (TestServer server =
                        TestServer.start(o ->
                                o.middlewares(List.of(cors))
                                        .routes(
                                                Routes.handler(_ -> {
                                                    handled.incrementAndGet();
                                                    return Responses.text(
                                                            200,
                                                            "hello",
                                                            Headers.of("vary", "accept"));
                                                })));
                Wire wire = server.connect()) {
            return wire.send(method + " / HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n")
                    .readResponse();
        }
    }

    @Test
    void anyOriginIsAStar() {
        answer(Cors.standard(), "GET", "origin: " + APP + "\r\n")
                .expectStatus(200)
                .expectHeader("access-control-allow-origin", "*")
                .expectNoHeader("access-control-allow-credentials")
                .expectHeader("vary", "accept, origin");
    }

    @Test
    void aListedOriginIsEchoedWithCredentialsAndExposedFields() {
        Cors cors = Cors.of(CorsOptions.of(APP).withCredentials(true).withExpose("x-a", "x-b"));
        answer(cors, "GET", "origin: " + APP + "\r\n")
                .expectHeader("access-control-allow-origin", APP)
                .expectHeader("access-control-allow-credentials", "true")
                .expectHeader("access-control-expose-headers", "x-a, x-b")
                .expectHeader("vary", "accept, origin");
    }

    @Test
    void anotherOriginGetsTheAnswerWithoutAnyFieldOfTheProtocol() {
        for (String origin :
                List.of(
                        "https://evil.example.org",
                        "https://app.example.org.evil.org",
                        "http://app.example.org",
                        "https://app.example.org:444",
                        "null",
                        "HTTPS://APP.EXAMPLE.ORG")) {
            answer(Cors.of(APP), "GET", "origin: " + origin + "\r\n")
                    .expectStatus(200)
                    .expectNoHeader("access-control-allow-origin")
                    .expectHeader("vary", "accept, origin")
                    .expectBody("hello");
        }
        assertEquals(6, handled.get());
    }

    @Test
    void withoutAnOriginTheAnswerVariesStill() {
        answer(Cors.of(APP), "GET", "")
                .expectNoHeader("access-control-allow-origin")
                .expectHeader("vary", "accept, origin");
    }

    @Test
    void aPreflightIsAnsweredWithoutTheHandler() {
        Cors cors =
                Cors.of(
                        CorsOptions.of(new Origins.Matching(APP::equals))
                                .withMethods("PUT", "DELETE")
                                .withMaxAge(Duration.ofMinutes(10)));
        String preflight =
                "access-control-request-method: PUT\r\n"
                        + "access-control-request-headers: x-a, content-type\r\n";
        answer(cors, "OPTIONS", "origin: " + APP + "\r\n" + preflight)
                .expectStatus(204)
                .expectHeader("access-control-allow-origin", APP)
                .expectHeader("access-control-allow-methods", "PUT, DELETE")
                .expectHeader("access-control-allow-headers", "x-a, content-type")
                .expectHeader("access-control-max-age", "600")
                .expectHeader(
                        "vary",
                        "origin, access-control-request-method, access-control-request-headers");
        answer(cors, "OPTIONS", "origin: https://evil.example.org\r\n" + preflight)
                .expectStatus(204)
                .expectNoHeader("access-control-allow-origin")
                .expectNoHeader("access-control-allow-methods");
        assertEquals(0, handled.get());
    }

    @Test
    void theListOfFieldsIsToldWhateverIsAskedFor() {
        answer(
                        Cors.of(CorsOptions.of(APP).withHeaders("x-b")),
                        "OPTIONS",
                        "origin: "
                                + APP
                                + "\r\naccess-control-request-method: GET\r\n"
                                + "access-control-request-headers: x-a\r\n")
                .expectHeader("access-control-allow-headers", "x-b");
    }

    @Test
    void otherOptionsRequestsReachTheHandler() {
        answer(Cors.of(APP), "OPTIONS", "origin: " + APP + "\r\n")
                .expectStatus(200)
                .expectHeader("access-control-allow-origin", APP);
        answer(Cors.of(APP), "OPTIONS", "access-control-request-method: GET\r\n").expectStatus(200);
        assertEquals(2, handled.get());
    }

    @Test
    void allWrongOptionsAreToldTogether() {
        assertEquals(
                "credentials must not go to any origin: list the origins; methods is empty; headers"
                        + " has \"a b\": no token; expose has \"\": no token; maxAge must be 0 to"
                        + " 1 day, not PT-1S",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new CorsOptions(
                                                new Origins.Any(),
                                                List.of(),
                                                List.of("a b"),
                                                List.of(""),
                                                true,
                                                Duration.ofSeconds(-1)))
                        .getMessage());
        for (String origin :
                List.of("*", "example.org", APP + "/", "HTTPS://a", "https://", "null")) {
            assertThrows(
                    IllegalArgumentException.class, () -> CorsOptions.of(origin), () -> origin);
        }
    }
}
