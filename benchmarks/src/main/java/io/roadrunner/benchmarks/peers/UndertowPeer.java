package io.roadrunner.benchmarks.peers;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;

/// Undertow's core API, answering on its I/O threads.
final class UndertowPeer implements Peer {
    private final ByteBuffer hello = ByteBuffer.wrap(Answers.hello());
    private final ByteBuffer large = ByteBuffer.wrap(Answers.large());

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

    private Undertow.Builder server() {
        return Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(pages());
    }

    private HttpHandler pages() {
        return Handlers.path()
                .addExactPath("/hello", exchange -> answer(exchange, Answers.TEXT, hello))
                .addExactPath("/large", exchange -> answer(exchange, Answers.OCTETS, large))
                .addExactPath(
                        "/ws",
                        Handlers.websocket((_, channel) -> {
                            channel.getReceiveSetter().set(new Echo());
                            channel.resumeReceives();
                        }));
    }

    private static void answer(HttpServerExchange exchange, String type, ByteBuffer content) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(content.duplicate());
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
