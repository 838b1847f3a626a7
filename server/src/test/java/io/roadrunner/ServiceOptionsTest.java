package io.roadrunner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceOptionsTest {
    private static final Routes ROUTES = Routes.builder().build();

    private static ServiceOptions.Builder shop() {
        return ServiceOptions.builder("shop");
    }

    private static TlsOptions tls() {
        return TlsOptions.pem(Path.of("cert.pem"), Path.of("key.pem"));
    }

    private static void assertProblems(ServiceOptions.Builder builder, String... problems) {
        InvalidOptionException refused = assertThrows(InvalidOptionException.class, builder::build);
        assertEquals(List.of(problems), refused.problems().stream().map(Object::toString).toList());
    }

    @Test
    void withoutAnySettingTheDefaultsHold() {
        ServiceOptions options = shop().http(http -> http).routes(ROUTES).build();
        assertEquals("shop", options.name());
        assertEquals(ROUTES, options.routes());
        assertEquals(List.of(), options.middlewares());
        assertEquals(0, options.maxConcurrentRequests());
        assertEquals(DrainOptions.standard(), options.drain());
        assertEquals(Map.of(), options.attributes());
        ListenerOptions http = options.listeners().get("http");
        assertEquals(new ListenAddress.Tcp("0.0.0.0", 8080), http.address());
        assertEquals(List.of(Protocol.http1()), http.protocols());
    }

    @Test
    void aListenerWithTlsPrefersHttp2() {
        ServiceOptions options = shop().https(https -> https.tls(tls())).routes(ROUTES).build();
        ListenerOptions https = options.listeners().get("https");
        assertEquals(new ListenAddress.Tcp("0.0.0.0", 8443), https.address());
        assertEquals(List.of(Protocol.http2(), Protocol.http1()), https.protocols());
    }

    @Test
    void everyValueIsWhatWasSet() {
        DrainOptions drain = DrainOptions.standard().withTimeout(Duration.ofDays(1));
        ServiceOptions options =
                shop().listener("b", ListenerOptions.builder().port(2))
                        .listener("a", ListenerOptions.builder().port(1).build())
                        .handler(_ -> Responses.text(200, "x"))
                        .maxConcurrentRequests(7)
                        .drain(drain)
                        .attributes(Map.of("k", 1))
                        .build();
        assertEquals(List.of("b", "a"), List.copyOf(options.listeners().keySet()));
        assertTrue(options.routes().isSingleHandler());
        assertEquals(7, options.maxConcurrentRequests());
        assertEquals(drain, options.drain());
        assertEquals(Map.of("k", 1), options.attributes());
    }

    @Test
    void routesAndAHandlerExcludeEachOther() {
        assertProblems(shop().http(o -> o), "routes = null: is missing: routes or a handler");
        assertProblems(
                shop().http(o -> o).routes(ROUTES).handler(_ -> Responses.text(200, "x")),
                "handler = given: conflict: routes answer");
    }

    @Test
    void everyProblemIsReportedAlsoThoseOfListeners() {
        assertProblems(
                ServiceOptions.builder("a/b")
                        .http(http -> http.tls(tls()).maxClients(0))
                        .https(https -> https.routes(ROUTES))
                        .listener("", ListenerOptions.builder())
                        .maxConcurrentRequests(-1),
                "name = a/b: is not a name",
                "listeners.http.max_clients = 0: must be 1 to 2147483647",
                "listeners.https.protocols = [http2, http1]: conflict: no_h2c_upgrade (http1 and"
                        + " http2 on one plain port need detect_preface)",
                "listeners = : is not a name",
                "routes = null: is missing: routes or a handler",
                "max_concurrent_requests = -1: must not be negative");
        assertProblems(
                shop().http(http -> http.tls(tls()).routes(ROUTES))
                        .https(https -> https.protocols(Protocol.http1()))
                        .routes(ROUTES),
                "listeners.http.routes = given: conflict: all listeners of a service share theirs",
                "listeners.http.tls = given: conflict: http is a plain port",
                "listeners.https.tls = null: is missing");
        assertProblems(shop().routes(ROUTES), "listeners = []: must not be empty");
        assertProblems(
                ServiceOptions.builder(" ").http(o -> o).routes(ROUTES), "name =  : is not a name");
    }
}
