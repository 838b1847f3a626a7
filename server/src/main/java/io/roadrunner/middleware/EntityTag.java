package io.roadrunner.middleware;

import io.roadrunner.http.EntityTags;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Gives answers to GET and HEAD an entity tag, and answers 304 to those who have the content
/// already (RFC 9110 §8.8.3, §13.1.2). Only for bodies that are known as a whole, with status 200;
/// a tag of the handler is used as it is. Immutable; any thread.
///
/// The handler still runs: what is saved is the way over the network. A handler that answers HEAD
/// without the content must give the tag itself. Put it inside of [Compression].
public final class EntityTag implements Middleware {
    private static final int TAG_BYTES = 16;
    private static final EntityTag STANDARD = new EntityTag();

    private EntityTag() {}

    /// The one there is.
    public static EntityTag standard() {
        return STANDARD;
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        boolean reading = request.methodIs("GET") || request.methodIs("HEAD");
        if (!reading
                || response.status() != 200
                || !(response instanceof Response.Buffered whole)) {
            return response;
        }
        Response.Buffered tagged = tagged(request, whole);
        String tag = tagged.headers().first("etag");
        EntityTags known = EntityTags.parse(request.headers().all("if-none-match"));
        return tag != null && known.matchWeakly(tag) ? notModified(tagged.headers()) : tagged;
    }

    private static Response.Buffered tagged(Request request, Response.Buffered response) {
        boolean contentless = request.methodIs("HEAD") && !response.body().hasRemaining();
        if (response.headers().contains("etag") || contentless) {
            return response;
        }
        String tag = "W/\"" + hash(response.body()) + '"';
        return response.withHeaders(response.headers().with("etag", tag));
    }

    /// "a sender SHOULD NOT generate representation metadata other than the above listed fields"
    /// RFC 9110 §15.4.5
    private static Response notModified(Headers headers) {
        Headers.Builder fields = headers.toBuilder();
        for (String name : List.of("content-type", "content-length", "content-encoding")) {
            fields.remove(name);
        }
        return new Response.Buffered(304, fields.build(), ByteBuffer.allocate(0));
    }

    private static String hash(ByteBuffer body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
