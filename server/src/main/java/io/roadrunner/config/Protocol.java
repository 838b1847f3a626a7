package io.roadrunner.config;

/// A protocol that a listener speaks, with its options.
public sealed interface Protocol {
    /// The name in configuration files: `http1`, `http2` or `http3`.
    String name();

    /// HTTP/1.1 with its standard options.
    static Protocol http1() {
        return new Http1(Http1Options.standard());
    }

    /// HTTP/2 with its standard options: over TLS by ALPN, else by prior knowledge.
    static Protocol http2() {
        return new Http2(Http2Options.standard());
    }

    /// HTTP/3 with its standard options; not available yet.
    static Protocol http3() {
        return new Http3(Http3Options.standard());
    }

    /// HTTP/1.1 and HTTP/1.0 (RFC 9112).
    ///
    /// @param options limits of a request's head
    record Http1(Http1Options options) implements Protocol {
        @Override
        public String name() {
            return "http1";
        }
    }

    /// HTTP/2 (RFC 9113).
    ///
    /// @param options windows and limits
    record Http2(Http2Options options) implements Protocol {
        @Override
        public String name() {
            return "http2";
        }
    }

    /// HTTP/3 (RFC 9114); not available yet.
    ///
    /// @param options sockets and limits
    record Http3(Http3Options options) implements Protocol {
        @Override
        public String name() {
            return "http3";
        }
    }
}
