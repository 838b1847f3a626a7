package io.roadrunner.benchmarks.peers;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

/// Helidon SE: blocking handlers on virtual threads. Its modules on the class path add HTTP/2,
/// WebSocket, JSON and compression by themselves.
final class HelidonPeer implements Peer {
    static void main(String[] arguments) throws Exception {
        Peer.start(new HelidonPeer(), arguments);
    }

    @Override
    public void serve(int port) {
        server(port).build().start();
    }

    @Override
    public void serveTls(int port, PemIdentity identity) throws Exception {
        var key = identity.privateKey();
        var chain = identity.chain();
        server(port).tls(tls -> tls.privateKey(key).privateKeyCertChain(chain)).build().start();
    }

    private static WebServerConfig.Builder server(int port) {
        WebServerConfig.Builder server =
                WebServer.builder()
                        .host(HOST)
                        .port(port)
                        // Without it each second piece of a stream waits for an acknowledgement.
                        .connectionOptions(socket -> socket.tcpNoDelay(true))
                        .routing(new HelidonRoutes()::install)
                        .addRouting(WsRouting.builder().endpoint("/ws", new Echo()));
        if (!Peer.compresses()) {
            server.contentEncoding(coding -> coding.contentEncodingsDiscoverServices(false));
        }
        return server;
    }

    /// Sends what it gets, fragment by fragment; pings are left to listeners, too. Stateless.
    private static final class Echo implements WsListener {
        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            session.send(text, last);
        }

        @Override
        public void onMessage(WsSession session, BufferData data, boolean last) {
            session.send(data, last);
        }

        @Override
        public void onPing(WsSession session, BufferData data) {
            session.pong(data);
        }
    }
}
