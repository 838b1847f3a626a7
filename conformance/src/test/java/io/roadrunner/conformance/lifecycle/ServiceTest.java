package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Listener;
import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.Service;
import io.roadrunner.ServiceOptions;
import io.roadrunner.ServiceStatus;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.InvalidRouteException;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the listeners of a service share, and how they come and go.
class ServiceTest {
    private static Routes saying(String text) {
        return Routes.builder().get("/", _ -> Responses.text(200, text)).build();
    }

    /// Notes its name and the listener of every request.
    private record Noting(String name, List<String> notes) implements Middleware {
        @Override
        public Response call(Request request, Handler next) throws Exception {
            notes.add(name + " " + request.listenerName());
            return next.handle(request);
        }
    }

    private static WireResponse answerOf(Listener listener) {
        try (Wire wire = Wire.connect(listener.port())) {
            return wire.send(get("/")).readResponse();
        }
    }

    private static ListenerException.Reason refused(Runnable action) {
        return assertThrows(ListenerException.class, action::run).reason();
    }

    @Test
    void everyListenerAnswersByTheSameRoutesWithinTheSameMiddlewares(@TempDir Path folder) {
        List<String> notes = new CopyOnWriteArrayList<>();
        Noting shared = new Noting("shared", notes);
        Noting own = new Noting("own", notes);
        ServiceOptions options =
                ObservedService.options("shop")
                        .https(https ->
                                https.host("127.0.0.1")
                                        .port(0)
                                        .tls(new Certificates(folder).localhost())
                                        .middlewares(own))
                        .routes(saying("hello"))
                        .middlewares(shared)
                        .build();
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Service service = roadrunner.startService(options);
            assertEquals(ServiceStatus.RUNNING, service.status());
            assertEquals(
                    List.of("shop/http", "shop/internal", "shop/https"),
                    service.listeners().stream().map(Listener::name).toList());
            Listener http = service.listener("http").orElseThrow();
            answerOf(http).expectBody("hello");
            int secure = service.listener("https").orElseThrow().port();
            try (Http2Wire wire = Http2Wire.connectTls(secure, TlsClient.context())) {
                wire.send(headers(1).get("/")).expectResponse(1).expectBody("hello");
            }
            int internal = service.listener("internal").orElseThrow().port();
            try (Http2Wire wire = Http2Wire.connect(internal)) {
                wire.send(headers(1).get("/")).expectResponse(1).expectBody("hello");
            }
            assertEquals(
                    List.of(
                            "shared shop/http",
                            "own shop/https",
                            "shared shop/https",
                            "shared shop/internal"),
                    notes);
        }
    }

    @Test
    void everyRequestFindsTheAttributesOfItsService() {
        Handler handler = r -> Responses.text(200, r.attributes().get("tenant").toString());
        try (ObservedService server =
                ObservedService.with(
                        options -> options.handler(handler).attributes(Map.of("tenant", "acme")))) {
            answerOf(server.listener("http")).expectBody("acme");
        }
    }

    @Test
    void allListenersStartOrNone() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener other = roadrunner.startListener("other", ObservedListener.options(_ -> {}));
            ServiceOptions clashing =
                    ServiceOptions.builder("shop")
                            .http(http -> http.host("127.0.0.1").port(0))
                            .listener("taken", ObservedListener.options(o -> o.port(other.port())))
                            .routes(saying("hello"))
                            .build();
            assertInstanceOf(
                    ListenerException.Reason.ListenFailed.class,
                    refused(() -> roadrunner.startService(clashing)));
            assertEquals(List.of(other), roadrunner.listeners());
            assertEquals(List.of(), roadrunner.services());
            other.stop();
            Service service = roadrunner.startService(clashing);
            assertEquals(List.of(service), roadrunner.services());
            assertEquals(2, service.listeners().size());
        }
    }

    @Test
    void namesAreUnique() {
        try (ObservedService server = ObservedService.routing(saying("hello"))) {
            Roadrunner roadrunner = server.roadrunner();
            ServiceOptions same = ObservedService.options("shop").routes(saying("x")).build();
            assertEquals(
                    new ListenerException.Reason.AlreadyStarted("shop"),
                    refused(() -> roadrunner.startService(same)));
            ListenerOptions free = ObservedListener.options(_ -> {});
            assertEquals(
                    new ListenerException.Reason.AlreadyStarted("shop/http"),
                    refused(() -> roadrunner.startListener("shop/http", free)));
            assertEquals(
                    new ListenerException.Reason.AlreadyStarted("shop/http"),
                    refused(() -> server.service().startListener("http", free)));
            answerOf(server.listener("http")).expectBody("hello");
            server.service().stop();
            assertEquals(List.of(), roadrunner.listeners());
            answerOf(roadrunner.startService(same).listener("http").orElseThrow()).expectBody("x");
        }
    }

    @Test
    void listenersComeAndGoWhileOthersServe() {
        try (ObservedService server = ObservedService.routing(saying("hello"));
                Wire wire = server.connect()) {
            Service service = server.service();
            wire.send(get("/")).readResponse().expectBody("hello");
            Listener admin = service.startListener("admin", ObservedListener.options(_ -> {}));
            assertEquals("shop/admin", admin.name());
            answerOf(admin).expectBody("hello");
            assertTrue(service.stopListener("admin"));
            assertFalse(service.stopListener("admin"));
            assertFalse(Wire.canConnect(admin.address()));
            assertTrue(service.listener("admin").isEmpty());
            // A listener of a service is one of the Roadrunner too.
            assertTrue(server.roadrunner().stopListener("shop/internal"));
            assertEquals(List.of(server.listener("http")), service.listeners());
            service.startListener("admin", ObservedListener.options(_ -> {}));
            wire.send(get("/")).readResponse().expectBody("hello");
        }
    }

    @Test
    void aListenerOfAServiceHasNoRoutesOfItsOwn() {
        try (ObservedService server = ObservedService.routing(saying("hello"))) {
            ListenerOptions own = ObservedListener.options(o -> o.routes(saying("mine")));
            InvalidOptionException refused =
                    assertThrows(
                            InvalidOptionException.class,
                            () -> server.service().startListener("x", own));
            assertEquals("listeners.x.routes", refused.problems().getFirst().option());
        }
    }

    @Test
    void aReloadChangesEveryListenerAlsoThoseThatComeLater() {
        List<String> notes = new CopyOnWriteArrayList<>();
        Middleware first = new Noting("first", notes);
        Middleware second = new Noting("second", notes);
        try (ObservedService server =
                        ObservedService.with(o -> o.routes(saying("old")).middlewares(first));
                Wire wire = server.connect();
                Http2Wire internal = server.connectInternally()) {
            Service service = server.service();
            wire.send(get("/")).readResponse().expectBody("old");
            service.reloadRoutes(saying("new"));
            wire.send(get("/")).readResponse().expectBody("new");
            internal.send(headers(1).get("/")).expectResponse(1).expectBody("new");
            service.reloadRoutes(saying("newer"), List.of(second));
            Listener late = service.startListener("late", ObservedListener.options(_ -> {}));
            answerOf(late).expectBody("newer");
            assertEquals(
                    List.of(
                            "first shop/http",
                            "first shop/http",
                            "first shop/internal",
                            "second shop/late"),
                    notes);
            assertEquals(3, server.listener("http").info().routesGeneration());
        }
    }

    @Test
    void aReloadThatIsRefusedChangesNothing() {
        Middleware refusing =
                new Middleware() {
                    @Override
                    public Response call(Request request, Handler next) throws Exception {
                        return next.handle(request);
                    }

                    @Override
                    public void init() {
                        throw new IllegalStateException("no");
                    }
                };
        try (ObservedService server = ObservedService.routing(saying("old"))) {
            assertThrows(
                    InvalidRouteException.class,
                    () -> server.service().reloadRoutes(saying("new"), List.of(refusing)));
            answerOf(server.listener("http")).expectBody("old");
            server.service().reloadRoutes(saying("newer"));
            answerOf(server.listener("http")).expectBody("newer");
            server.service().stop();
            assertEquals(
                    new ListenerException.Reason.Stopped("shop"),
                    refused(() -> server.service().reloadRoutes(saying("late"))));
        }
    }

    @Test
    void aSingleHandlerIsNoTableOfRoutes() {
        try (ObservedService server =
                ObservedService.with(o -> o.handler(_ -> Responses.text(200, "one")))) {
            answerOf(server.listener("http")).expectBody("one");
            assertEquals(
                    new ListenerException.Reason.NoRoutes("shop"),
                    refused(() -> server.service().reloadRoutes(saying("two"))));
        }
    }

    @Test
    void theCeilingHoldsForAllListenersTogetherAndMayChange() {
        Gate gate = new Gate();
        Handler handler =
                _ -> {
                    gate.pass();
                    return Responses.text(200, "late");
                };
        try (ObservedService server =
                        ObservedService.with(o -> o.handler(handler).maxConcurrentRequests(2));
                Wire one = server.connect();
                Wire past = server.connect();
                Http2Wire internal = server.connectInternally()) {
            one.send(get("/"));
            internal.send(headers(1).get("/"));
            server.awaitInFlight(2);
            past.send(get("/")).readResponse().expectStatus(503).expectHeader("retry-after", "1");
            internal.send(headers(3).get("/")).expectReset(3, ErrorCode.REFUSED_STREAM);
            server.awaitInFlight(2);
            assertEquals(1, server.listener("http").info().throttled());
            assertEquals(1, server.listener(ObservedService.INTERNAL).info().throttled());

            server.service().limitConcurrentRequests(3);
            internal.send(headers(5).get("/"));
            server.awaitInFlight(3);
            past.send(get("/")).readResponse().expectStatus(503);
            server.service().limitConcurrentRequests(0);
            past.send(get("/"));
            server.awaitInFlight(4);
            gate.open();
            past.readResponse().expectStatus(200);
            one.readResponse().expectStatus(200);
            internal.expectResponse(1).expectBody("late");
            internal.expectResponse(5).expectBody("late");
            server.awaitInFlight(0);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> server.service().limitConcurrentRequests(-1));
        }
    }

    @Test
    void closingStopsServicesAndStartsNone() {
        ObservedService server = ObservedService.routing(saying("hello"));
        server.close();
        assertEquals(ServiceStatus.STOPPED, server.service().status());
        assertEquals(List.of(), server.roadrunner().services());
        ServiceOptions again = ObservedService.options("again").routes(saying("x")).build();
        assertInstanceOf(
                ListenerException.Reason.Closed.class,
                refused(() -> server.roadrunner().startService(again)));
        assertEquals(
                new ListenerException.Reason.Stopped("shop"),
                refused(() ->
                        server.service().startListener("x", ObservedListener.options(_ -> {}))));
    }
}
