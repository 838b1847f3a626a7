package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Responses that must not be sent: the client gets a 500 that gives nothing away, the connection
/// goes on, and no slot is lost.
class ResponseMisuseTest {
    private static final String EVIL = "x\r\nset-cookie: stolen=1";

    private static void is500(Handler handler) {
        Handler both =
                request ->
                        request.path().equals("/next")
                                ? Responses.text(200, "next")
                                : handler.handle(request);
        try (TestServer server = TestServer.answering(both)) {
            try (Wire wire = server.connect()) {
                WireResponse response = wire.send(RequestText.get("/")).readResponse();
                response.expectStatus(500).expectNoHeader("set-cookie");
                assertFalse(response.text().contains("Exception"), response::text);
                String pipelined = RequestText.get("/next") + RequestText.get("/");
                wire.send(pipelined + RequestText.get("/next"));
                wire.readResponse().expectBody("next");
                wire.readResponse().expectStatus(500);
                wire.readResponse().expectBody("next");
            }
            server.awaitIdle();
        }
    }

    @Test
    @Rfc({"9110 §5.5", "9112 §11.1"})
    void aFieldValueWithALineEnd() {
        is500(_ -> Responses.text(200, "hi", Headers.of("location", EVIL)));
        is500(_ -> Responses.text(200, "hi").withHeader("location", "a\nb"));
        is500(_ -> Responses.redirect(302, "/" + EVIL));
        is500(_ -> Responses.body(200, EVIL, new byte[0]));
        is500(_ -> Responses.upgrade(EVIL, _ -> {}));
    }

    @Test
    @Rfc({"9110 §5.1", "9110 §5.5"})
    void aFieldThatIsNone() {
        is500(_ -> Responses.text(200, "hi").withHeader("a b", "c"));
        is500(_ -> Responses.text(200, "hi").withHeader("", "c"));
        is500(_ -> Responses.text(200, "hi").withHeader("a", "nul\0"));
        is500(_ -> Responses.text(200, "hi").withHeader("a\r\nb", "c"));
    }

    @Test
    @Rfc("9110 §8.6")
    void aLengthThatIsNotThatOfTheBody() {
        is500(_ -> announcing("4", "abc"));
        is500(_ -> announcing("2", "abc"));
        is500(_ -> announcing("-1", "abc"));
        is500(_ -> announcing("three", "abc"));
        is500(_ -> announcing("99999999999999999999", "abc"));
    }

    private static Response announcing(String length, String body) {
        ByteBuffer content = ByteBuffer.wrap(body.getBytes(StandardCharsets.US_ASCII));
        return new Response.Buffered(200, Headers.of("content-length", length), content);
    }

    @Test
    @Rfc({"9112 §6.1", "9112 §6.2"})
    void framingOfTheApplicationNeverReachesTheWire() {
        Handler handler =
                _ -> Responses.text(200, "abc", Headers.of("transfer-encoding", "chunked"));
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/") + RequestText.get("/"));
            for (int i = 0; i < 2; i++) {
                WireResponse response = wire.readResponse().expectStatus(200).expectBody("abc");
                response.expectNoHeader("transfer-encoding").expectHeader("content-length", "3");
            }
        }
    }

    @Test
    @Rfc({"9110 §15.3.5", "9110 §15.4.5"})
    void aBodyWhereTheStatusForbidsOne() {
        is500(_ -> Responses.text(204, "body"));
        is500(_ -> Responses.text(304, "body"));
        is500(_ -> Responses.streaming(204, Headers.empty(), _ -> Headers.empty()));
    }

    @Test
    @Rfc("9110 §15")
    void aStatusThatIsNotFinal() {
        is500(_ -> Responses.status(100));
        is500(_ -> Responses.status(199));
        is500(_ -> Responses.status(600));
        is500(_ -> Responses.status(0));
    }

    @Test
    void noResponseAtAll() {
        is500(ResponseMisuseTest::nothing);
    }

    /// What a handler in another language may do.
    @SuppressWarnings("NullAway")
    private static Response nothing(Request request) {
        return null;
    }

    @Test
    @Rfc("9110 §15.2")
    void anInterimStatusThatIsNoneToSend() {
        is500(request -> {
            request.sendInterim(200, Headers.empty());
            return Responses.text(200, "");
        });
        is500(request -> {
            request.sendInterim(101, Headers.empty());
            return Responses.text(200, "");
        });
    }
}
