package io.roadrunner.conformance.bodies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.bodies.ReceivedEvents.Event;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidEventException;
import io.roadrunner.http.LoopHandler;
import io.roadrunner.http.NdJson;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.ServerSentEvents;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Server-sent events and newline-delimited JSON, as they reach a client.
class EventStreamTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

    private static Response streaming(Iterable<String> pieces) {
        return Responses.streaming(
                200,
                Headers.of("content-type", ServerSentEvents.CONTENT_TYPE),
                push -> {
                    for (String piece : pieces) {
                        push.send(piece);
                    }
                    return Headers.empty();
                });
    }

    private static ReceivedEvents received(WireResponse response) {
        return ReceivedEvents.of(new String(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void aBrowserSeesNamesIdsDataAndDelay() {
        List<String> pieces =
                List.of(
                        ServerSentEvents.comment("first: nothing"),
                        ServerSentEvents.retry(Duration.ofMillis(1500)),
                        ServerSentEvents.event("plain"),
                        ServerSentEvents.event("tick", "one\r\ntwo\rthree\nfour", "é 7"),
                        ServerSentEvents.event("same id"),
                        ServerSentEvents.event(null, "", ""));
        try (TestServer server = TestServer.answering(_ -> streaming(pieces));
                Wire wire = server.connect()) {
            WireResponse response = wire.send(GET).readResponse();
            response.expectStatus(200).expectHeader("content-type", "text/event-stream");
            ReceivedEvents received = received(response);
            assertEquals(1500, received.retry());
            assertEquals(
                    List.of(
                            new Event("message", "plain", ""),
                            new Event("tick", "one\ntwo\nthree\nfour", "é 7"),
                            new Event("message", "same id", "é 7"),
                            new Event("message", "", "")),
                    received.events());
        }
    }

    @Test
    void anyDataArrivesAsOneEventWhateverItLooksLike() {
        long seed = 9_225;
        Random random = new Random(seed);
        String[] parts = {
            "\r",
            "\n",
            "\r\n",
            "\n\n",
            "data: ",
            "event: evil\n",
            "id: 1\r",
            ":",
            " ",
            "x",
            "€",
            "retry: 1\r\n"
        };
        List<String> sent = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            StringBuilder data = new StringBuilder();
            for (int j = random.nextInt(8); j > 0; j--) {
                data.append(parts[random.nextInt(parts.length)]);
            }
            sent.add(ServerSentEvents.event("n", data.toString()));
            expected.add(data.toString().replace("\r\n", "\n").replace('\r', '\n'));
        }
        try (TestServer server = TestServer.answering(_ -> streaming(sent));
                Wire wire = server.connect()) {
            ReceivedEvents received = received(wire.send(GET).readResponse());
            assertEquals(null, received.retry(), "seed " + seed);
            assertEquals(
                    expected, received.events().stream().map(Event::data).toList(), "seed " + seed);
            assertEquals(
                    500,
                    received.events().stream()
                            .filter(event -> event.type().equals("n") && event.lastId().isEmpty())
                            .count());
        }
    }

    @Test
    void whatWouldBreakOutOfItsFieldIsRefused() {
        Handler handler =
                _ ->
                        streaming(
                                List.of(
                                        refusal("a\nb"),
                                        refusal("a\rb"),
                                        refusal("a\r\ndata: evil")));
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            ReceivedEvents received = received(wire.send(GET).readResponse());
            assertEquals(
                    List.of("3 of 3 refused", "3 of 3 refused", "3 of 3 refused"),
                    received.events().stream().map(Event::data).toList());
        }
    }

    /// An event that tells how many of the fields of one line take a text of several.
    private static String refusal(String broken) {
        List<Runnable> attempts =
                List.of(
                        () -> ServerSentEvents.event(broken, "data"),
                        () -> ServerSentEvents.event("name", "data", broken),
                        () -> ServerSentEvents.comment(broken));
        int refused = 0;
        for (Runnable attempt : attempts) {
            try {
                attempt.run();
            } catch (InvalidEventException _) {
                refused++;
            }
        }
        return ServerSentEvents.event(refused + " of 3 refused");
    }

    @Test
    void eachEventLeavesAtOnce() {
        CountDownLatch seen = new CountDownLatch(1);
        Handler handler =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.of("content-type", ServerSentEvents.CONTENT_TYPE),
                                push -> {
                                    push.send(ServerSentEvents.event("first"));
                                    boolean opened = seen.await(10, TimeUnit.SECONDS);
                                    push.send(ServerSentEvents.event("second " + opened));
                                    return Headers.empty();
                                });
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(GET).readHead().expectStatus(200);
            wire.expectChunk("data: first\n\n");
            seen.countDown();
            wire.expectChunk("data: second true\n\n");
        }
    }

    @Test
    void aBrowserThatConnectsAgainSaysWhereItWas() {
        Routes routes = Routes.handler(EventStreamTest::resume);
        try (TestServer server = TestServer.start(routes)) {
            String head = "GET / HTTP/1.1\r\nhost: a\r\n";
            String[][] rows = {
                {"", "null"},
                {"Last-Event-ID: 41\r\n", "41"},
                {"last-event-id:\r\n", ""},
                {"Last-Event-ID: \u00c3\u00a9 7\r\n", "é 7"},
            };
            for (String[] row : rows) {
                try (Wire wire = server.connect()) {
                    WireResponse response = wire.send(head + row[0] + "\r\n").readResponse();
                    response.expectHeader("cache-control", "no-cache");
                    assertEquals(
                            List.of(new Event("message", "after " + row[1], "")),
                            received(response).events());
                }
            }
        }
    }

    private static Response resume(Request request) {
        String last = ServerSentEvents.lastEventId(request);
        request.mailbox().send("after " + last);
        LoopHandler<Integer> once =
                (message, push, _) -> {
                    push.send(ServerSentEvents.event(message.toString()));
                    return LoopHandler.Next.stop();
                };
        return Responses.eventStream(0, once);
    }

    @Test
    void documentsAreSentOnALineEach() {
        CountDownLatch seen = new CountDownLatch(1);
        Handler handler =
                _ ->
                        Responses.streaming(
                                200,
                                Headers.of("content-type", NdJson.CONTENT_TYPE),
                                push -> {
                                    push.send(NdJson.item(Map.of("text", "a\r\nb\n")));
                                    boolean opened = seen.await(10, TimeUnit.SECONDS);
                                    push.send(NdJson.item(opened));
                                    return Headers.empty();
                                });
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(GET).readHead().expectHeader("content-type", "application/x-ndjson");
            wire.expectChunk("{\"text\":\"a\\r\\nb\\n\"}\n");
            seen.countDown();
            wire.expectChunk("true\n");
        }
    }
}
