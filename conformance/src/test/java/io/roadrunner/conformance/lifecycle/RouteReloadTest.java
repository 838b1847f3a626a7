package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Listener;
import io.roadrunner.ListenerException;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.InvalidRouteException;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerEvent.RoutesReloaded;
import io.roadrunner.testkit.Wire;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Another table of routes while clients are served.
class RouteReloadTest {
    private static final int RELOADS = 200;

    private static Routes table(int number) {
        return Routes.builder()
                .get("/a", _ -> Responses.text(200, "a" + number))
                .get("/b", _ -> Responses.text(200, "b" + number))
                .build();
    }

    @Test
    void theNextRequestOfTheSameConnectionSeesTheNewTable() {
        try (ObservedListener server = ObservedListener.routing(table(1));
                Wire wire = server.connect()) {
            assertEquals(1, server.info().routesGeneration());
            wire.send(get("/a")).readResponse().expectBody("a1");
            for (int i = 2; i < 50; i++) {
                server.listener().reloadRoutes(table(i));
                assertEquals(i, server.info().routesGeneration());
                wire.send(get("/a")).readResponse().expectBody("a" + i);
            }
            assertEquals(48, server.events(RoutesReloaded.class).size());
        }
    }

    @Test
    void otherMiddlewaresCanComeWithTheTable() {
        Middleware mark = (request, next) -> next.handle(request).withHeader("x-mark", "new");
        try (ObservedListener server = ObservedListener.routing(table(1));
                Wire wire = server.connect()) {
            server.listener().reloadRoutes(table(2), List.of(mark));
            wire.send(get("/a")).readResponse().expectBody("a2").expectHeader("x-mark", "new");
            wire.send(get("/none")).readResponse().expectStatus(404).expectHeader("x-mark", "new");

            server.listener().reloadRoutes(table(3));

            wire.send(get("/a")).readResponse().expectBody("a3").expectHeader("x-mark", "new");
        }
    }

    @Test
    void aRequestThatIsMatchedKeepsTheOldTable() {
        Gate gate = new Gate();
        Routes old =
                Routes.builder()
                        .get(
                                "/a",
                                _ -> {
                                    gate.pass();
                                    return Responses.text(200, "old");
                                })
                        .build();
        try (ObservedListener server = ObservedListener.routing(old);
                Wire wire = server.connect()) {
            wire.send(get("/a"));
            gate.awaitReached();
            server.listener().reloadRoutes(table(2));
            gate.open();
            wire.readResponse().expectBody("old");
            wire.send(get("/a")).readResponse().expectBody("a2");
        }
    }

    /// Refuses every table but the first one.
    private static final class Once implements Middleware {
        private boolean used;

        @Override
        public void init() {
            if (used) {
                throw new IllegalStateException("once is enough");
            }
            used = true;
        }

        @Override
        public Response call(Request request, Handler next) throws Exception {
            return next.handle(request);
        }
    }

    @Test
    void aTableThatIsRefusedLeavesTheOldOne() {
        try (ObservedListener server =
                        ObservedListener.with(
                                options -> options.routes(table(1)).middlewares(new Once()));
                Wire wire = server.connect()) {
            Listener listener = server.listener();
            assertThrows(InvalidRouteException.class, () -> listener.reloadRoutes(table(2)));
            assertEquals(1, server.info().routesGeneration());
            assertEquals(List.of(), server.events(RoutesReloaded.class));
            wire.send(get("/a")).readResponse().expectBody("a1");
        }
    }

    @Test
    void aSingleHandlerHasNoRoutes() {
        try (ObservedListener server =
                        ObservedListener.handling(_ -> Responses.text(200, "hello"));
                ObservedListener routed = ObservedListener.routing(table(1))) {
            assertNoRoutes(server, table(2));
            assertNoRoutes(routed, Routes.handler(_ -> Responses.text(200, "hello")));
        }
    }

    @Test
    void aStoppedListenerTakesNoMoreRoutes() {
        try (ObservedListener server = ObservedListener.routing(Routes.builder().build())) {
            server.listener().stop();
            ListenerException refused =
                    assertThrows(
                            ListenerException.class,
                            () -> server.listener().reloadRoutes(Routes.builder().build()));
            assertInstanceOf(ListenerException.Reason.Stopped.class, refused.reason());
        }
    }

    private static void assertNoRoutes(ObservedListener server, Routes routes) {
        ListenerException refused =
                assertThrows(ListenerException.class, () -> server.listener().reloadRoutes(routes));
        assertInstanceOf(ListenerException.Reason.NoRoutes.class, refused.reason());
    }

    @Test
    void underLoadEachAnswerIsOfOneTableAndNoneFails() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int clients = 4;
        CountDownLatch done = new CountDownLatch(clients);
        try (ObservedListener server = ObservedListener.routing(table(1))) {
            for (int i = 0; i < clients; i++) {
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                askUntil(server, over);
                            } catch (RuntimeException | AssertionError e) {
                                failure.set(e);
                            }
                            done.countDown();
                        });
            }
            for (int i = 2; i <= RELOADS; i++) {
                server.listener().reloadRoutes(table(i));
            }
            over.set(true);
            done.await();
            assertEquals(null, failure.get());
        }
    }

    private static void askUntil(ObservedListener server, AtomicBoolean over) {
        int last = 1;
        try (Wire wire = server.connect()) {
            while (!over.get()) {
                String text = wire.send(get("/a")).readResponse().expectStatus(200).text();
                int number = Integer.parseInt(text.substring(1));
                int before = last;
                assertTrue(number >= before, () -> number + " after " + before);
                last = number;
            }
        }
    }
}
