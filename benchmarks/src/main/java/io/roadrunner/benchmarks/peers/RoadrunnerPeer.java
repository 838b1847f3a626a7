package io.roadrunner.benchmarks.peers;

import io.roadrunner.Roadrunner;
import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;

/// Roadrunner. Bodies are read by the handlers, so that an upload passes through.
final class RoadrunnerPeer implements Peer {
    // Never closed: it serves until the process ends.
    private final Roadrunner roadrunner = Roadrunner.create();

    static void main(String[] arguments) throws Exception {
        Peer.start(new RoadrunnerPeer(), arguments);
    }

    @Override
    public void serve(int port) {
        start("plain", options(port).detectPreface(true));
    }

    @Override
    public void serveTls(int port, PemIdentity identity) {
        start("tls", options(port).tls(TlsOptions.pem(identity.certificate(), identity.key())));
    }

    private void start(String name, ListenerOptionsBuilder options) {
        roadrunner.startListener(name, options.build());
    }

    static ListenerOptionsBuilder options(int port) {
        return ListenerOptions.builder()
                .host(HOST)
                .port(port)
                // By default it closes a connection after 1000 requests, most others never.
                .maxKeepAliveRequests(Integer.MAX_VALUE)
                .protocols(Protocol.http2(), Protocol.http1())
                .bodyBuffering(BodyBuffering.MANUAL)
                .routes(RoadrunnerRoutes.routes());
    }
}
