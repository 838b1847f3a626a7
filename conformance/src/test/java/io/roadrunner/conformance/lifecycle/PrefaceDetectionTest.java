package io.roadrunner.conformance.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.DrainResult;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9113 §3.4: a plain port that tells HTTP/1.1 from HTTP/2 by the first bytes, as clients of
/// HTTP/1.1 and those that send nothing see it.
class PrefaceDetectionTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static ObservedListener start(UnaryOperator<ListenerOptionsBuilder> change) {
        return ObservedListener.with(o ->
                change.apply(
                        o.routes(Routes.handler(PrefaceDetectionTest::repeat))
                                .protocols(Protocol.http1(), Protocol.http2())
                                .detectPreface(true)));
    }

    private static ObservedListener start() {
        return start(o -> o.requestTimeout(LONG));
    }

    private static Response repeat(Request request) throws IOException {
        String body = new String(request.readBody(), StandardCharsets.ISO_8859_1);
        return Responses.text(200, request.method() + " " + request.path() + " " + body);
    }

    private static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }

    /// Gives the server the time to read what has been sent.
    private static void exchange(Wire other) {
        other.send(ObservedListener.get("/other")).readResponse().expectBody("GET /other ");
    }

    private static void isClosedAs(ObservedListener server, String cause) {
        ConnectionClosed closed = server.awaitEvents(ConnectionClosed.class, 1).getFirst();
        assertEquals(cause, closed.cause());
        assertEquals(0, closed.requestsServed());
        server.awaitNothingLeft();
    }

    @Test
    void aRequestIsServedWhereverItsBytesAreCut() {
        String request = post("/path", "content");
        try (ObservedListener server = start();
                Wire other = server.connect()) {
            for (int cut = 1; cut < request.length(); cut++) {
                try (Wire wire = server.connect()) {
                    wire.send(request.substring(0, cut));
                    exchange(other);
                    wire.send(request.substring(cut));
                    wire.readResponse().expectStatus(200).expectBody("POST /path content");
                }
            }
        }
    }

    @Test
    void pipelinedRequestsAreServedInOrderHoweverTheyAreCut() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (ObservedListener server = start()) {
            for (int round = 0; round < 50; round++) {
                StringBuilder requests = new StringBuilder();
                List<String> answers = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    String body = "x".repeat(random.nextInt(300));
                    requests.append(post("/" + i, body));
                    answers.add("POST /" + i + " " + body);
                }
                try (Wire wire = server.connect()) {
                    int from = 0;
                    while (from < requests.length()) {
                        int most = from < 32 ? 8 : 400;
                        int to = Math.min(requests.length(), from + 1 + random.nextInt(most));
                        wire.send(requests.substring(from, to));
                        from = to;
                    }
                    for (String answer : answers) {
                        wire.readResponse().expectStatus(200).expectBody(answer);
                    }
                }
            }
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /// A method is any token (RFC 9110 §9.1), so it may begin like the preface.
    @ParameterizedTest
    @CsvSource({
        "PUT / HTTP/1.1,200",
        "PR / HTTP/1.1,200",
        "PRI / HTTP/1.1,200",
        "PRIORITY / HTTP/1.1,200",
        "PRI * HTTP/1.1,400",
        "PRI * HTTP/1.0,400",
        "PRI * HTTP/2.1,505",
        "GET / HTTP/2.0,505",
        "pri * HTTP/2.0,505",
    })
    void whatDepartsFromThePrefaceIsOfHttp1(String line, int status) {
        try (ObservedListener server = start();
                Wire other = server.connect()) {
            for (int cut = 1; cut < line.length(); cut += 3) {
                try (Wire wire = server.connect()) {
                    wire.send(line.substring(0, cut));
                    exchange(other);
                    wire.send(line.substring(cut) + "\r\nHost: x\r\n\r\n");
                    wire.readResponse().expectStatus(status);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PRI * HTTP/2.0", "PRI * HTTP/2.0\r"})
    void whoSendsTheBeginningAndNoMoreIsClosedSilentlyInTime(String beginning) {
        try (ObservedListener server = start(o -> o.requestTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.send(beginning).expectClosed();
            isClosedAs(server, "request timeout");
        }
    }

    @Test
    void whoSendsNothingIsClosedSilentlyInTime() {
        try (ObservedListener server = start(o -> o.requestTimeout(SHORT));
                Wire wire = server.connect()) {
            wire.expectClosed();
            isClosedAs(server, "idle");
        }
    }

    @ParameterizedTest
    @CsvSource({"'',peer closed", "PRI,peer gone"})
    void whoEndsBeforeItIsKnownIsClosedSilently(String beginning, String cause) {
        try (ObservedListener server = start();
                Wire wire = server.connect()) {
            wire.send(beginning).endOutput().expectClosed();
            isClosedAs(server, cause);
        }
    }

    @Test
    void whoResetsBeforeItIsKnownGivesItsSlotBack() {
        try (ObservedListener server = start()) {
            Wire wire = server.connect().send("PRI *");
            Await.until("it is there", () -> server.info().activeClients() == 1);
            wire.reset();
            isClosedAs(server, "peer gone");
        }
    }

    @Test
    void aDrainClosesWhoHasNotBegunAndServesWhoHas() throws Exception {
        try (ObservedListener server = start();
                Wire silent = server.connect();
                Wire begun = server.connect();
                Wire other = server.connect()) {
            begun.send("P");
            exchange(other);
            Await.until("all are there", () -> server.info().activeClients() == 3);
            CompletableFuture<DrainResult> drained = server.drain(LONG);
            silent.expectClosed();
            other.expectClosed();
            begun.send(post("/late", "content").substring(1))
                    .readResponse()
                    .expectHeader("connection", "close")
                    .expectBody("POST /late content");
            begun.endOutput().expectClosed();
            assertTrue(drained.get().isDrained());
        }
    }

    @Test
    void theDeadlineOfADrainCutsWhoNeverFinishes() throws Exception {
        try (ObservedListener server = start();
                Wire begun = server.connect();
                Wire other = server.connect()) {
            begun.send("PRI");
            exchange(other);
            assertFalse(server.drain(SHORT).get().isDrained());
            begun.expectClosed();
            server.awaitNothingLeft();
        }
    }

    @Test
    void aStopCutsWhoIsWaitedFor() {
        try (ObservedListener server = start();
                Wire silent = server.connect();
                Wire begun = server.connect()) {
            begun.send("PRI");
            Await.until("both are there", () -> server.info().activeClients() == 2);
            server.listener().stop();
            silent.expectClosed();
            begun.expectClosed();
            server.awaitNothingLeft();
        }
    }

    @Test
    void anAgeEndsWhoIsWaitedFor() {
        try (ObservedListener server = start(o -> o.maxConnectionAge(SHORT));
                Wire silent = server.connect()) {
            silent.expectClosed();
            isClosedAs(server, "too old");
        }
    }

    @Test
    void aCrowdThatSendsOneByteDelaysNobodyAndGivesItsSlotsBack() {
        int crowd = 300;
        List<Wire> wires = new ArrayList<>();
        try (ObservedListener server = start(o -> o.requestTimeout(Duration.ofSeconds(1)))) {
            for (int i = 0; i < crowd; i++) {
                wires.add(server.connect().send("P"));
            }
            try (Wire other = server.connect()) {
                exchange(other);
                for (Wire wire : wires) {
                    wire.expectClosed();
                }
            }
            server.awaitNothingLeft();
        } finally {
            wires.forEach(Wire::close);
        }
    }
}
