package io.roadrunner.standalone.demo;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.standalone.config.ListenerPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/// The port of the demo application that speaks TLS: beside the plain one, the same but for what
/// TLS changes. Immutable.
///
/// @param port 0 for a free one
/// @param tls what it proves to be
public record DemoTls(int port, TlsOptions tls) implements UnaryOperator<ListenerPlan> {
    private static final String NAME = "tls";

    /// Where the plain port is no TCP port.
    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public ListenerPlan apply(ListenerPlan plain) {
        ListenerOptions options = plain.options();
        String host = options.address() instanceof ListenAddress.Tcp tcp ? tcp.host() : LOOPBACK;
        ListenerOptions secure =
                options.toBuilder()
                        .address(ListenAddress.tcp(host, port))
                        .detectPreface(false)
                        .protocols(protocols(options))
                        .tls(tls)
                        .build();
        return new ListenerPlan(NAME, secure, plain.middlewares(), plain.routes());
    }

    /// Both, with the options that the plain port has.
    private static List<Protocol> protocols(ListenerOptions options) {
        Protocol http2 = Protocol.http2();
        Protocol http1 = Protocol.http1();
        for (Protocol protocol : options.protocols()) {
            switch (protocol) {
                case Protocol.Http1 _ -> http1 = protocol;
                case Protocol.Http2 _ -> http2 = protocol;
                case Protocol.Http3 _ -> {} // Not over TCP.
            }
        }
        return List.of(http2, http1);
    }
}
