package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponsesTest {
    private static final Headers MORE = Headers.of("x-a", "1", "Content-Type", "a/b", "x-b", "2");
    private static final StreamingBody NO_BODY = _ -> Headers.empty();
    private static final LoopHandler<String> LOOP = (_, _, _) -> LoopHandler.Next.stop();

    @Test
    void textsNameTheirTypeAndCharset() {
        assertBuffered(
                Responses.text(200, "é"),
                200,
                Headers.of("content-type", "text/plain; charset=utf-8"),
                "é");
        assertBuffered(
                Responses.html(404, "<p>"),
                404,
                Headers.of("content-type", "text/html; charset=utf-8"),
                "<p>");
    }

    @Test
    void generatedFieldsComeFirstAndWin() {
        assertFields("text/plain; charset=utf-8", Responses.text(200, "", MORE));
        assertFields("text/html; charset=utf-8", Responses.html(200, "", MORE));
        assertFields("application/json", Responses.json(200, 1, MORE));
        assertFields("application/x-ndjson", Responses.ndjson(200, List.of(), MORE));
        assertFields("c/d", Responses.body(200, "c/d", new byte[0], MORE));
        assertFields("c/d", Responses.body(200, "c/d", ByteBuffer.allocate(0), MORE));
    }

    private static void assertFields(String type, Response response) {
        Headers expected = Headers.of("content-type", type, "x-a", "1", "x-b", "2");
        assertEquals(expected, response.headers());
    }

    @Test
    void framingIsLeftToTheServer() {
        assertEquals(
                List.of(new Header("content-type", "text/plain; charset=utf-8")),
                Responses.text(200, "abc").headers().toList());
    }

    @Test
    void aTextWithoutFurtherFieldsSharesItsHeaders() {
        assertSame(Responses.text(200, "a").headers(), Responses.text(200, "b").headers());
        assertSame(
                Responses.text(200, "a").headers(),
                Responses.text(200, "b", Headers.empty()).headers());
    }

    @Test
    void writesJson() {
        Headers json = Headers.of("content-type", "application/json");
        assertBuffered(Responses.json(201, Map.of("id", 7)), 201, json, "{\"id\":7}");
        assertBuffered(Responses.json(200, null), 200, json, "null");
        assertThrows(InvalidJsonException.class, () -> Responses.json(200, new Object()));
        assertBuffered(
                Responses.ndjson(200, List.of(1, "a")),
                200,
                Headers.of("content-type", "application/x-ndjson"),
                "1\n\"a\"\n");
    }

    @Test
    void sendsBytesOfAnyType() {
        byte[] bytes = "xabcx".getBytes(StandardCharsets.UTF_8);
        Headers png = Headers.of("content-type", "image/png");
        assertBuffered(Responses.body(200, "image/png", bytes), 200, png, "xabcx");
        assertBuffered(
                Responses.body(200, "image/png", ByteBuffer.wrap(bytes, 1, 3)), 200, png, "abc");
        assertThrows(InvalidHeaderException.class, () -> Responses.body(200, "a/b\r\nx: y", bytes));
    }

    @Test
    void redirectsNameTheirLocationFirst() {
        assertBuffered(Responses.redirect(303, "/next"), 303, Headers.of("location", "/next"), "");
        assertBuffered(
                Responses.redirect(308, "/b", Headers.of("x-a", "1", "Location", "/evil")),
                308,
                Headers.of("location", "/b", "x-a", "1"),
                "");
        assertThrows(InvalidHeaderException.class, () -> Responses.redirect(302, "/\r\nx: y"));
        for (int status : new int[] {200, 299, 304, 400}) {
            assertThrows(
                    InvalidResponseException.class,
                    () -> Responses.redirect(status, "/"),
                    "status " + status);
        }
    }

    @Test
    void statusesHaveNoContent() {
        assertBuffered(Responses.status(418), 418, Headers.empty(), "");
        assertBuffered(Responses.noContent(), 204, Headers.empty(), "");
        assertBuffered(Responses.badRequest(), 400, Headers.empty(), "");
        assertBuffered(Responses.unauthorized(), 401, Headers.empty(), "");
        assertBuffered(Responses.forbidden(), 403, Headers.empty(), "");
        assertBuffered(Responses.notFound(), 404, Headers.empty(), "");
        assertBuffered(Responses.internalError(), 500, Headers.empty(), "");
    }

    @Test
    void statusesTakeFields() {
        Headers headers = Headers.of("x-a", "1");
        assertBuffered(Responses.status(503, headers), 503, headers, "");
        assertBuffered(Responses.noContent(headers), 204, headers, "");
        assertBuffered(Responses.badRequest(headers), 400, headers, "");
        assertBuffered(Responses.unauthorized(headers), 401, headers, "");
        assertBuffered(Responses.forbidden(headers), 403, headers, "");
        assertBuffered(Responses.notFound(headers), 404, headers, "");
        assertBuffered(Responses.internalError(headers), 500, headers, "");
    }

    @Test
    void refusesStatusesThatCannotBeSentThisWay() {
        for (int status : new int[] {-1, 0, 100, 101, 199, 600}) {
            assertThrows(InvalidResponseException.class, () -> Responses.status(status));
            assertThrows(InvalidResponseException.class, () -> Responses.text(status, "a"));
        }
        assertThrows(InvalidResponseException.class, () -> Responses.text(204, "a"));
        assertThrows(InvalidResponseException.class, () -> Responses.json(304, 1));
        Responses.status(200);
        Responses.status(599);
    }

    @Test
    void names405Methods() {
        assertBuffered(
                Responses.methodNotAllowed("GET", "HEAD"),
                405,
                Headers.of("allow", "GET, HEAD"),
                "");
        assertBuffered(
                Responses.methodNotAllowed(List.of("PUT"), Headers.of("Allow", "X", "a", "b")),
                405,
                Headers.of("allow", "PUT", "a", "b"),
                "");
        assertBuffered(Responses.methodNotAllowed(), 405, Headers.of("allow", ""), "");
        for (String method : new String[] {"", "GET, PUT", "G T", "GET\r\n"}) {
            assertThrows(
                    InvalidHeaderException.class, () -> Responses.methodNotAllowed(method), method);
        }
    }

    @Test
    void cookiesAddUp() {
        Response response =
                Responses.withCookie(
                        Responses.withCookie(
                                Responses.noContent(), SetCookie.builder("a", "1").build()),
                        SetCookie.builder("b", "2").httpOnly().build());
        assertEquals(
                Headers.of("set-cookie", "a=1", "set-cookie", "b=2; HttpOnly"), response.headers());
        assertEquals(
                Headers.empty(), Responses.noContent().headers(), "the shared one is as before");
    }

    @Test
    void buildsTheOtherShapes() throws IOException {
        Headers headers = Headers.of("x-a", "1");
        assertEquals(
                new Response.Streaming(200, headers, NO_BODY),
                Responses.streaming(200, headers, NO_BODY));
        assertEquals(
                new Response.Loop<>(201, headers, "s", LOOP),
                Responses.loop(201, headers, "s", LOOP));
        UpgradeHandler handler = _ -> {};
        assertEquals(
                new Response.Upgrade("echo", Headers.empty(), handler),
                Responses.upgrade("echo", handler));
        assertEquals(
                new Response.Upgrade("echo", headers, handler),
                Responses.upgrade("echo", handler, headers));
        assertThrows(
                InvalidResponseException.class, () -> Responses.streaming(204, headers, NO_BODY));
    }

    @Test
    void eventStreamsAreNotCached() {
        assertEquals(
                Headers.of("content-type", "text/event-stream", "cache-control", "no-cache"),
                Responses.eventStream("s", LOOP).headers());
        assertEquals(
                Headers.of("content-type", "text/event-stream", "cache-control", "no-store"),
                Responses.eventStream("s", LOOP, Headers.of("Cache-Control", "no-store"))
                        .headers());
        assertEquals(200, Responses.eventStream("s", LOOP).status());
    }

    @Test
    void aSentFileIsClosedWithItsRequest(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "content");
        TestRequests.Context context = new TestRequests.Context();
        Headers headers = Headers.of("content-type", "text/plain");
        Response response = Responses.sendFile(TestRequests.of(context), 200, headers, file);
        Response.SendFile sent = assertInstanceOf(Response.SendFile.class, response);
        assertEquals(0, sent.offset());
        assertEquals(7, sent.length());
        assertEquals(headers, sent.headers());
        assertEquals(List.of(sent.file()), context.resources());
        sent.file().close();
    }

    @Test
    void aFileThatCannotBeSentLeavesNothingOpen(@TempDir Path folder) {
        TestRequests.Context context = new TestRequests.Context();
        Request request = TestRequests.of(context);
        assertThrows(
                NoSuchFileException.class,
                () -> Responses.sendFile(request, 200, Headers.empty(), folder.resolve("none")));
        assertThrows(
                FileSystemException.class,
                () -> Responses.sendFile(request, 200, Headers.empty(), folder));
        assertEquals(List.of(), context.resources());
    }

    @Test
    void aFileWithAStatusThatForbidsContentIsStillClosed(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("a.txt"));
        TestRequests.Context context = new TestRequests.Context();
        assertThrows(
                InvalidResponseException.class,
                () -> Responses.sendFile(TestRequests.of(context), 204, Headers.empty(), file));
        FileChannel channel = assertInstanceOf(FileChannel.class, context.resources().getFirst());
        channel.close();
    }

    private static void assertBuffered(
            Response response, int status, Headers headers, String body) {
        Response.Buffered buffered = assertInstanceOf(Response.Buffered.class, response);
        assertEquals(status, buffered.status());
        assertEquals(headers, buffered.headers());
        assertEquals(body, StandardCharsets.UTF_8.decode(buffered.body().duplicate()).toString());
    }
}
