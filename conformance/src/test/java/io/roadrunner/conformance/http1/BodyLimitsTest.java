package io.roadrunner.conformance.http1;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.Http1Options;
import io.roadrunner.config.Protocol;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each bound of a request's content, its chunks and its trailers: at the bound and one past it.
class BodyLimitsTest {
    private static final Routes COUNTING =
            Routes.handler(request ->
                    Responses.text(200, request.body().length + " " + request.trailers().size()));

    private static TestServer start(BodyBuffering buffering) {
        Http1Options http1 =
                Http1Options.standard()
                        .withMaxHeaderCount(5)
                        .withMaxHeaderLine(50)
                        .withMaxHeaderBlock(150);
        return TestServer.start(o ->
                o.routes(COUNTING)
                        .bodyBuffering(buffering)
                        .maxContentLength(100)
                        .protocols(new Protocol.Http1(http1)));
    }

    private static void served(BodyBuffering buffering, String request, String answer) {
        try (TestServer server = start(buffering);
                Wire wire = server.connect()) {
            wire.send(request + RequestText.get("/"));
            wire.readResponse().expectStatus(200).expectBody(answer);
            wire.readResponse().expectStatus(200).expectBody("0 0");
        }
    }

    private static void refused(BodyBuffering buffering, String request, int status) {
        try (TestServer server = start(buffering);
                Wire wire = server.connect()) {
            wire.send(request);
            wire.readResponse().expectStatus(status).expectHeader("connection", "close");
            wire.endOutput().expectClosed();
            server.awaitIdle();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §15.5.14")
    void contentPastItsBoundIs413(BodyBuffering buffering) {
        served(buffering, RequestText.post("/", "x".repeat(100)), "100 0");
        refused(buffering, RequestText.post("/", "x".repeat(101)), 413);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §15.5.14")
    void anAnnouncedLengthPastTheBoundIsRefusedBeforeItsContentComes(BodyBuffering buffering) {
        refused(buffering, RequestText.postHead("/", 101), 413);
        refused(buffering, RequestText.postHead("/", Long.MAX_VALUE), 413);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc({"9110 §15.5.14", "9112 §7.1"})
    void chunksPastTheBoundAre413(BodyBuffering buffering) {
        String half = RequestText.chunk("x".repeat(50));
        String head = RequestText.chunkedHead("/");
        served(buffering, head + half + half + "0\r\n\r\n", "100 0");
        refused(buffering, head + half + half + RequestText.chunk("x") + "0\r\n\r\n", 413);
        refused(buffering, head + half + RequestText.chunk("x".repeat(51)) + "0\r\n\r\n", 413);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9112 §7.1")
    void aChunkPastTheBoundIsRefusedBeforeItsContentComes(BodyBuffering buffering) {
        refused(buffering, RequestText.chunkedHead("/") + "65\r\n", 413);
        refused(buffering, RequestText.chunkedHead("/") + "7fffffffffffffff\r\n", 413);
    }

    @Test
    @Rfc("9110 §8.6")
    void aBoundOfZeroAllowsNoContentAtAll() {
        try (TestServer server = TestServer.start(o -> o.routes(COUNTING).maxContentLength(0));
                Wire wire = server.connect()) {
            wire.send(RequestText.postHead("/", 0)).readResponse().expectStatus(200);
            wire.send(RequestText.post("/", "x")).readResponse().expectStatus(413);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9112 §7.1")
    void aChunkLineHas8192Bytes(BodyBuffering buffering) {
        String head = RequestText.chunkedHead("/");
        served(buffering, head + extended(8192) + "0\r\n\r\n", "1 0");
        refused(buffering, head + extended(8193) + "0\r\n\r\n", 400);
        refused(buffering, head + "1;" + "e".repeat(8192), 400);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9112 §7.1.1")
    void theExtensionsOfABodyHave16384Bytes(BodyBuffering buffering) {
        String head = RequestText.chunkedHead("/");
        String three = extended(4097).repeat(3);
        served(buffering, head + three + extended(4097) + "0\r\n\r\n", "4 0");
        refused(buffering, head + three + extended(4098) + "0\r\n\r\n", 400);
    }

    /// A chunk of one byte whose line has this length: all but one byte of it are extensions.
    private static String extended(int lineLength) {
        return "1;" + "e".repeat(lineLength - 2) + "\r\nx\r\n";
    }

    @ParameterizedTest
    @EnumSource
    @Rfc({"9112 §7.1.2", "9110 §6.5"})
    void moreTrailersThanFieldsAllowedAre431(BodyBuffering buffering) {
        String head = RequestText.chunkedHead("/") + "0\r\n";
        served(buffering, head + "a: 1\r\n".repeat(5) + "\r\n", "0 5");
        refused(buffering, head + "a: 1\r\n".repeat(6) + "\r\n", 431);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §6.5")
    void aTrailerLinePastTheBoundIs431(BodyBuffering buffering) {
        String head = RequestText.chunkedHead("/") + "0\r\n";
        served(buffering, head + "a: " + "v".repeat(47) + "\r\n\r\n", "0 1");
        refused(buffering, head + "a: " + "v".repeat(48) + "\r\n\r\n", 431);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §6.5")
    void aTrailerLineIsRefusedBeforeItsEndHasCome(BodyBuffering buffering) {
        String head = RequestText.chunkedHead("/") + "0\r\n";
        refused(buffering, head + "a: " + "v".repeat(60), 431);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("9110 §6.5")
    void aTrailerSectionPastTheBoundIs431(BodyBuffering buffering) {
        String head = RequestText.chunkedHead("/") + "0\r\n";
        String line = "a: " + "v".repeat(45) + "\r\n";
        served(buffering, head + line.repeat(3) + "\r\n", "0 3");
        String longer = "a: " + "v".repeat(46) + "\r\n";
        refused(buffering, head + line.repeat(2) + longer + "\r\n", 431);
    }
}
