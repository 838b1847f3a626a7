package io.roadrunner.exchange;

import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidResponseException;
import io.roadrunner.http.Push;
import io.roadrunner.http.Response;
import io.roadrunner.routing.DrainPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Writes one response to its exchange: the place where each shape becomes head, content and end,
/// and where content is left out that HTTP forbids. Lives in the thread of the request.
final class ResponseWriter {
    private final Exchange exchange;
    private final RequestLife life;
    private final DrainPolicy policy;

    ResponseWriter(Exchange exchange, RequestLife life, DrainPolicy policy) {
        this.exchange = exchange;
        this.life = life;
        this.policy = policy;
    }

    /// Writes the whole response.
    ///
    /// @throws InvalidResponseException when it must not be sent; nothing has been written then
    /// @throws IOException when the peer has gone
    /// @throws Exception what a body of the application throws
    void write(Response response) throws Exception {
        switch (response) {
            case Response.Buffered buffered -> writeBuffered(buffered);
            case Response.Streaming streaming -> writeStreaming(streaming);
            case Response.Loop<?> loop -> writeLoop(loop);
            case Response.SendFile file -> writeFile(file);
            case Response.Upgrade upgrade -> writeUpgrade(upgrade);
        }
    }

    private void writeUpgrade(Response.Upgrade response) throws IOException {
        life.responseBegins();
        life.result().status = exchange.switchProtocol(response.protocol(), response.headers());
    }

    private void writeBuffered(Response.Buffered response) throws IOException {
        ByteBuffer body = response.body();
        boolean content = hasContent(response);
        begin(response, lengthOf(response, body.remaining(), content), content);
        if (content) {
            exchange.write(body);
        }
        exchange.finish(Headers.empty());
    }

    private void writeFile(Response.SendFile response) throws IOException {
        boolean content = hasContent(response);
        begin(response, lengthOf(response, response.length(), content), content);
        if (content) {
            exchange.writeFile(response.file(), response.offset(), response.length());
        }
        exchange.finish(Headers.empty());
    }

    /// The head is put off until there is content: until then the body of the request can still be
    /// asked for with `100 Continue`, and a failure is answered as one.
    private void writeStreaming(Response.Streaming response) throws Exception {
        boolean content = hasContent(response);
        long length = announced(response.headers(), ResponseHead.UNKNOWN);
        Headers trailers = Headers.empty();
        // "a server MUST NOT send content in the response" to HEAD: RFC 9110 §9.3.2
        if (content) {
            Push push =
                    piece -> {
                        beginOnce(response, length);
                        push(piece);
                    };
            trailers = response.body().writeTo(push);
            beginOnce(response, length);
        } else {
            begin(response, length, false);
        }
        end(trailers);
    }

    private void beginOnce(Response response, long length) throws IOException {
        if (!exchange.isBegun()) {
            begin(response, length, true);
        }
    }

    private <S> void writeLoop(Response.Loop<S> response) throws Exception {
        boolean content = hasContent(response);
        begin(response, ResponseHead.UNKNOWN, content);
        Headers trailers = Headers.empty();
        if (content) {
            exchange.flush();
            Push push = this::push;
            trailers = new LoopRunner(life, policy).run(response, push);
        }
        end(trailers);
    }

    private void end(Headers trailers) throws IOException {
        // A stale interrupt of the application would close the socket at the last write.
        Thread.interrupted();
        exchange.finish(trailers);
    }

    private void push(ByteBuffer piece) throws IOException {
        if (piece.hasRemaining()) {
            exchange.write(piece);
            exchange.flushSoon();
        }
    }

    private void begin(Response response, long length, boolean content) throws IOException {
        life.responseBegins();
        exchange.begin(new ResponseHead(response.status(), response.headers(), length, content));
    }

    private boolean hasContent(Response response) {
        return !Response.forbidsContent(response.status())
                && !exchange.head().method().equals("HEAD");
    }

    /// The length to announce. Where the content is left out, a handler may have announced the
    /// length that it would have had; otherwise its word must be true.
    private static long lengthOf(Response response, long actual, boolean content) {
        // "A server MUST NOT send a Content-Length header field in any response with a status code
        // of 1xx (Informational) or 204 (No Content)." RFC 9110 §8.6
        if (response.status() == 204) {
            return ResponseHead.UNSAID;
        }
        long unsaid = response.status() == 304 ? ResponseHead.UNSAID : actual;
        long announced = announced(response.headers(), unsaid);
        if (content && announced != actual) {
            throw new InvalidResponseException(
                    "content-length " + announced + " does not fit a body of " + actual);
        }
        return announced;
    }

    private static long announced(Headers headers, long otherwise) {
        int index = headers.indexOf("content-length", 0);
        if (index < 0) {
            return otherwise;
        }
        String value = headers.value(index);
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw new InvalidResponseException("not a content-length: " + value);
            }
        }
        if (value.isEmpty() || value.length() > 18) {
            throw new InvalidResponseException("not a content-length: " + value);
        }
        return Long.parseLong(value);
    }
}
