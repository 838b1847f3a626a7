package io.roadrunner.benchmarks.check;

import io.vertx.core.http.HttpVersion;

/// The protocols that servers are measured with.
public enum Dialect {
    /// HTTP/1.1 without TLS.
    HTTP1("h1", HttpVersion.HTTP_1_1, false),
    /// HTTP/2 with prior knowledge.
    HTTP2("h2c", HttpVersion.HTTP_2, false),
    /// HTTP/1.1 over TLS.
    HTTP1_TLS("h1 over TLS", HttpVersion.HTTP_1_1, true),
    /// HTTP/2 over TLS, chosen by ALPN.
    HTTP2_TLS("h2 over TLS", HttpVersion.HTTP_2, true);

    private final String words;
    private final HttpVersion version;
    private final boolean tls;

    Dialect(String words, HttpVersion version, boolean tls) {
        this.words = words;
        this.version = version;
        this.tls = tls;
    }

    HttpVersion version() {
        return version;
    }

    boolean tls() {
        return tls;
    }

    @Override
    public String toString() {
        return words;
    }
}
