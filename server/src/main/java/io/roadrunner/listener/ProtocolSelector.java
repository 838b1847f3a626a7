package io.roadrunner.listener;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Connection;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.http1.Http1Protocol;
import io.roadrunner.http2.Http2Protocol;
import io.roadrunner.transport.SocketTransport;
import io.roadrunner.transport.TlsTransport;
import io.roadrunner.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Which protocol a connection speaks: by ALPN, by its first bytes, or the only one there is.
/// Immutable; any thread.
///
/// | port | options | protocol |
/// |---|---|---|
/// | TLS | one protocol | that one, whatever ALPN says |
/// | TLS | both | HTTP/2 when ALPN has chosen `h2`, else HTTP/1.1 |
/// | plain | one protocol | that one; HTTP/2 by prior knowledge |
/// | plain | both, `detect_preface` | HTTP/2 when the first bytes say so, else HTTP/1.1 |
///
/// @param byDefault speaks with clients that have not asked for HTTP/2
/// @param http2 speaks with those that have; the same where there is only one protocol
/// @param detects whether the first bytes decide
/// @param requestNanos how long they may take
record ProtocolSelector(
        Function<Transport, Connection> byDefault,
        Function<Transport, Connection> http2,
        boolean detects,
        long requestNanos) {
    /// The identifier of HTTP/2 over TLS, RFC 9113 §3.2.
    private static final String H2 = "h2";

    private static final String HTTP1 = "http/1.1";

    static ProtocolSelector of(ListenerOptions options, RequestPipeline pipeline, Clock clock) {
        List<Function<Transport, Connection>> http1 = new ArrayList<>();
        List<Function<Transport, Connection>> http2 = new ArrayList<>();
        for (Protocol protocol : options.protocols()) {
            switch (protocol) {
                case Protocol.Http1(var limits) ->
                        http1.add(new Http1Protocol(options, limits, pipeline, clock)::connect);
                case Protocol.Http2(var limits) ->
                        http2.add(new Http2Protocol(options, limits, pipeline, clock)::connect);
                case Protocol.Http3 _ -> throw new IllegalStateException("refused by the options");
            }
        }
        return new ProtocolSelector(
                http1.isEmpty() ? http2.getFirst() : http1.getFirst(),
                http2.isEmpty() ? http1.getFirst() : http2.getFirst(),
                options.tls() == null && options.detectPreface(),
                options.requestTimeout().toNanos());
    }

    /// What ALPN offers, the preferred first (RFC 7301 §3.2).
    static List<String> applicationProtocols(ListenerOptions options) {
        List<String> names = new ArrayList<>();
        for (Protocol protocol : options.protocols()) {
            switch (protocol) {
                case Protocol.Http1 _ -> names.add(HTTP1);
                case Protocol.Http2 _ -> names.add(H2);
                case Protocol.Http3 _ -> {} // Not over TCP.
            }
        }
        return names;
    }

    /// Whether an answer of HTTP/1.1 in the clear may be understood.
    static boolean speaksPlainHttp1(ListenerOptions options) {
        boolean http1 = options.protocols().stream().anyMatch(Protocol.Http1.class::isInstance);
        return http1 && options.tls() == null;
    }

    /// What serves a connection without TLS.
    ///
    /// @param acceptedNanos when it was accepted
    Connection select(SocketTransport plain, long acceptedNanos) {
        return detects ? new PrefaceDetection(plain, acceptedNanos, this) : byDefault.apply(plain);
    }

    /// What serves a connection whose handshake is over.
    Connection select(TlsTransport secure) {
        boolean chosen = secure.applicationProtocol().equals(H2);
        return (chosen ? http2 : byDefault).apply(secure);
    }
}
