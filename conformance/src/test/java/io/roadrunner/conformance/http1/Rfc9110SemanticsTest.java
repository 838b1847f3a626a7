package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a response says, whatever its shape: HEAD, statuses without content, Date, reason phrases,
/// methods and interim responses.
class Rfc9110SemanticsTest {
    private static final Routes TABLE =
            Routes.builder()
                    .get("/read", _ -> Responses.text(200, "read"))
                    .route(
                            Route.of("/both", request -> Responses.text(200, request.method()))
                                    .withMethods("GET", "POST"))
                    .get(
                            "/fail",
                            _ -> {
                                throw new IllegalStateException("a secret of the application");
                            })
                    .build();

    @TempDir Path folder = Path.of("");

    @Test
    @Rfc("9110 §9.3.2")
    void headOfABufferedResponseHasItsLengthAndNoBody() {
        headBefore(_ -> Responses.text(200, "hello"))
                .expectStatus(200)
                .expectHeader("content-length", "5")
                .expectHeader("content-type", "text/plain; charset=utf-8");
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headMayAnnounceALengthThatTheHandlerKnows() {
        Headers announced = Headers.of("content-length", "1234");
        headBefore(_ -> Responses.status(200, announced)).expectHeader("content-length", "1234");
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headOfAStreamingResponseDoesNotRunItsBody() {
        AtomicBoolean ran = new AtomicBoolean();
        WireResponse head =
                headBefore(_ ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    ran.set(true);
                                    push.send("body");
                                    return Headers.empty();
                                }));
        head.expectStatus(200).expectNoHeader("content-length");
        assertFalse(ran.get(), "the body was written for nobody");
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headOfALoopHandsItNoMessage() {
        AtomicBoolean ran = new AtomicBoolean();
        LoopHandler<String> loop =
                (_, push, _) -> {
                    ran.set(true);
                    push.send("body");
                    return LoopHandler.Next.stop();
                };
        WireResponse head =
                headBefore(request -> {
                    request.mailbox().send("go");
                    return Responses.loop(200, Headers.empty(), "", loop);
                });
        head.expectStatus(200).expectNoHeader("content-length");
        assertFalse(ran.get(), "the loop ran for nobody");
    }

    @Test
    @Rfc("9110 §9.3.2")
    void headOfAFileHasItsLengthAndNoBody() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "0123456789");
        headBefore(request -> Responses.sendFile(request, 200, Headers.empty(), file))
                .expectStatus(200)
                .expectHeader("content-length", "10");
    }

    /// The answer to HEAD, when the answer to the next request follows right behind it.
    private static WireResponse headBefore(Handler handler) {
        Handler both =
                request ->
                        request.path().equals("/next")
                                ? Responses.text(200, "next")
                                : handler.handle(request);
        try (TestServer server = TestServer.answering(both);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("HEAD", "/") + RequestText.get("/next"));
            WireResponse head = wire.readResponse("HEAD");
            wire.readResponse().expectStatus(200).expectBody("next");
            return head;
        }
    }

    @Test
    @Rfc({"9110 §15.3.5", "9110 §8.6"})
    void noContentHasNeitherBodyNorLength() {
        bodiless(Responses.noContent())
                .expectStatus(204)
                .expectNoHeader("content-length")
                .expectNoHeader("transfer-encoding");
    }

    @Test
    @Rfc({"9110 §15.4.5", "9110 §8.6"})
    void notModifiedHasNoBodyAndNoLengthOfItsOwn() {
        bodiless(Responses.status(304, Headers.of("etag", "\"1\"")))
                .expectStatus(304)
                .expectHeader("etag", "\"1\"")
                .expectNoHeader("content-length")
                .expectNoHeader("transfer-encoding");
    }

    @Test
    @Rfc("9110 §8.6")
    void notModifiedMaySayTheLengthOfWhatItStandsFor() {
        bodiless(Responses.status(304, Headers.of("content-length", "77")))
                .expectHeader("content-length", "77");
    }

    @Test
    @Rfc("9110 §8.6")
    void anEmptyBodyHasTheLengthZero() {
        bodiless(Responses.status(200)).expectHeader("content-length", "0");
    }

    private static WireResponse bodiless(Response response) {
        try (TestServer server = TestServer.answering(_ -> response);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/") + RequestText.get("/"));
            wire.readResponse().expectBody("");
            return wire.readResponse().expectBody("");
        }
    }

    @Test
    @Rfc("9110 §6.6.1")
    void everyAnswerHasADate() {
        try (TestServer server = TestServer.start(TABLE)) {
            dateOf(server, RequestText.get("/read"), 200);
            dateOf(server, RequestText.get("/missing"), 404);
            dateOf(server, RequestText.bare("DELETE", "/read"), 405);
            dateOf(server, RequestText.get("/fail"), 500);
            dateOf(server, RequestText.bare("OPTIONS", "*"), 204);
            dateOf(server, "GET / HTTP/1.1\r\n\r\n", 400);
            dateOf(server, "GET / HTTP/3.0\r\nhost: a\r\n\r\n", 505);
        }
    }

    private static void dateOf(TestServer server, String request, int status) {
        try (Wire wire = server.connect()) {
            WireResponse response = wire.send(request).readResponse().expectStatus(status);
            assertEquals(1, response.headers("date").size(), response::rawHead);
            String text = response.headers("date").getFirst();
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration age = Duration.between(date, ZonedDateTime.now(date.getZone()));
            assertTrue(age.abs().toSeconds() <= 5, text);
            DateTimeFormatter fixed =
                    DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
            assertEquals(fixed.format(date), text, "IMF-fixdate, RFC 9110 §5.6.7");
        }
    }

    @Test
    @Rfc("9110 §6.6.1")
    void aDateOfTheHandlerIsNotSaidTwice() {
        Headers own = Headers.of("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        bodiless(Responses.status(200, own)).expectHeader("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @ParameterizedTest
    @Rfc("9110 §15")
    @CsvSource({
        "200, OK",
        "201, Created",
        "302, Found",
        "404, Not Found",
        "413, Content Too Large",
        "422, Unprocessable Content",
        "431, Request Header Fields Too Large",
        "503, Service Unavailable",
        "511, Network Authentication Required"
    })
    void aRegisteredStatusHasItsReasonPhrase(int status, String phrase) {
        assertEquals(phrase, bodiless(Responses.status(status)).reason());
    }

    @Test
    @Rfc("9112 §4")
    void anUnregisteredStatusKeepsTheBlankOfItsEmptyReasonPhrase() {
        String head = bodiless(Responses.status(299)).rawHead();
        assertTrue(head.startsWith("HTTP/1.1 299 \r\n"), head);
    }

    @Test
    @Rfc({"9110 §15.5.6", "9110 §10.2.1"})
    void anotherMethodIsAnsweredWithThoseThatAreAllowed() {
        try (TestServer server = TestServer.start(TABLE);
                Wire wire = server.connect()) {
            WireResponse refused =
                    wire.send(RequestText.bare("DELETE", "/both")).readResponse().expectStatus(405);
            Set<String> allowed = Set.of(refused.headers("allow").getFirst().split(", *"));
            assertEquals(Set.of("GET", "HEAD", "POST"), allowed);
            wire.send(RequestText.get("/read")).readResponse().expectBody("read");
        }
    }

    @Test
    @Rfc("9110 §9.1")
    void methodsAreCaseSensitive() {
        try (TestServer server = TestServer.start(TABLE);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("get", "/read")).readResponse().expectStatus(405);
        }
    }

    @Test
    @Rfc("9110 §9.3.2")
    void aRouteForGetServesHead() {
        try (TestServer server = TestServer.start(TABLE);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("HEAD", "/read"));
            wire.readResponse("HEAD").expectStatus(200).expectHeader("content-length", "4");
            wire.send(RequestText.bare("HEAD", "/missing") + RequestText.get("/read"));
            wire.readResponse("HEAD").expectStatus(404);
            wire.readResponse().expectBody("read");
        }
    }

    @Test
    @Rfc("9110 §9.3.7")
    void optionsOfTheServerAreAnsweredByTheServer() {
        try (TestServer server = TestServer.start(TABLE);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("OPTIONS", "*")).readResponse().expectStatus(204);
            wire.send(RequestText.get("/read")).readResponse().expectStatus(200);
        }
    }

    @Test
    @Rfc({"9110 §9.3.6", "9110 §15.6.2"})
    void connectIsNotImplemented() {
        try (TestServer server = TestServer.start(TABLE);
                Wire wire = server.connect()) {
            wire.send("CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\n\r\n");
            wire.readResponse().expectStatus(501).expectHeader("connection", "close");
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9110 §15.6.1")
    void aFailedHandlerIsA500WithoutItsReasonAndTheConnectionStays() {
        try (TestServer server = TestServer.start(TABLE);
                Wire wire = server.connect()) {
            WireResponse failed =
                    wire.send(RequestText.get("/fail")).readResponse().expectStatus(500);
            assertFalse((failed.rawHead() + failed.text()).contains("secret"), failed::text);
            wire.send(RequestText.get("/read")).readResponse().expectBody("read");
        }
    }

    @Test
    @Rfc("9110 §15.6.1")
    void anErrorOfAHandlerIsA500Too() {
        Handler failing =
                _ -> {
                    throw new StackOverflowError();
                };
        try (TestServer server = TestServer.answering(failing);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(500);
            wire.send(RequestText.get("/")).readResponse().expectStatus(500);
        }
    }

    @Test
    @Rfc({"9110 §15.2", "8297 §2"})
    void earlyHintsLeaveWhileTheHandlerStillWorks() {
        Latch seen = new Latch();
        Handler handler =
                request -> {
                    request.sendInterim(103, Headers.of("link", "</a.css>; rel=preload"));
                    seen.await();
                    return Responses.text(200, "page");
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            WireResponse hints = wire.send(RequestText.get("/")).readInterim();
            hints.expectStatus(103).expectHeader("link", "</a.css>; rel=preload");
            hints.expectNoHeader("content-length");
            seen.open();
            wire.readResponse().expectStatus(200).expectBody("page");
        }
    }

    @Test
    @Rfc("9110 §15.2")
    void aClientOfHttp10GetsNoInterimResponse() {
        Handler handler =
                request -> {
                    request.sendInterim(103, Headers.of("link", "</a.css>"));
                    return Responses.body(200, "text/plain", ByteBuffer.wrap(new byte[] {'x'}));
                };
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\n\r\n").readResponse().expectStatus(200).expectBody("x");
            wire.expectClosed();
        }
    }

    @Test
    @Rfc("9110 §15.2")
    void anInterimResponseIsRefusedOnceTheFinalOneHasBegun() {
        Handler handler =
                request ->
                        Responses.streaming(
                                200,
                                Headers.empty(),
                                push -> {
                                    push.send("a");
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> request.sendInterim(103, Headers.empty()));
                                    push.send("b");
                                    return Headers.empty();
                                });
        try (TestServer server = TestServer.answering(handler);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(200).expectBody("ab");
        }
    }
}
