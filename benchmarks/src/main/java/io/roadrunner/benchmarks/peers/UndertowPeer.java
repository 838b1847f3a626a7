package io.roadrunner.benchmarks.peers;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;

/// Undertow's core API, answering on its I/O threads.
final class UndertowPeer implements Peer {
    static void main(String[] arguments) throws Exception {
        Peer.start(new UndertowPeer(), arguments);
    }

    @Override
    public void serve(int port) {
        server().addHttpListener(port, HOST).build().start();
    }

    @Override
    public void serveTls(int port, PemIdentity identity) throws Exception {
        server().addHttpsListener(port, HOST, identity.sslContext()).build().start();
    }

    private static Undertow.Builder server() {
        return Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                // By default it refuses an upload beyond 2 MB.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setHandler(new UndertowRoutes().handler().addExactPath("/ws", echo()));
    }

    private static HttpHandler echo() {
        return Handlers.websocket((_, channel) -> {
            channel.getReceiveSetter().set(new Echo());
            channel.resumeReceives();
        });
    }

    /// Sends what it gets. One for each session, called on its I/O thread.
    private static final class Echo extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData(), channel, null);
        }

        @Override
        protected void onFullBinaryMessage(
                WebSocketChannel channel, BufferedBinaryMessage message) {
            var data = message.getData();
            WebSockets.sendBinary(
                    WebSockets.mergeBuffers(data.getResource()), channel, new Release(data::free));
        }
    }

    /// Gives the buffers of a message back once it is on its way.
    private record Release(Runnable free) implements WebSocketCallback<Void> {
        @Override
        public void complete(WebSocketChannel channel, Void nothing) {
            free.run();
        }

        @Override
        public void onError(WebSocketChannel channel, Void nothing, Throwable cause) {
            free.run();
        }
    }
}
