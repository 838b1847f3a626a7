package io.roadrunner.benchmarks.check;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks one server in one protocol and waits for its answers. It believes any certificate: there is
/// nobody else on the loopback address. For one thread, which closes it.
final class Asker implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final boolean tls;
    private final HttpClient http;
    private final WebSocketClient webSocket;

    Asker(Vertx vertx, String host, int port, Dialect dialect) {
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.tls = dialect.tls();
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setProtocolVersion(dialect.version())
                                .setHttp2ClearTextUpgrade(false)
                                .setSsl(tls)
                                .setUseAlpn(tls)
                                .setTrustAll(true)
                                .setVerifyHost(false));
        this.webSocket =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setSsl(tls)
                                .setTrustAll(true)
                                .setVerifyHost(false));
    }

    /// The answer of the server.
    ///
    /// @throws IOException when there is none in time
    Reply ask(Ask ask) throws IOException, InterruptedException {
        RequestOptions options =
                new RequestOptions()
                        .setHost(host)
                        .setPort(port)
                        .setMethod(ask.method())
                        .setURI(ask.target());
        ask.fields().forEach(options::putHeader);
        return await(http.request(options).compose(request -> send(request, ask.content())));
    }

    private static Future<Reply> send(HttpClientRequest request, Buffer content) {
        Future<HttpClientResponse> response =
                content.length() == 0 ? request.send() : request.send(content);
        HttpVersion version = request.version();
        return response.compose(head ->
                head.body()
                        .map(body -> new Reply(version, head.statusCode(), head.headers(), body)));
    }

    /// What a WebSocket sends back for a message.
    ///
    /// @throws IOException when nothing comes in time, or the server answers another status
    Buffer echo(String path, Buffer message) throws IOException, InterruptedException {
        CompletableFuture<Buffer> echo = new CompletableFuture<>();
        WebSocket socket = await(webSocket.connect(port, host, path));
        socket.binaryMessageHandler(echo::complete);
        socket.closeHandler(_ -> echo.cancel(false));
        await(socket.writeBinaryMessage(message));
        Buffer answer = await(Future.fromCompletionStage(echo, vertx.getOrCreateContext()));
        await(socket.close());
        return answer;
    }

    private static <T> T await(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + PATIENCE_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        var _ = http.close();
        var _ = webSocket.close();
    }
}
