package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.SecurityHeaders;
import io.roadrunner.middleware.SecurityHeadersOptions;
import io.roadrunner.middleware.SecurityHeadersOptions.StrictTransport;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The fields that tell browsers to be careful.
class SecurityHeadersTest {
    private static WireResponse answer(SecurityHeaders middleware, String path) {
        Response own = Responses.text(200, "x", Headers.of("x-frame-options", "DENY"));
        try (TestServer server =
                        TestServer.start(o ->
                                o.middlewares(List.of(middleware))
                                        .routes(Routes.builder().get("/own", _ -> own).build()));
                Wire wire = server.connect()) {
            return wire.send("GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n").readResponse();
        }
    }

    @Test
    void everyAnswerHasTheDefaultsAndAHandlersFieldWins() {
        answer(SecurityHeaders.standard(), "/own")
                .expectStatus(200)
                .expectHeader("x-content-type-options", "nosniff")
                .expectHeader("x-frame-options", "DENY")
                .expectHeader("referrer-policy", "strict-origin-when-cross-origin")
                .expectNoHeader("content-security-policy")
                .expectNoHeader("strict-transport-security");
        answer(SecurityHeaders.standard(), "/none")
                .expectStatus(404)
                .expectHeader("x-frame-options", "SAMEORIGIN");
    }

    @Test
    void strictTransportIsNotSaidInTheClear() {
        SecurityHeadersOptions options =
                SecurityHeadersOptions.standard()
                        .withFrameOptions(null)
                        .withContentSecurityPolicy("default-src 'self'")
                        .withStrictTransport(StrictTransport.standard());
        answer(SecurityHeaders.of(options), "/none")
                .expectHeader("content-security-policy", "default-src 'self'")
                .expectNoHeader("x-frame-options")
                .expectNoHeader("strict-transport-security");
    }

    @Test
    void allWrongOptionsAreToldTogether() {
        assertEquals(
                "contentTypeOptions is no field value; referrerPolicy is no field value",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SecurityHeadersOptions("a\nb", null, "", null, null))
                        .getMessage());
        assertEquals(
                "maxAge must be 0 to 100 years, not PT-1S; preload wants includeSubDomains and a"
                        + " maxAge of a year",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new StrictTransport(Duration.ofSeconds(-1), false, true))
                        .getMessage());
    }
}
