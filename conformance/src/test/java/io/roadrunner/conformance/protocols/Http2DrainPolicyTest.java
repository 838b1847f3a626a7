package io.roadrunner.conformance.protocols;

import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.Straggler;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Loops of HTTP/2 whose routes say what a drain does to them: each its own, also on one
/// connection.
class Http2DrainPolicyTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<Object> received = new CopyOnWriteArrayList<>();

    @TempDir Path folder;

    private WayServer start(Way way) {
        Routes.Builder routes = Routes.builder();
        for (DrainPolicy policy : DrainPolicy.values()) {
            routes.route(Route.of("/" + policy, this::loop).withDrainPolicy(policy));
        }
        return WayServer.start(way, folder, routes.build());
    }

    private Response loop(Request request) {
        request.mailbox().send("hello");
        return Responses.loop(
                200,
                Headers.empty(),
                "",
                (message, push, state) -> {
                    received.add(message);
                    push.send(message instanceof DrainNotice ? "notice" : message.toString());
                    return Next.next(state);
                });
    }

    private static void subscribe(Http2Wire wire, int stream, DrainPolicy policy) {
        wire.send(headers(stream).get("/" + policy)).expectHeaders(stream).expectStatus(200);
        assertEquals("hello", wire.expectData(stream).content().text());
    }

    private static void expectEnd(Http2Wire wire, int stream) {
        Frame.Data end = wire.expectData(stream);
        assertEquals("", end.content().text());
        assertTrue(end.endStream());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void closeNowEndsItCleanlyWithoutANotice(Way way) {
        try (WayServer server = start(way)) {
            CompletableFuture<DrainResult> drain;
            try (Http2Wire wire = server.wire()) {
                subscribe(wire, 1, DrainPolicy.CLOSE_NOW);
                drain = server.drain(LONG);
                expectEnd(wire, 1);
                wire.expectGoAway(ErrorCode.NO_ERROR);
                assertEquals(1, wire.expectGoAway(ErrorCode.NO_ERROR).lastStream());
                wire.expectClosed();
            }
            assertInstanceOf(DrainResult.Drained.class, drain.join());
            assertEquals(List.of("hello"), received);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void runToDeadlineHearsNothingAndIsCutThere(Way way) {
        try (WayServer server = start(way);
                Http2Wire wire = server.wire()) {
            subscribe(wire, 1, DrainPolicy.RUN_TO_DEADLINE);
            CompletableFuture<DrainResult> drain = server.drain(SHORT);
            wire.expectGoAway(ErrorCode.NO_ERROR);
            wire.expectGoAway(ErrorCode.NO_ERROR);
            DrainResult.TimedOut timedOut =
                    assertInstanceOf(DrainResult.TimedOut.class, drain.join());
            assertEquals(1, timedOut.remainingRequests());
            List<String> routes = timedOut.stragglers().stream().map(Straggler::route).toList();
            assertEquals(List.of("/RUN_TO_DEADLINE"), routes);
            wire.expectClosed();
            assertFalse(wire.waiting().stream().anyMatch(Http2DrainPolicyTest::isEnd));
            server.awaitNothingLeft();
            assertFalse(received.stream().anyMatch(DrainNotice.class::isInstance));
        }
    }

    private static boolean isEnd(Frame frame) {
        return frame instanceof Frame.Data data && data.endStream();
    }

    /// The policies of its neighbours change nothing for a stream.
    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void eachStreamOfAConnectionHasItsOwn(Way way) {
        try (WayServer server = start(way);
                Http2Wire wire = server.wire()) {
            subscribe(wire, 1, DrainPolicy.RUN_TO_DEADLINE);
            subscribe(wire, 3, DrainPolicy.CLOSE_NOW);
            subscribe(wire, 5, DrainPolicy.NOTIFY);
            CompletableFuture<DrainResult> drain = server.drain(SHORT);
            expectEnd(wire, 3);
            assertEquals("notice", wire.expectData(5).content().text());
            DrainResult.TimedOut timedOut =
                    assertInstanceOf(DrainResult.TimedOut.class, drain.join());
            assertEquals(2, timedOut.remainingRequests());
            wire.expectClosed();
            assertFalse(wire.waiting().stream().anyMatch(frame -> frame.stream() == 1));
        }
    }
}
