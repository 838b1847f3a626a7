package io.roadrunner.benchmarks.peers;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.ExecutionException;

/// Vert.x on the native transport, with OpenSSL where it is there: a verticle for each processor,
/// all on one port.
final class VertxPeer implements Peer {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    static void main(String[] arguments) throws Exception {
        Peer.start(new VertxPeer(), arguments);
    }

    @Override
    public void serve(int port) throws Exception {
        deploy(options(port));
    }

    @Override
    public void serveTls(int port, PemIdentity identity) throws Exception {
        HttpServerOptions options =
                options(port)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions()
                                        .setCertPath(identity.certificate().toString())
                                        .setKeyPath(identity.key().toString()));
        if (OpenSSLEngineOptions.isAvailable()) {
            options.setSslEngineOptions(new OpenSSLEngineOptions());
        }
        deploy(options);
    }

    private static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setCompressionSupported(Peer.compresses())
                .setPerMessageWebSocketCompressionSupported(false);
    }

    private void deploy(HttpServerOptions options) throws ExecutionException, InterruptedException {
        vertx.deployVerticle(
                        () -> new Pages(options),
                        new DeploymentOptions().setInstances(Peer.processors()))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    /// Serves the port on one event loop.
    private static final class Pages extends VerticleBase {
        private final HttpServerOptions options;

        Pages(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options)
                    .requestHandler(new VertxRoutes(vertx))
                    .webSocketHandler(Pages::echo)
                    .listen();
        }

        private static void echo(ServerWebSocket socket) {
            socket.textMessageHandler(socket::writeTextMessage);
            socket.binaryMessageHandler(socket::writeBinaryMessage);
        }
    }
}
