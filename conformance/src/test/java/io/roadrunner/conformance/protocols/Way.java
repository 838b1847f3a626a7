package io.roadrunner.conformance.protocols;

import io.roadrunner.config.Protocol;

/// A way for a client and a server to speak. Immutable.
enum Way {
    HTTP1(false, false),
    HTTP1_TLS(false, true),
    HTTP2(true, false),
    HTTP2_TLS(true, true);

    private final boolean second;
    private final boolean encrypted;

    Way(boolean second, boolean encrypted) {
        this.second = second;
        this.encrypted = encrypted;
    }

    boolean isHttp2() {
        return second;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    /// What it is called in the names of threads.
    String label() {
        return second ? "h2" : "h1";
    }

    String scheme() {
        return encrypted ? "https" : "http";
    }

    String version() {
        return second ? "HTTP/2" : "HTTP/1.1";
    }

    Protocol protocol() {
        return second ? Protocol.http2() : Protocol.http1();
    }
}
