package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionFailed;
import io.roadrunner.telemetry.ConnectionEvent.StreamFailed;
import io.roadrunner.telemetry.TelemetryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A server for the programs of others, which keep the rules: it remembers what it has held against
/// them. Owned by one test; any thread.
final class ClientServer implements AutoCloseable {
    /// More than any window or buffer holds.
    static final int LARGE = 5_000_000;

    /// More than a frame holds.
    private static final int SMALL = 20_000;

    private static final int PIECE = 10_000;
    private static final Routes ROUTES =
            Routes.builder()
                    .get("/hello", _ -> Responses.text(200, "hello"))
                    .get("/small", _ -> Responses.text(200, "x".repeat(SMALL)))
                    .get(
                            "/large",
                            _ -> Responses.streaming(200, Headers.empty(), ClientServer::large))
                    .route(Route.of("/echo", ClientServer::echo).withMethods("POST", "PUT"))
                    .build();

    /// How a client comes to speak HTTP/2.
    enum Way {
        /// It knows that nothing else is spoken.
        PRIOR_KNOWLEDGE,
        /// The first bytes decide.
        DETECTED,
        /// By ALPN.
        TLS
    }

    private final Way way;
    private final TestServer server;
    private final List<TelemetryEvent> failures = new CopyOnWriteArrayList<>();

    private ClientServer(Way way, UnaryOperator<ListenerOptionsBuilder> protocols) {
        this.way = way;
        this.server =
                TestServer.start(
                        o -> protocols.apply(o.routes(ROUTES).bodyBuffering(BodyBuffering.MANUAL)));
        server.roadrunner()
                .telemetry()
                .attach(failures::add, ConnectionFailed.class, StreamFailed.class);
    }

    /// @param folder for keys
    static ClientServer start(Way way, Path folder) {
        return start(way, folder, Http2Options.standard());
    }

    /// @param folder for keys
    static ClientServer start(Way way, Path folder, Http2Options options) {
        Protocol http1 = Protocol.http1();
        Protocol http2 = new Protocol.Http2(options);
        return new ClientServer(
                way,
                switch (way) {
                    case PRIOR_KNOWLEDGE -> o -> o.protocols(http2);
                    case DETECTED -> o -> o.protocols(http1, http2).detectPreface(true);
                    case TLS -> {
                        TlsOptions tls = new Certificates(folder).localhost();
                        yield o -> o.protocols(http2, http1).tls(tls);
                    }
                });
    }

    /// The content comes back while it comes in, with its length behind it.
    private static Response echo(Request request) {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    long length = 0;
                    byte[] piece = request.readChunk();
                    while (piece.length > 0) {
                        length += piece.length;
                        push.send(piece);
                        piece = request.readChunk();
                    }
                    return Headers.of("x-length", Long.toString(length));
                });
    }

    private static Headers large(Push push) throws IOException {
        for (int sent = 0; sent < LARGE; sent += PIECE) {
            push.send(new byte[PIECE]);
        }
        return Headers.empty();
    }

    TestServer server() {
        return server;
    }

    /// The address of a path.
    String url(String path) {
        String scheme = way == Way.TLS ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.port() + path;
    }

    /// Ends the test: nothing was held against the client, and nothing of it is left.
    void expectHealthy() {
        server.awaitIdle();
        assertEquals(List.of(), failures);
    }

    @Override
    public void close() {
        server.close();
    }
}
