package io.roadrunner.benchmarks.peers;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/// Installs the protocol that was negotiated in the TLS handshake. One for each connection.
final class NettyAlpn extends ApplicationProtocolNegotiationHandler {
    NettyAlpn() {
        super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            NettyHttp2.install(context.pipeline());
        } else {
            NettyHttp1.install(context.pipeline());
        }
    }
}
