package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds responses. Fields that a builder makes come first and win: a `content-type` among the
/// further fields of a caller is dropped where the builder has one. The server adds
/// `content-length` and the other fields of framing when it writes. Stateless; any thread.
///
/// All builders throw [InvalidResponseException] for a status outside of 200 to 599, or one that
/// forbids the body it is given.
public final class Responses {
    private static final Headers TEXT = Headers.of("content-type", "text/plain; charset=utf-8");
    private static final Headers HTML = Headers.of("content-type", "text/html; charset=utf-8");
    private static final Headers JSON = Headers.of("content-type", "application/json");
    private static final Headers NDJSON = Headers.of("content-type", NdJson.CONTENT_TYPE);
    private static final Headers EVENTS = Headers.of("content-type", ServerSentEvents.CONTENT_TYPE);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final Response NO_CONTENT = status(204, Headers.empty());
    private static final Response BAD_REQUEST = status(400, Headers.empty());
    private static final Response UNAUTHORIZED = status(401, Headers.empty());
    private static final Response FORBIDDEN = status(403, Headers.empty());
    private static final Response NOT_FOUND = status(404, Headers.empty());
    private static final Response INTERNAL_ERROR = status(500, Headers.empty());

    private Responses() {}

    /// A text as `text/plain; charset=utf-8`.
    public static Response text(int status, String body) {
        return new Response.Buffered(status, TEXT, utf8(body));
    }

    /// A text as `text/plain; charset=utf-8` with further fields.
    public static Response text(int status, String body, Headers headers) {
        return new Response.Buffered(status, typed(TEXT, headers), utf8(body));
    }

    /// A text as `text/html; charset=utf-8`; nothing is escaped.
    public static Response html(int status, String body) {
        return new Response.Buffered(status, HTML, utf8(body));
    }

    /// A text as `text/html; charset=utf-8` with further fields; nothing is escaped.
    public static Response html(int status, String body, Headers headers) {
        return new Response.Buffered(status, typed(HTML, headers), utf8(body));
    }

    /// A value as `application/json` (RFC 8259). Written are maps, iterables, arrays, records by
    /// their components, texts, characters, numbers, booleans, enums by name, temporals, UUIDs,
    /// URIs and paths as texts, optionals and null, up to 64 levels deep; or whatever the
    /// [JsonCodec] of the application can write.
    ///
    /// @throws InvalidJsonException when the value has no JSON form
    public static Response json(int status, @Nullable Object value) {
        return new Response.Buffered(status, JSON, Json.encode(value));
    }

    /// A value as `application/json` with further fields; see [#json(int, Object)].
    ///
    /// @throws InvalidJsonException when the value has no JSON form
    public static Response json(int status, @Nullable Object value, Headers headers) {
        return new Response.Buffered(status, typed(JSON, headers), Json.encode(value));
    }

    /// Values as `application/x-ndjson`: each one as JSON on a line of its own.
    ///
    /// @throws InvalidJsonException when a value has no JSON form
    public static Response ndjson(int status, Iterable<?> values) {
        return new Response.Buffered(status, NDJSON, NdJson.items(values));
    }

    /// Values as `application/x-ndjson` with further fields; see [#ndjson(int, Iterable)].
    ///
    /// @throws InvalidJsonException when a value has no JSON form
    public static Response ndjson(int status, Iterable<?> values, Headers headers) {
        return new Response.Buffered(status, typed(NDJSON, headers), NdJson.items(values));
    }

    /// Bytes of any media type. They are not copied: leave them alone afterwards.
    ///
    /// @throws InvalidHeaderException when the content type is not a field value
    public static Response body(int status, String contentType, byte[] body) {
        return body(status, contentType, ByteBuffer.wrap(body), Headers.empty());
    }

    /// Bytes of any media type with further fields. They are not copied: leave them alone
    /// afterwards.
    ///
    /// @throws InvalidHeaderException when the content type is not a field value
    public static Response body(int status, String contentType, byte[] body, Headers headers) {
        return body(status, contentType, ByteBuffer.wrap(body), headers);
    }

    /// What remains of a buffer, as any media type. It is not copied: leave it alone afterwards.
    ///
    /// @throws InvalidHeaderException when the content type is not a field value
    public static Response body(int status, String contentType, ByteBuffer body) {
        return body(status, contentType, body, Headers.empty());
    }

    /// What remains of a buffer, as any media type, with further fields. It is not copied: leave it
    /// alone afterwards.
    ///
    /// @throws InvalidHeaderException when the content type is not a field value
    public static Response body(int status, String contentType, ByteBuffer body, Headers headers) {
        Headers type = Headers.of("content-type", contentType);
        return new Response.Buffered(status, typed(type, headers), body);
    }

    /// A redirection without content (RFC 9110 §15.4).
    ///
    /// @param status 300 to 399, not 304
    /// @param location the URI reference to go to, already percent-encoded
    /// @throws InvalidHeaderException when the location is not a field value
    public static Response redirect(int status, String location) {
        return redirect(status, location, Headers.empty());
    }

    /// A redirection without content and with further fields (RFC 9110 §15.4).
    ///
    /// @param status 300 to 399, not 304
    /// @param location the URI reference to go to, already percent-encoded
    /// @param headers further fields; a `location` among them is dropped
    /// @throws InvalidHeaderException when the location is not a field value
    public static Response redirect(int status, String location, Headers headers) {
        if (status < 300 || status > 399 || status == 304) {
            throw new InvalidResponseException("not a redirection: " + status);
        }
        return status(status, first("location", location, headers));
    }

    /// A status without content.
    public static Response status(int status) {
        return status(status, Headers.empty());
    }

    /// A status without content, with fields.
    public static Response status(int status, Headers headers) {
        return new Response.Buffered(status, headers, NOTHING);
    }

    /// 204: done, and there is nothing to say (RFC 9110 §15.3.5).
    public static Response noContent() {
        return NO_CONTENT;
    }

    /// 204 with fields.
    public static Response noContent(Headers headers) {
        return NO_CONTENT.withHeaders(headers);
    }

    /// 400 without content (RFC 9110 §15.5.1).
    public static Response badRequest() {
        return BAD_REQUEST;
    }

    /// 400 without content, with fields.
    public static Response badRequest(Headers headers) {
        return BAD_REQUEST.withHeaders(headers);
    }

    /// 401 without content. RFC 9110 §15.5.2 requires a `www-authenticate` field, so prefer
    /// [#unauthorized(Headers)].
    public static Response unauthorized() {
        return UNAUTHORIZED;
    }

    /// 401 without content, with fields: at least `www-authenticate` (RFC 9110 §15.5.2).
    public static Response unauthorized(Headers headers) {
        return UNAUTHORIZED.withHeaders(headers);
    }

    /// 403 without content (RFC 9110 §15.5.4).
    public static Response forbidden() {
        return FORBIDDEN;
    }

    /// 403 without content, with fields.
    public static Response forbidden(Headers headers) {
        return FORBIDDEN.withHeaders(headers);
    }

    /// 404 without content (RFC 9110 §15.5.5).
    public static Response notFound() {
        return NOT_FOUND;
    }

    /// 404 without content, with fields.
    public static Response notFound(Headers headers) {
        return NOT_FOUND.withHeaders(headers);
    }

    /// 500 without content (RFC 9110 §15.6.1).
    public static Response internalError() {
        return INTERNAL_ERROR;
    }

    /// 500 without content, with fields.
    public static Response internalError(Headers headers) {
        return INTERNAL_ERROR.withHeaders(headers);
    }

    /// 405 with an `allow` field (RFC 9110 §15.5.6).
    ///
    /// @param methods the methods that the resource has, in the order to send; possibly none
    /// @throws InvalidHeaderException when one is not a token
    public static Response methodNotAllowed(String... methods) {
        return methodNotAllowed(List.of(methods), Headers.empty());
    }

    /// 405 with an `allow` field and further fields (RFC 9110 §15.5.6).
    ///
    /// @param methods the methods that the resource has, in the order to send; possibly none
    /// @param headers further fields; an `allow` among them is dropped
    /// @throws InvalidHeaderException when one is not a token
    public static Response methodNotAllowed(List<String> methods, Headers headers) {
        for (String method : methods) {
            if (!Ascii.isToken(method)) {
                throw new InvalidHeaderException("not a method: " + method);
            }
        }
        return status(405, first("allow", String.join(", ", methods), headers));
    }

    /// The response with one more `set-cookie` field (RFC 6265 §4.1).
    public static Response withCookie(Response response, SetCookie cookie) {
        return response.withHeader("set-cookie", cookie.toString());
    }

    /// A body that is written piece by piece.
    ///
    /// @param status 200 to 599, not 204 or 304
    /// @param headers the fields, with a `content-length` only if that many bytes will be written
    /// @param body writes the content and returns the trailers
    public static Response streaming(int status, Headers headers, StreamingBody body) {
        return new Response.Streaming(status, headers, body);
    }

    /// A body that grows with the messages of the request's [Mailbox].
    ///
    /// @param status 200 to 599, not 204 or 304
    /// @param headers the fields
    /// @param state the first state
    /// @param handler what handles the messages
    /// @param <S> the state that goes from message to message
    public static <S> Response loop(int status, Headers headers, S state, LoopHandler<S> handler) {
        return new Response.Loop<>(status, headers, state, handler);
    }

    /// A stream of [ServerSentEvents]: a loop with `text/event-stream` and `cache-control:
    /// no-cache`.
    ///
    /// @param state the first state
    /// @param handler what handles the messages
    /// @param <S> the state that goes from message to message
    public static <S> Response eventStream(S state, LoopHandler<S> handler) {
        return eventStream(state, handler, Headers.empty());
    }

    /// A stream of [ServerSentEvents] with further fields.
    ///
    /// @param state the first state
    /// @param handler what handles the messages
    /// @param headers further fields; a `cache-control` among them replaces `no-cache`
    /// @param <S> the state that goes from message to message
    public static <S> Response eventStream(S state, LoopHandler<S> handler, Headers headers) {
        Headers all = typed(EVENTS, headers);
        Headers uncached =
                all.contains("cache-control") ? all : all.with("cache-control", "no-cache");
        return new Response.Loop<>(200, uncached, state, handler);
    }

    /// A whole file, opened now and closed when the request is over.
    ///
    /// @param request the request that this answers
    /// @param status 200 to 599, not 204 or 304
    /// @param headers the fields; the content type is the caller's to give
    /// @param file a regular file; a symbolic link is followed
    /// @throws IOException when there is no such file, it is not a regular one or is not readable
    public static Response sendFile(Request request, int status, Headers headers, Path file)
            throws IOException {
        // Asked before: opening a pipe would wait for its other end.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        request.closeAfterwards(channel);
        return new Response.SendFile(status, headers, channel, 0, channel.size());
    }

    /// A switch of the connection to another protocol (RFC 9110 §7.8).
    ///
    /// @param protocol the value of the `upgrade` field
    /// @param handler what serves the connection from then on
    public static Response upgrade(String protocol, UpgradeHandler handler) {
        return upgrade(protocol, handler, Headers.empty());
    }

    /// A switch of the connection to another protocol (RFC 9110 §7.8).
    ///
    /// @param protocol the value of the `upgrade` field
    /// @param handler what serves the connection from then on
    /// @param headers further fields of the 101
    public static Response upgrade(String protocol, UpgradeHandler handler, Headers headers) {
        return new Response.Upgrade(protocol, headers, handler);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Headers typed(Headers type, Headers headers) {
        return headers.isEmpty()
                ? type
                : type.toBuilder().addAll(headers.without("content-type")).build();
    }

    private static Headers first(String name, String value, Headers headers) {
        return Headers.builder().add(name, value).addAll(headers.without(name)).build();
    }
}
