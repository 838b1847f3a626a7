package io.roadrunner.http1;

import io.roadrunner.http.Headers;
import org.jspecify.annotations.Nullable;

/// The fields that must not stand in a trailer section because they say how the message is framed,
/// routed, authenticated or to be processed (RFC 9110 §6.5.1). Stateless; any thread.
final class TrailerFields {
    private static final String[] FORBIDDEN = {
        "authorization",
        "connection",
        "content-encoding",
        "content-length",
        "content-range",
        "content-type",
        "cookie",
        "expect",
        "host",
        "keep-alive",
        "max-forwards",
        "proxy-authorization",
        "proxy-connection",
        "set-cookie",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade"
    };

    private TrailerFields() {}

    /// The name of a field that must not be there, or null.
    static @Nullable String forbidden(Headers trailers) {
        for (String name : FORBIDDEN) {
            if (trailers.indexOf(name, 0) >= 0) {
                return name;
            }
        }
        return null;
    }
}
