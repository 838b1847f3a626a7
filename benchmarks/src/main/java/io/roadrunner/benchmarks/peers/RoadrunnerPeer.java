package io.roadrunner.benchmarks.peers;

import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;

/// Roadrunner.
final class RoadrunnerPeer implements Peer {
    private final byte[] large = Answers.large();

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

    private ListenerOptionsBuilder options(int port) {
        return ListenerOptions.builder()
                .host(HOST)
                .port(port)
                .protocols(Protocol.http2(), Protocol.http1())
                .routes(routes());
    }

    private static final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }

        @Override
        public void onBinary(WebSocket socket, byte[] data) {
            socket.sendBinary(data);
        }
    }

    private Routes routes() {
        WebSocketOptions options = WebSocketOptions.builder().compression(null).build();
        return Routes.builder()
                .get("/hello", _ -> Responses.text(200, Answers.HELLO))
                .get("/large", _ -> Responses.body(200, Answers.OCTETS, large))
                .get("/ws", WebSockets.handler(options, _ -> new Echo()))
                .build();
    }
}
