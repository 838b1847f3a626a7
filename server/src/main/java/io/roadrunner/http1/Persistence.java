package io.roadrunner.http1;

import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RequestHead;

/// Whether a connection may serve another request after this one (RFC 9112 §9.3).
enum Persistence {
    /// The client is ready for more.
    KEEP_ALIVE,
    /// The connection ends after the response.
    CLOSE;

    private static final String CONNECTION = "connection";

    /// What a request asks for in all of its Connection lines together.
    static Persistence of(RequestHead head) {
        Headers headers = head.headers();
        boolean keepAlive =
                switch (head.version()) {
                    case HTTP_1_0 -> headers.hasToken(CONNECTION, "keep-alive");
                    case HTTP_1_1, HTTP_2, HTTP_3 -> true;
                };
        return keepAlive && !asksToClose(headers) ? KEEP_ALIVE : CLOSE;
    }

    /// Whether fields, of a request or a response, hold the `close` option (RFC 9112 §9.6).
    static boolean asksToClose(Headers headers) {
        return headers.hasToken(CONNECTION, "close");
    }

    /// Whether the client may only learn from this response that the connection stays, because its
    /// version does not imply it.
    static boolean mustSayKeepAlive(HttpVersion version) {
        return version == HttpVersion.HTTP_1_0;
    }
}
