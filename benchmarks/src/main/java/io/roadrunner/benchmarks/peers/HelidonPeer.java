package io.roadrunner.benchmarks.peers;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

/// Helidon SE: blocking handlers on virtual threads. Its modules on the class path add HTTP/2 and
/// WebSocket by themselves.
final class HelidonPeer implements Peer {
    private final byte[] hello = Answers.hello();
    private final byte[] large = Answers.large();

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

    private WebServerConfig.Builder server(int port) {
        return WebServer.builder()
                .host(HOST)
                .port(port)
                .routing(this::routes)
                .addRouting(WsRouting.builder().endpoint("/ws", new Echo()));
    }

    private void routes(HttpRouting.Builder routes) {
        routes.get(
                        "/hello",
                        (_, response) -> {
                            response.header(HeaderNames.CONTENT_TYPE, Answers.TEXT);
                            response.send(hello);
                        })
                .get(
                        "/large",
                        (_, response) -> {
                            response.header(HeaderNames.CONTENT_TYPE, Answers.OCTETS);
                            response.send(large);
                        });
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
