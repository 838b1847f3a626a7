package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The delay before a drain is for balancers: what serves goes on serving, whatever its policy.
class LameDuckTest {
    private static final DrainOptions LONG_DELAY =
            DrainOptions.standard().withDelay(Duration.ofMinutes(1));

    @ParameterizedTest
    @EnumSource(DrainPolicy.class)
    void aLoopHearsNothingOfTheDelayAndGoesOn(DrainPolicy policy) throws InterruptedException {
        LinkedBlockingQueue<Mailbox> mailboxes = new LinkedBlockingQueue<>();
        List<Object> received = new CopyOnWriteArrayList<>();
        Route loop =
                Route.of(
                                "/loop",
                                request -> {
                                    mailboxes.add(request.mailbox());
                                    return Responses.loop(
                                            200,
                                            Headers.empty(),
                                            "",
                                            (message, push, state) -> {
                                                received.add(message);
                                                push.send(message.toString());
                                                return Next.next(state);
                                            });
                                })
                        .withDrainPolicy(policy);
        try (ObservedListener server =
                        ObservedListener.routing(Routes.builder().route(loop).build());
                Wire before = server.connect()) {
            before.send(get("/loop")).readHead();
            Mailbox first = mailboxes.take();
            CompletableFuture<DrainResult> drain = server.drain(LONG_DELAY);
            server.awaitStatus(ListenerStatus.DRAINING);
            try (Wire meanwhile = server.connect()) {
                meanwhile.send(get("/loop")).readHead();
                Mailbox second = mailboxes.take();
                first.send("one");
                before.expectChunk("one");
                second.send("two");
                meanwhile.expectChunk("two");
                assertEquals(List.of("one", "two"), received);
                assertTrue(!drain.isDone(), "in the middle of the delay");
                server.drain(Duration.ZERO);
                assertInstanceOf(DrainResult.TimedOut.class, drain.join());
            }
        }
    }
}
