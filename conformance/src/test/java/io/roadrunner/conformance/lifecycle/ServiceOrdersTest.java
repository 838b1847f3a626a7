package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roadrunner.ListenerException;
import io.roadrunner.ServiceStatus;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerEvent.ListenerStarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStopped;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Draining, stopping, adding a listener, reloading and closing in every order, each while the ones
/// before it still run, and all at the same moment. A request is in flight that nobody lets end.
class ServiceOrdersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What is done to a service.
    enum Step {
        DRAIN,
        STOP,
        START_LISTENER,
        RELOAD,
        CLOSE
    }

    static Stream<List<Step>> orders() {
        List<List<Step>> orders = new ArrayList<>();
        permute(List.of(), List.of(Step.values()), orders);
        return orders.stream();
    }

    private static void permute(List<Step> head, List<Step> rest, List<List<Step>> orders) {
        if (rest.isEmpty()) {
            orders.add(head);
        }
        for (Step next : rest) {
            List<Step> longer = Stream.concat(head.stream(), Stream.of(next)).toList();
            permute(longer, rest.stream().filter(step -> step != next).toList(), orders);
        }
    }

    private static Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get(
                        "/wait",
                        request -> {
                            Await.until(
                                    "told of the drain or cut",
                                    PATIENCE,
                                    () -> request.drainDeadline().isPresent());
                            return Responses.text(200, "late");
                        })
                .build();
    }

    private static void run(Step step, ObservedService server) throws InterruptedException {
        switch (step) {
            case DRAIN -> server.service().drain(DrainOptions.standard().withTimeout(PATIENCE));
            case STOP -> server.service().stop();
            case START_LISTENER ->
                    server.service().startListener("late", ObservedListener.options(_ -> {}));
            case RELOAD -> server.service().reloadRoutes(routes());
            case CLOSE -> server.close();
        }
    }

    /// What cannot be done any more says so by its type; nothing else may come out.
    private static void runOrBeRefused(Step step, ObservedService server) {
        try {
            run(step, server);
        } catch (ListenerException e) {
            Set<Class<?>> fair =
                    Set.of(
                            ListenerException.Reason.Draining.class,
                            ListenerException.Reason.Stopped.class,
                            ListenerException.Reason.Closed.class);
            assertEquals(true, fair.contains(e.reason().getClass()), e.toString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<Void> begin(
            Step step, ObservedService server, CountDownLatch go) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        go.await();
                        runOrBeRefused(step, server);
                        done.complete(null);
                    } catch (InterruptedException | RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    private static void assertOver(ObservedService server, String where) {
        assertEquals(ServiceStatus.STOPPED, server.service().status(), where);
        assertEquals(List.of(), server.service().listeners(), where);
        assertEquals(List.of(), server.roadrunner().listeners(), where);
        assertEquals(List.of(), server.roadrunner().services(), where);
        assertEquals(0, server.roadrunner().inFlight(), where);
        assertEquals(
                server.events(ListenerStarted.class).size(),
                server.events(ListenerStopped.class).size(),
                where);
        for (ListenerStarted started : server.events(ListenerStarted.class)) {
            assertEquals(false, Wire.canConnect(started.address()), where);
        }
        ListenerException refused = null;
        try {
            server.service().startListener("later", ObservedListener.options(_ -> {}));
        } catch (ListenerException e) {
            refused = e;
        }
        assertInstanceOf(ListenerException.class, refused, where);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void oneAfterTheOtherEndsStopped(List<Step> order) {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            server.awaitInFlight(1);
            CountDownLatch go = new CountDownLatch(0);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (Step step : order) {
                CompletableFuture<Void> begun = begin(step, server, go);
                all.add(begun);
                if (step == Step.DRAIN) {
                    // It may wait for the request: the next step meets it there.
                    Await.until(
                            "it has begun",
                            () ->
                                    begun.isDone()
                                            || server.service().status() != ServiceStatus.RUNNING);
                } else {
                    begun.join();
                }
            }
            all.forEach(CompletableFuture::join);
            assertOver(server, order.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void allAtTheSameMomentEndsStopped(List<Step> order) {
        try (ObservedService server = ObservedService.routing(routes());
                Wire wire = server.connect()) {
            wire.send(get("/wait"));
            server.awaitInFlight(1);
            CountDownLatch go = new CountDownLatch(1);
            List<CompletableFuture<Void>> all =
                    order.stream().map(step -> begin(step, server, go)).toList();
            go.countDown();
            all.forEach(CompletableFuture::join);
            assertOver(server, order.toString());
        }
    }
}
