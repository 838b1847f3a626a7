package io.roadrunner.conformance.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.StreamedEcho;
import io.roadrunner.http.FormFile;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What clients send, in every way: content as a whole and in pieces, trailers, leave to send, and
/// content that is too much, too late or not wanted.
class RequestBodiesTest {
    private static final int PIECE = 16_384;
    private static final long MUCH = 64L << 20;

    @TempDir Path folder;

    private WayServer start(Way way, BodyBuffering buffering, Handler handler) {
        return WayServer.start(
                way,
                folder,
                options ->
                        options.routes(Routes.handler(handler))
                                .bodyBuffering(buffering)
                                .maxContentLength(2 * MUCH));
    }

    private static Response echo(Request request) throws IOException {
        String body = new String(request.readBody(), StandardCharsets.UTF_8);
        Headers fields = Headers.of("x-length", String.valueOf(request.bodyLength()));
        return Responses.text(200, body + request.trailers().toList(), fields);
    }

    private static Response streamedEcho(Request request) {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    StreamedEcho.copy(request, push);
                    return Headers.of("x-seen", String.valueOf(request.trailers().first("x-end")));
                });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void contentOfKnownAndUnknownLengthArrivesWithItsTrailers(Way way) {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server = start(way, buffering, RequestBodiesTest::echo);
                    Client client = server.connect()) {
                Ask known = Ask.post("/").with("content-length", "10");
                client.begin(known)
                        .write("01234")
                        .write("56789")
                        .end()
                        .answer()
                        .expect(200, "0123456789[]");
                Call unknown = client.begin(Ask.post("/")).write("abc").write("def");
                unknown.end(Headers.of("x-sum", "6"))
                        .answer()
                        .expect(200, "abcdef[Header[name=x-sum, value=6]]");
                client.begin(Ask.post("/")).end().answer().expect(200, "[]");
                client.begin(Ask.get("/")).end().answer().expect(200, "[]");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anAnswerMayBeginBeforeTheRequestEnds(Way way) {
        try (WayServer server = start(way, BodyBuffering.MANUAL, RequestBodiesTest::streamedEcho);
                Client client = server.connect()) {
            Call call = client.begin(Ask.post("/")).write("ping");
            assertEquals(200, call.readHead().status());
            assertEquals("ping", call.readContent(4));
            assertEquals("pong", call.write("pong").readContent(4));
            call.end(Headers.of("x-end", "now"));
            assertEquals(0, call.readPiece().length);
            assertEquals(Headers.of("x-seen", "now"), call.trailers());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aHandlerThatDoesNotReadHoldsItsSender(Way way) throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        Handler patient =
                request -> {
                    gate.await();
                    long count = 0;
                    byte[] piece = request.readChunk();
                    while (piece.length > 0) {
                        count += piece.length;
                        piece = request.readChunk();
                    }
                    return Responses.text(200, String.valueOf(count));
                };
        AtomicLong sent = new AtomicLong();
        try (WayServer server = start(way, BodyBuffering.MANUAL, patient);
                Client client = server.connect()) {
            CompletableFuture<Answer> answer = sendMuch(client, sent);
            awaitStanding(sent);
            assertTrue(sent.get() < MUCH, "the sender is held");
            assertFalse(answer.isDone(), "the sender is held");
            gate.countDown();
            answer.join().expect(200, String.valueOf(MUCH));
        }
    }

    private static CompletableFuture<Answer> sendMuch(Client client, AtomicLong sent) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Call call = client.begin(Ask.post("/"));
                    while (sent.get() < MUCH) {
                        call.write(new byte[PIECE]);
                        sent.addAndGet(PIECE);
                    }
                    return call.end().answer();
                },
                task -> Thread.ofPlatform().start(task));
    }

    /// Waits until a sender has begun and has then sent nothing for a while.
    private static void awaitStanding(AtomicLong sent) {
        long[] seen = {0, System.nanoTime()};
        Await.until(
                "nothing more is sent",
                Duration.ofSeconds(20),
                () -> {
                    long now = sent.get();
                    if (now != seen[0]) {
                        seen[0] = now;
                        seen[1] = System.nanoTime();
                    }
                    return now > 0 && System.nanoTime() - seen[1] > 300_000_000L;
                });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void leaveToSendIsGivenWhenTheContentIsAskedFor(Way way) {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server = start(way, buffering, RequestBodiesTest::echo);
                    Client client = server.connect()) {
                Call call = client.begin(Ask.post("/").with("expect", "100-continue"));
                assertEquals(100, call.readHead().status());
                Answer answer = call.write("now").end().answer();
                assertEquals(0, answer.interim().size(), "once");
                answer.expect(200, "now[]");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whoIsRefusedIsGivenNoLeaveToSend(Way way) {
        Handler refusing = _ -> Responses.text(403, "no");
        try (WayServer server = start(way, BodyBuffering.MANUAL, refusing);
                Client client = server.connect()) {
            Call call = client.begin(Ask.post("/").with("expect", "100-continue"));
            Answer answer = call.answer().expect(403, "no");
            assertEquals(0, answer.interim().size());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void contentThatIsAnnouncedAsTooMuchIsRefusedBeforeItComes(Way way) {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server = limited(way, buffering);
                    Client client = server.connect()) {
                Ask ask = Ask.post("/").with("content-length", "11").with("expect", "100-continue");
                Answer answer = client.begin(ask).answer();
                assertEquals(413, answer.status());
                assertEquals(0, answer.interim().size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void contentThatBecomesTooMuchIsRefused(Way way) {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server = limited(way, buffering);
                    Client client = server.connect()) {
                Call call = client.begin(Ask.post("/")).write("0123456789").write("!").end();
                assertEquals(413, call.answer().status());
            }
            try (WayServer server = limited(way, buffering);
                    Client client = server.connect()) {
                Call call = client.begin(Ask.post("/")).write("0123456789").end();
                call.answer().expect(200, "0123456789[]");
            }
        }
    }

    private WayServer limited(Way way, BodyBuffering buffering) {
        return WayServer.start(
                way,
                folder,
                options ->
                        options.routes(Routes.handler(RequestBodiesTest::echo))
                                .bodyBuffering(buffering)
                                .maxContentLength(10));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void contentThatDoesNotComeInTimeIsA408(Way way) {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server =
                            WayServer.start(
                                    way,
                                    folder,
                                    options ->
                                            options.routes(Routes.handler(RequestBodiesTest::echo))
                                                    .bodyBuffering(buffering)
                                                    .requestTimeout(Duration.ofMillis(200)));
                    Client client = server.connect()) {
                Call call = client.begin(Ask.post("/")).write("only this");
                assertEquals(408, call.answer().status());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void contentThatIsShorterThanAnnouncedNeverReachesTheHandlerAsWhole(Way way) {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Handler reading =
                request -> {
                    try {
                        return Responses.text(200, request.readBody().length + "");
                    } catch (IOException e) {
                        seen.complete(e);
                        throw e;
                    }
                };
        try (WayServer server = start(way, BodyBuffering.MANUAL, reading)) {
            try (Client client = server.connect()) {
                client.begin(Ask.post("/").with("content-length", "5")).write("abc").cancel();
                seen.join();
            }
            server.awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void contentThatNobodyReadsIsNoHindranceToTheNextRequest(Way way) {
        Handler careless = _ -> Responses.text(200, "unread");
        try (WayServer server = start(way, BodyBuffering.MANUAL, careless);
                Client client = server.connect()) {
            for (int i = 0; i < 20; i++) {
                client.begin(Ask.post("/"))
                        .write(new byte[PIECE])
                        .end()
                        .answer()
                        .expect(200, "unread");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aFormWithAFileIsTheSame(Way way) {
        Handler reading =
                request -> {
                    FormFile file = request.form().files("file").getFirst();
                    String name = request.form().first("name") + " " + file.fileName();
                    return Responses.text(200, name + " " + file.size());
                };
        String form =
                """
                --x\r
                content-disposition: form-data; name="name"\r
                \r
                road\r
                --x\r
                content-disposition: form-data; name="file"; filename="a.txt"\r
                \r
                %s\r
                --x--\r
                """
                        .formatted("f".repeat(200_000));
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (WayServer server = start(way, buffering, reading);
                    Client client = server.connect()) {
                Ask ask = Ask.post("/").with("content-type", "multipart/form-data; boundary=x");
                client.begin(ask).write(form).end().answer().expect(200, "road a.txt 200000");
            }
        }
    }
}
