package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.Http1Options;
import io.roadrunner.config.Protocol;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Each bound of a request's head, at the bound and one past it, and that of requests in flight.
class LimitsTest {
    private static final Http1Options STANDARD = Http1Options.standard();
    private static final String HOST = "host: a\r\n";

    private static TestServer start(Http1Options http1) {
        Routes routes = Routes.handler(_ -> Responses.text(200, "in"));
        return TestServer.start(o -> o.routes(routes).protocols(new Protocol.Http1(http1)));
    }

    /// Sends a request that is within the bound twice on one connection, then one that is past it.
    private static void atAndPast(Http1Options http1, String within, String past, int status) {
        try (TestServer server = start(http1);
                Wire wire = server.connect()) {
            wire.send(within).readResponse().expectStatus(200);
            wire.send(within).readResponse().expectStatus(200).expectNoHeader("connection");
            wire.send(past).readResponse().expectStatus(status).expectHeader("connection", "close");
            wire.endOutput().expectClosed();
            server.awaitIdle();
        }
    }

    @Test
    @Rfc({"9112 §3", "9110 §15.5.15"})
    void aRequestLinePastItsBoundIs414() {
        atAndPast(
                STANDARD.withMaxRequestLine(100),
                requestLine(100) + "\r\n" + HOST + "\r\n",
                requestLine(101) + "\r\n" + HOST + "\r\n",
                414);
    }

    @Test
    @Rfc("9112 §3")
    void theStandardRequestLineHas8192Bytes() {
        atAndPast(
                STANDARD,
                requestLine(8192) + "\r\n" + HOST + "\r\n",
                requestLine(8193) + "\r\n" + HOST + "\r\n",
                414);
    }

    @Test
    @Rfc("9112 §3")
    void aRequestLineIsRefusedBeforeItsEndHasCome() {
        atAndPast(
                STANDARD.withMaxRequestLine(100),
                requestLine(100) + "\r\n" + HOST + "\r\n",
                "GET /" + "a".repeat(200),
                414);
    }

    private static String requestLine(int length) {
        String end = " HTTP/1.1";
        return "GET /" + "a".repeat(length - "GET /".length() - end.length()) + end;
    }

    @Test
    @Rfc("9110 §5.4")
    void aFieldLinePastItsBoundIs431() {
        atAndPast(
                STANDARD.withMaxHeaderLine(50), head(line("x: ", 50)), head(line("x: ", 51)), 431);
    }

    @Test
    @Rfc("9110 §5.4")
    void theStandardFieldLineHas8192Bytes() {
        atAndPast(STANDARD, head(line("x: ", 8192)), head(line("x: ", 8193)), 431);
    }

    @Test
    @Rfc("9110 §5.4")
    void aFieldLineIsRefusedBeforeItsEndHasCome() {
        atAndPast(
                STANDARD.withMaxHeaderLine(50),
                head(line("x: ", 50)),
                "GET / HTTP/1.1\r\n" + HOST + line("x: ", 60),
                431);
    }

    @Test
    @Rfc("9110 §5.4")
    void aHeaderSectionPastItsBoundIs431() {
        // Host takes 9 bytes, each line its CRLF too.
        atAndPast(
                STANDARD.withMaxHeaderBlock(100),
                head(line("x: ", 50), line("y: ", 100 - 9 - 52 - 2)),
                head(line("x: ", 50), line("y: ", 100 - 9 - 52 - 2 + 1)),
                431);
    }

    @Test
    @Rfc("9110 §5.4")
    void theStandardHeaderSectionHas10240Bytes() {
        int rest = 10_240 - 9 - 8002 - 2;
        atAndPast(
                STANDARD,
                head(line("x: ", 8000), line("y: ", rest)),
                head(line("x: ", 8000), line("y: ", rest + 1)),
                431);
    }

    @Test
    @Rfc("9110 §5.4")
    void moreFieldsThanAllowedAre431() {
        atAndPast(STANDARD.withMaxHeaderCount(5), head(fields(4)), head(fields(5)), 431);
    }

    @Test
    @Rfc("9110 §5.4")
    void theStandardNumberOfFieldsIs100() {
        atAndPast(STANDARD, head(fields(99)), head(fields(100)), 431);
    }

    private static String head(String... fields) {
        return RequestText.bare("GET", "/", fields);
    }

    private static String line(String start, int length) {
        return start + "v".repeat(length - start.length());
    }

    private static String[] fields(int count) {
        String[] fields = new String[count];
        for (int i = 0; i < count; i++) {
            fields[i] = "f" + i + ": v";
        }
        return fields;
    }

    @Test
    @Rfc({"9110 §15.6.4", "9110 §10.2.3"})
    void aRequestPastTheCeilingIs503AndItsConnectionStays() throws Exception {
        Latch bothRun = new Latch();
        Latch release = new Latch();
        AtomicInteger entered = new AtomicInteger();
        Handler handler =
                _ -> {
                    if (entered.incrementAndGet() == 2) {
                        bothRun.open();
                    }
                    release.await();
                    return Responses.text(200, "served");
                };
        try (TestServer server =
                        TestServer.start(
                                o -> o.routes(Routes.handler(handler)).maxConcurrentRequests(2));
                Wire first = server.connect();
                Wire second = server.connect();
                Wire third = server.connect()) {
            first.send(RequestText.get("/"));
            second.send(RequestText.get("/"));
            bothRun.await();
            third.send(RequestText.get("/")).readResponse().expectStatus(503);
            third.send(RequestText.post("/", "content")).readResponse().expectStatus(503);
            third.send(RequestText.get("/"));
            third.readResponse()
                    .expectStatus(503)
                    .expectHeader("retry-after", "1")
                    .expectNoHeader("connection");
            release.open();
            first.readResponse().expectStatus(200);
            second.readResponse().expectStatus(200);
            third.send(RequestText.get("/")).readResponse().expectStatus(200).expectBody("served");
            assertEquals(3, server.listener().info().throttled());
        }
    }
}
