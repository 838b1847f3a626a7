package io.roadrunner.middleware;

import io.roadrunner.http.ContentCoding;
import io.roadrunner.http.ContentDecoding;
import io.roadrunner.http.ContentDecodingOptions;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.RequestHead;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Undoes the content coding of requests (RFC 9110 §8.4): the handler reads decoded content and
/// sees neither `content-encoding` nor the length of the coded content. A coding that is not
/// decoded, or more than one, is answered 415 with the ones that are in `accept-encoding`.
/// Immutable; any thread.
///
/// What decodes to more than [ContentDecodingOptions] allow is answered 413, what is malformed or
/// truncated 400, both when the handler reads that far: unread content is not decoded.
public final class RequestDecompression implements Middleware {
    private final ContentDecodingOptions options;
    private final Response refusal;

    private RequestDecompression(ContentDecodingOptions options) {
        this.options = options;
        // "the server SHOULD include an Accept-Encoding header field" RFC 9110 §15.5.16
        this.refusal =
                Responses.text(
                        415,
                        "content coding not supported\n",
                        Headers.of("accept-encoding", accepted(options)));
    }

    /// Decodes gzip and deflate within the default limits.
    public static RequestDecompression standard() {
        return of(ContentDecodingOptions.standard());
    }

    /// Decodes as the options say; without a coding, all coded content is answered 415.
    public static RequestDecompression of(ContentDecodingOptions options) {
        return new RequestDecompression(options);
    }

    private static String accepted(ContentDecodingOptions options) {
        List<String> tokens = new ArrayList<>();
        for (ContentCoding coding : ContentCoding.values()) {
            if (options.codings().contains(coding)) {
                tokens.add(coding.token());
            }
        }
        return tokens.isEmpty() ? "identity" : String.join(", ", tokens);
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        if (!request.hasHeader("content-encoding")) {
            return next.handle(request);
        }
        List<String> names = codings(request.headers());
        if (names.isEmpty() || !request.hasBody()) {
            return next.handle(request);
        }
        ContentCoding coding = names.size() == 1 ? ContentCoding.of(names.getFirst()) : null;
        if (coding == null || !options.codings().contains(coding)) {
            return refusal;
        }
        ContentDecoding decoded = new ContentDecoding(request.unreadBody(), coding, options);
        request.closeAfterwards(decoded);
        return next.handle(request.withHead(decodedHead(request.head())).withBody(decoded));
    }

    /// The codings that change something, in the order in which they were applied.
    private static List<String> codings(Headers headers) {
        List<String> names = new ArrayList<>();
        for (String value : headers.all("content-encoding")) {
            for (String element : value.split(",", -1)) {
                String name = element.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static RequestHead decodedHead(RequestHead head) {
        Headers headers = head.headers().without("content-encoding").without("content-length");
        return head.withHeaders(headers);
    }
}
