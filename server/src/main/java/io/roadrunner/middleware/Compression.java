package io.roadrunner.middleware;

import io.roadrunner.http.AcceptEncoding;
import io.roadrunner.http.ContentCoding;
import io.roadrunner.http.Disconnected;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Compresses answers as the request accepts it (RFC 9110 §8.4, §12.5.3): gzip, or deflate for
/// those who like it better. Shared by all requests; the number of running encoders is bounded.
///
/// A body that is known as a whole is compressed when it has the minimum size and gets smaller. A
/// stream or a loop is flushed at each write, so that an event reaches the peer before the next one
/// is made. What could have been compressed says `vary: accept-encoding`, and what was has a weak
/// entity tag. Left alone are: other media types, 204 and 206, coded content, `cache-control:
/// no-transform`, files that the kernel sends ([Response.SendFile]: give them compressed siblings)
/// and upgrades. A loop that a drain ends without its handler lacks the end of its coding; all that
/// was sent can be decoded.
///
/// An answer that mixes a secret with text of the peer should not be compressed: its size tells of
/// the secret.
public final class Compression implements Middleware {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final CompressionOptions options;
    private final Semaphore encoders;

    private Compression(CompressionOptions options) {
        this.options = options;
        this.encoders = new Semaphore(options.maxEncoders());
    }

    /// Compresses with the defaults.
    public static Compression standard() {
        return of(CompressionOptions.standard());
    }

    /// Compresses as the options say.
    public static Compression of(CompressionOptions options) {
        return new Compression(options);
    }

    /// How many answers may still be compressed at the same time.
    int freeEncoders() {
        return encoders.availablePermits();
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        if (response.status() == 304) {
            return notModified(request, response);
        }
        if (!isCompressible(response)) {
            return response;
        }
        Response varying = response.withHeaders(varying(response.headers()));
        ContentCoding coding = accepted(request);
        if (coding == null) {
            return varying;
        }
        return switch (varying) {
            case Response.Buffered whole -> whole(request, whole, coding);
            case Response.Streaming stream -> stream(request, stream, coding);
            case Response.Loop<?> loop -> loop(request, loop, coding);
            case Response.SendFile _, Response.Upgrade _ -> varying;
        };
    }

    /// The coding that the client likes best, gzip before deflate; null to send the content as it
    /// is, because the client likes that better or takes neither.
    private static @Nullable ContentCoding accepted(Request request) {
        AcceptEncoding accepted = AcceptEncoding.of(request.headers());
        int best = Math.max(accepted.gzip(), accepted.deflate());
        if (best == 0 || best < accepted.identity()) {
            return null;
        }
        return accepted.gzip() == best ? ContentCoding.GZIP : ContentCoding.DEFLATE;
    }

    private boolean isCompressible(Response response) {
        Headers headers = response.headers();
        String type = headers.first("content-type");
        return type != null
                && options.compresses(type)
                && response.status() != 206
                && !Response.forbidsContent(response.status())
                && !headers.contains("content-encoding")
                && !headers.contains("content-range")
                && !headers.hasToken("cache-control", "no-transform")
                && isLargeEnough(response);
    }

    /// What has no known size is large enough.
    private boolean isLargeEnough(Response response) {
        return switch (response) {
            case Response.Buffered whole -> {
                int size = whole.body().remaining();
                yield (size > 0 ? size : announced(whole.headers(), 0)) >= options.minimumBytes();
            }
            case Response.Streaming stream ->
                    announced(stream.headers(), Long.MAX_VALUE) >= options.minimumBytes();
            case Response.Loop<?> _ -> true;
            case Response.SendFile _, Response.Upgrade _ -> false;
        };
    }

    /// The `content-length` of the handler, or another number when it says none that is one.
    private static long announced(Headers headers, long otherwise) {
        String value = headers.first("content-length");
        if (value == null || value.isEmpty() || value.length() > 18) {
            return otherwise;
        }
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return otherwise;
            }
            length = length * 10 + digit;
        }
        return length;
    }

    /// "The server generating a 304 response MUST generate any of the following header fields that
    /// would have been sent in a 200 (OK) response to the same request: [...] ETag, [...] Vary" RFC
    /// 9110 §15.4.5
    private static Response notModified(Request request, Response response) {
        Headers headers = varying(response.headers());
        return response.withHeaders(accepted(request) == null ? headers : weakened(headers));
    }

    private Response whole(Request request, Response.Buffered response, ContentCoding coding)
            throws IOException {
        if (!response.body().hasRemaining()) {
            return announcedOnly(request, response, coding);
        }
        ContentEncoder encoder = encoder(coding);
        if (encoder == null) {
            return response;
        }
        int size = response.body().remaining();
        ByteArrayOutputStream coded = new ByteArrayOutputStream(Math.max(64, size / 4));
        try (encoder) {
            encoder.finish(
                    response.body(),
                    piece -> {
                        byte[] bytes = new byte[piece.remaining()];
                        piece.get(bytes);
                        coded.writeBytes(bytes);
                    });
        }
        return coded.size() >= size
                ? response
                : new Response.Buffered(
                        response.status(),
                        coded(response.headers(), coding),
                        ByteBuffer.wrap(coded.toByteArray()));
    }

    /// A handler may answer HEAD with the length only, of which the coded one cannot be told.
    private static Response announcedOnly(
            Request request, Response.Buffered response, ContentCoding coding) {
        return request.methodIs("HEAD")
                ? new Response.Streaming(
                        response.status(), coded(response.headers(), coding), _ -> Headers.empty())
                : response;
    }

    private Response stream(Request request, Response.Streaming response, ContentCoding coding) {
        ContentEncoder encoder = encoder(coding);
        if (encoder == null) {
            return response;
        }
        request.closeAfterwards(encoder);
        return new Response.Streaming(
                response.status(),
                coded(response.headers(), coding),
                push -> {
                    Headers trailers =
                            response.body().writeTo(piece -> encoder.encode(piece, push));
                    encoder.finish(NOTHING.duplicate(), push);
                    return trailers;
                });
    }

    private <S> Response loop(Request request, Response.Loop<S> response, ContentCoding coding) {
        ContentEncoder encoder = encoder(coding);
        if (encoder == null) {
            return response;
        }
        request.closeAfterwards(encoder);
        return new Response.Loop<S>(
                response.status(),
                coded(response.headers(), coding),
                response.state(),
                (message, push, state) -> {
                    Next<S> next =
                            response.handler()
                                    .onMessage(
                                            message, piece -> encoder.encode(piece, push), state);
                    if (next instanceof Next.Stop<S> && !(message instanceof Disconnected)) {
                        encoder.finish(NOTHING.duplicate(), push);
                    }
                    return next;
                });
    }

    private @Nullable ContentEncoder encoder(ContentCoding coding) {
        return encoders.tryAcquire()
                ? new ContentEncoder(coding, options.level(), encoders::release)
                : null;
    }

    private static Headers coded(Headers headers, ContentCoding coding) {
        return weakened(headers).toBuilder()
                .remove("content-length")
                // Coded content cannot be asked for in ranges of the plain one.
                .remove("accept-ranges")
                .add("content-encoding", coding.token())
                .build();
    }

    private static Headers varying(Headers headers) {
        return VaryField.with(headers, "accept-encoding");
    }

    /// Two codings of a representation differ in their bytes: "A strong validator is unique across
    /// all versions of all representations [...]" RFC 9110 §8.8.1
    private static Headers weakened(Headers headers) {
        String tag = headers.first("etag");
        return tag == null || !tag.startsWith("\"")
                ? headers
                : headers.withReplaced("etag", "W/" + tag);
    }
}
