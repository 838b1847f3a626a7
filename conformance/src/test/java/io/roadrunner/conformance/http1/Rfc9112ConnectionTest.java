package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Incomplete messages and the life of a connection, RFC 9112 §8 and §9, in the order of the RFC.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9112ConnectionTest {
    private static final int PIPELINED = 16;
    private static final int KIB = 1024;

    private final EchoServer server = EchoServer.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nHost",
                "GET / HTTP/1.1\r\nHost: x\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r"
            })
    @Rfc("9112 §8")
    void aHeadWithoutItsEndIsRefusedAndNotServed(String sent) {
        try (Wire wire = server.connect()) {
            wire.send(sent).endOutput();
            wire.readResponse().expectStatus(400).expectHeader("connection", "close");
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9112 §8")
    void aHeadWithoutItsEndBehindAWholeRequestIsRefusedAfterItsAnswer() {
        try (Wire wire = server.connect()) {
            wire.send(get("/a") + "GET /b").endOutput();
            wire.readResponse().expectStatus(200).expectHeader("x-path", "/a");
            wire.readResponse().expectStatus(400);
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9112 §9.5")
    void aClientThatLeavesWithoutARequestGetsNoAnswer() {
        try (Wire wire = server.connect()) {
            assertEquals(Wire.End.CLOSED, wire.endOutput().expectClosed());
        }
    }

    @Test
    @Rfc("9112 §9.5")
    void aClientThatLeavesBetweenRequestsGetsNoFurtherAnswer() {
        try (Wire wire = server.connect()) {
            wire.send(get("/")).readResponse().expectStatus(200);
            assertEquals(Wire.End.CLOSED, wire.endOutput().expectClosed());
        }
    }

    @Test
    @Rfc("9112 §9.3")
    void anHttp11ConnectionPersistsWithoutBeingAsked() {
        try (Wire wire = server.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(get("/" + i));
                WireResponse answer = wire.readResponse().expectHeader("x-path", "/" + i);
                answer.expectNoHeader("connection");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close",
                "Close",
                "CLOSE",
                "te, close",
                "close, te",
                "te,close,x",
                ", close ,",
                "keep-alive, close",
                "te\r\nConnection: close",
                "close\r\nConnection: te",
                "keep-alive\r\nConnection: x\r\nconnection: close"
            })
    @Rfc({"9112 §9.3", "9112 §9.6", "9110 §7.6.1"})
    void theCloseOptionAnywhereEndsTheConnectionBehindTheAnswer(String options) {
        try (Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: " + options + "\r\n\r\n");
            wire.send(get("/closed"));
            wire.readResponse().expectStatus(200).expectHeader("connection", "close");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
        assertFalse(server.reached().contains("/closed"), "served behind the close option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "closed", "x-close", "clo se", "te", "", ","})
    @Rfc({"9112 §9.3", "9110 §7.6.1"})
    void otherOptionsLeaveTheConnectionOpen(String options) {
        server.expectServed("GET / HTTP/1.1\r\nHost: x\r\nConnection: " + options + "\r\n\r\n");
    }

    @Test
    @Rfc("9112 §9.3")
    void anHttp10ConnectionEndsBehindTheAnswer() {
        try (Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\n\r\n");
            wire.readResponse().expectStatus(200);
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"keep-alive", "Keep-Alive", "x, keep-alive", "x\r\nConnection: keep-alive"})
    @Rfc("9112 §9.3")
    void anHttp10ClientThatAsksForItIsToldThatTheConnectionStays(String options) {
        String request = "GET / HTTP/1.0\r\nConnection: " + options + "\r\n\r\n";
        try (Wire wire = server.connect()) {
            wire.send(request).readResponse().expectHeader("connection", "keep-alive");
            wire.send(request).readResponse().expectHeader("connection", "keep-alive");
        }
    }

    @Test
    @Rfc("9112 §9.3")
    void theCloseOptionWinsOverKeepAliveInHttp10() {
        try (Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n");
            wire.readResponse().expectStatus(200);
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9112 §9.3")
    void theLastRequestOfAConnectionIsToldSo() {
        try (EchoServer three = EchoServer.start(options -> options.maxKeepAliveRequests(3));
                Wire wire = three.connect()) {
            wire.send(get("/1") + get("/2") + get("/3") + get("/4"));
            wire.readResponse().expectStatus(200).expectNoHeader("connection");
            wire.readResponse().expectStatus(200).expectNoHeader("connection");
            wire.readResponse().expectHeader("x-path", "/3").expectHeader("connection", "close");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            assertEquals(3, three.reached().size());
        }
    }

    @Test
    @Rfc("9112 §9.3")
    void anUnreadBodyOfReasonableSizeLeavesTheConnectionOpen() {
        try (TestServer lazy = notReading();
                Wire wire = lazy.connect()) {
            wire.send(post("/", 64 * KIB) + "a".repeat(64 * KIB));
            wire.readResponse().expectStatus(200).expectNoHeader("connection");
            wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send("5\r\nhello\r\n0\r\n\r\n" + get("/next"));
            wire.readResponse().expectStatus(200);
            wire.readResponse().expectStatus(200).expectBody("/next");
        }
    }

    @Test
    @Rfc({"9112 §9.3", "9112 §9.6"})
    void anUnreadBodyOfUnreasonableSizeEndsTheConnection() {
        try (TestServer lazy = notReading();
                Wire wire = lazy.connect()) {
            wire.send(post("/", 1024 * KIB) + "a".repeat(64 * KIB));
            wire.readResponse().expectStatus(200).expectHeader("connection", "close");
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9112 §9.3.2")
    void pipelinedRequestsAreAnsweredInOrder() {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            requests.append(get("/" + i));
        }
        try (Wire wire = server.connect()) {
            wire.send(requests.toString());
            for (int i = 0; i < PIPELINED; i++) {
                wire.readResponse().expectStatus(200).expectHeader("x-path", "/" + i);
            }
        }
    }

    @Test
    @Rfc("9112 §9.3.2")
    void requestsBehindBodiesAreAnsweredInOrder() {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            requests.append(post("/" + i, i)).append("b".repeat(i));
        }
        try (Wire wire = server.connect()) {
            wire.send(requests.toString());
            for (int i = 0; i < PIPELINED; i++) {
                wire.readResponse().expectHeader("x-path", "/" + i).expectBody("b".repeat(i));
            }
        }
    }

    @Test
    @Rfc("9112 §9.3.2")
    void aHandlerThatBlocksHoldsBackNoEarlierAnswer() {
        CountDownLatch answered = new CountDownLatch(1);
        try (TestServer blocks = TestServer.answering(blockingAt("/blocks", answered));
                Wire wire = blocks.connect()) {
            wire.send(get("/first") + get("/blocks") + get("/last"));
            wire.readResponse().expectBody("/first");
            answered.countDown();
            wire.readResponse().expectBody("/blocks");
            wire.readResponse().expectBody("/last");
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void aClientThatHasEndedItsOutputGetsTheAnswersThatItIsOwed() {
        CountDownLatch ended = new CountDownLatch(1);
        try (TestServer blocks = TestServer.answering(blockingAt("/first", ended));
                Wire wire = blocks.connect()) {
            wire.send(get("/first") + get("/last")).endOutput();
            Await.until("it runs", () -> blocks.listener().info().activeRequests() == 1);
            ended.countDown();
            wire.readResponse().expectStatus(200).expectBody("/first");
            wire.readResponse().expectStatus(200).expectBody("/last");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void anEarlyAnswerReachesAClientThatIsStillSending() {
        try (EchoServer small = EchoServer.start(options -> options.maxContentLength(KIB));
                Wire wire = small.connect()) {
            wire.send(post("/", 10_000 * KIB) + "a".repeat(64 * KIB));
            wire.send("a".repeat(64 * KIB)).send("a".repeat(64 * KIB));
            wire.readResponse().expectStatus(413).expectHeader("connection", "close");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            wire.send("a".repeat(32 * KIB));
            wire.send("a".repeat(KIB));
            assertTrue(small.reached().isEmpty());
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void anEarlyAnswerToChunksReachesAClientThatIsStillSending() {
        String chunk = "400\r\n" + "a".repeat(KIB) + "\r\n";
        try (EchoServer small = EchoServer.start(options -> options.maxContentLength(KIB));
                Wire wire = small.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send(chunk.repeat(100));
            wire.readResponse().expectStatus(413).expectHeader("connection", "close");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    @Test
    @Rfc("9112 §9.6")
    void aRefusedHeadIsAnsweredWhateverFollowsIt() {
        try (Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\n\r\n" + "a".repeat(128 * KIB));
            wire.readResponse().expectStatus(400).expectHeader("connection", "close");
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    /// Answers with the path; at one path only when it may.
    private static Handler blockingAt(String path, CountDownLatch leave) {
        return request -> {
            boolean left = !request.path().equals(path) || leave.await(5, TimeUnit.SECONDS);
            return Responses.text(left ? 200 : 500, request.path());
        };
    }

    /// Answers with the path and does not look at bodies.
    private static TestServer notReading() {
        Routes routes = Routes.handler(request -> Responses.text(200, request.path()));
        return TestServer.start(
                options -> options.routes(routes).bodyBuffering(BodyBuffering.MANUAL));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
