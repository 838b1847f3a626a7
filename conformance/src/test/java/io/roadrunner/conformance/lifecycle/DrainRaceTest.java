package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.ListenerException;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ListenerEvent.ListenerStopped;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Drains, stops, reloads and clients at the same time, in many orders.
class DrainRaceTest {
    private static final int ROUNDS = 60;
    private static final Duration LONG = Duration.ofSeconds(10);

    private static Routes routes() {
        return Routes.builder().get("/", _ -> Responses.text(200, "hello")).build();
    }

    private static void client(ObservedListener server) {
        try (Wire wire = server.connect()) {
            while (true) {
                wire.send(get("/")).readResponse().expectStatus(200);
            }
        } catch (WireException _) {
            // The listener has gone: what all of this is about.
        }
    }

    private static void drain(ObservedListener server, DrainOptions options) {
        try {
            server.listener().drain(options);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void startAll(List<Runnable> actions, CountDownLatch done) {
        CountDownLatch go = new CountDownLatch(1);
        for (Runnable action : actions) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            go.await();
                            action.run();
                            done.countDown();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
        }
        go.countDown();
    }

    @Test
    void everyMixOfDrainStopAndReloadEndsStopped() throws InterruptedException {
        long seed = 4711;
        Random random = new Random(seed);
        DrainOptions plain = DrainOptions.standard().withTimeout(LONG);
        for (int round = 0; round < ROUNDS; round++) {
            try (ObservedListener server = ObservedListener.routing(routes())) {
                List<Runnable> actions = new ArrayList<>();
                actions.add(() -> drain(server, plain));
                actions.add(() -> drain(server, plain.withDelay(Duration.ofMillis(3))));
                actions.add(() -> reload(server));
                actions.add(() -> server.listener().notifyDrain(LONG));
                if (random.nextBoolean()) {
                    actions.add(() -> server.listener().stop());
                }
                for (int i = random.nextInt(5); i > 0; i--) {
                    actions.add(() -> client(server));
                }
                Collections.shuffle(actions, random);
                CountDownLatch done = new CountDownLatch(actions.size());
                startAll(actions, done);
                String where = "round " + round + " of seed " + seed;
                Await.until(where + " ends", LONG, () -> done.getCount() == 0);
                assertEquals(ListenerStatus.STOPPED, server.listener().status(), where);
                server.awaitNothingLeft();
                assertEquals(1, server.events(ListenerStopped.class).size(), where);
                assertEquals(List.of(), server.roadrunner().listeners(), where);
                assertPaired(server, where);
            }
        }
    }

    private static void reload(ObservedListener server) {
        try {
            server.listener().reloadRoutes(routes());
        } catch (ListenerException e) {
            assertEquals(
                    new ListenerException.Reason.Stopped(server.listener().name()), e.reason());
        }
    }

    private static void assertPaired(ObservedListener server, String where) {
        assertEquals(
                server.events(ConnectionAccepted.class).size(),
                server.events(ConnectionClosed.class).size(),
                where);
        assertEquals(
                server.events(RequestStarted.class).size(),
                server.events(RequestStopped.class).size(),
                where);
    }

    @Test
    void aConnectionThatIsAcceptedDuringTheBroadcastIsToldToo() {
        DrainOptions options =
                DrainOptions.standard()
                        .withTimeout(LONG)
                        .withDelay(Duration.ofMillis(2))
                        .withIdleGrace(Duration.ofMillis(2));
        for (int round = 0; round < ROUNDS; round++) {
            List<Wire> wires = new ArrayList<>();
            try (ObservedListener server = ObservedListener.routing(routes())) {
                wires.add(server.connect());
                var drain = server.drain(options);
                connectUntilRefused(server, wires);
                // None that was overlooked: it would be there until the deadline.
                Await.until("drained in round " + round, Duration.ofSeconds(5), drain::isDone);
                assertEquals(true, drain.join().isDrained(), "round " + round);
            } finally {
                wires.forEach(Wire::close);
            }
        }
    }

    private static void connectUntilRefused(ObservedListener server, List<Wire> wires) {
        try {
            while (true) {
                wires.add(server.connect());
            }
        } catch (WireException _) {
            // The socket is closed.
        }
    }
}
