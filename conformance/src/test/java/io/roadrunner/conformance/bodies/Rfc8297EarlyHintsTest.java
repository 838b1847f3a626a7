package io.roadrunner.conformance.bodies;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidHeaderException;
import io.roadrunner.http.InvalidResponseException;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 103 Early Hints before the final response.
class Rfc8297EarlyHintsTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final Headers STYLE = Headers.of("link", "</a.css>; rel=preload; as=style");
    private static final Headers SCRIPT = Headers.of("link", "</a.js>; rel=preload; as=script");

    private static Response hintTwice(Request request) throws Exception {
        request.sendInterim(103, STYLE);
        request.sendInterim(103, SCRIPT);
        return Responses.text(200, "page", SCRIPT);
    }

    private static void expectTwoHintsAndThePage(Wire wire) {
        wire.readInterim().expectStatus(103).expectHeader("link", STYLE.value(0));
        wire.readInterim().expectStatus(103).expectHeader("link", SCRIPT.value(0));
        wire.readResponse().expectStatus(200).expectBody("page");
    }

    @Test
    @Rfc("8297 §2")
    void severalHintsAreSentInOrderAndTheFinalFieldsAreThoseOfTheFinalResponse() {
        try (TestServer server = TestServer.answering(Rfc8297EarlyHintsTest::hintTwice);
                Wire wire = server.connect()) {
            wire.send(GET);
            expectTwoHintsAndThePage(wire);
        }
    }

    @Test
    @Rfc({"8297 §2", "9112 §9.3.2"})
    void pipelinedRequestsGetTheirHintsBeforeTheirAnswers() {
        try (TestServer server = TestServer.answering(Rfc8297EarlyHintsTest::hintTwice);
                Wire wire = server.connect()) {
            wire.send(GET + GET + GET);
            for (int i = 0; i < 3; i++) {
                expectTwoHintsAndThePage(wire);
            }
        }
    }

    @Test
    @Rfc("8297 §2")
    void aHintLeavesWhileTheHandlerWorks() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        Handler handler =
                request -> {
                    request.sendInterim(103, STYLE);
                    return Responses.text(200, String.valueOf(seen.await(10, TimeUnit.SECONDS)));
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(GET).readInterim().expectStatus(103);
            seen.countDown();
            wire.readResponse().expectStatus(200).expectBody("true");
        }
    }

    @Test
    @Rfc("9110 §15.2")
    void whatFramesAMessageIsLeftOutOfAHint() {
        Handler handler =
                request -> {
                    request.sendInterim(
                            103,
                            Headers.of(
                                    "content-length",
                                    "5",
                                    "transfer-encoding",
                                    "chunked",
                                    "connection",
                                    "close",
                                    "link",
                                    "</a>"));
                    return Responses.text(200, "page");
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(GET + GET);
            for (int i = 0; i < 2; i++) {
                wire.readInterim()
                        .expectStatus(103)
                        .expectHeader("link", "</a>")
                        .expectNoHeader("content-length")
                        .expectNoHeader("transfer-encoding")
                        .expectNoHeader("connection");
                wire.readResponse().expectStatus(200).expectBody("page");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"</a>\r\nset-cookie: a=b", "</a>\n", "</a>\r", "</a>\0"})
    void aLineBreakInAHintIsRefusedBeforeAnythingLeaves(String link) {
        Handler handler =
                request -> {
                    try {
                        request.sendInterim(103, Headers.of("link", link));
                        return Responses.text(200, "sent");
                    } catch (InvalidHeaderException _) {
                        return Responses.text(200, "refused");
                    }
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectStatus(200).expectBody("refused");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 200, 204, 500})
    @Rfc("9110 §15.2")
    void onlyAnInterimStatusCanBeSentSo(int status) {
        Handler handler =
                request -> {
                    try {
                        request.sendInterim(status, STYLE);
                        return Responses.text(200, "sent");
                    } catch (InvalidResponseException _) {
                        return Responses.text(200, "refused");
                    }
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(GET).readResponse().expectStatus(200).expectBody("refused");
        }
    }

    @Test
    @Rfc({"9110 §10.1.1", "9110 §15.2"})
    void hintsAndLeaveToSendDoNotDisturbEachOther() {
        Handler handler =
                request -> {
                    request.sendInterim(103, STYLE);
                    return Responses.body(200, "text/plain", request.body());
                };
        try (TestServer server =
                        TestServer.start(o ->
                                o.routes(Routes.handler(handler))
                                        .bodyBuffering(BodyBuffering.MANUAL));
                Wire wire = server.connect()) {
            wire.send(
                    "POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n"
                            + "content-length: 3\r\n\r\n");
            wire.readInterim().expectStatus(103);
            wire.readInterim().expectStatus(100);
            wire.send("abc").readResponse().expectStatus(200).expectBody("abc");
        }
    }
}
