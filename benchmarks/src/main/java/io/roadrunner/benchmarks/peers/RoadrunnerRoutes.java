package io.roadrunner.benchmarks.peers;

import static java.util.Objects.requireNonNullElse;

import io.roadrunner.files.StaticFiles;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.ServerSentEvents;
import io.roadrunner.middleware.Compression;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The routes of Roadrunner. Any thread.
final class RoadrunnerRoutes {
    private static final int BUFFER_LENGTH = 64 << 10;

    /// As docs/handlers-and-responses.md advises for what never changes.
    private final ByteBuffer large =
            ByteBuffer.allocateDirect(Answers.large().length).put(Answers.large()).flip();

    private final byte[] piece = Answers.piece();
    private final byte[] rows = Answers.rows();

    private RoadrunnerRoutes() {}

    static Routes routes() {
        return new RoadrunnerRoutes().build();
    }

    private Routes build() {
        Routes.Builder routes =
                Routes.builder()
                        .get("/hello", _ -> Responses.text(200, Answers.HELLO))
                        .get("/json", _ -> Responses.json(200, Answers.order()))
                        .post("/echo", RoadrunnerRoutes::echo)
                        .get("/headers", RoadrunnerRoutes::field)
                        .get("/large", _ -> Responses.body(200, Answers.OCTETS, large))
                        .post("/form", RoadrunnerRoutes::form)
                        .post("/upload", RoadrunnerRoutes::upload)
                        .get("/stream", _ -> stream())
                        .get("/sse", _ -> events())
                        .route(
                                Route.of("/gzip", _ -> Responses.body(200, Answers.JSON, rows))
                                        .withMethods("GET")
                                        .withMiddleware(Compression.standard()))
                        .get("/ws", WebSockets.handler(uncompressed(), _ -> new Echo()));
        Peer.staticFolder().ifPresent(at -> routes.get("/static/*path", StaticFiles.of(at)));
        for (int i = 0; i < Answers.ROUTES; i++) {
            int number = i;
            routes.get(
                    Answers.routePrefix(i) + "/:id/items/:item", request -> item(number, request));
        }
        return routes.build();
    }

    private static WebSocketOptions uncompressed() {
        return WebSocketOptions.builder().compression(null).build();
    }

    private static Response echo(Request request) throws IOException {
        String type = requireNonNullElse(request.header("content-type"), Answers.OCTETS);
        return Responses.body(200, type, request.readBody());
    }

    private static Response field(Request request) {
        return Responses.text(200, requireNonNullElse(request.header(Answers.ECHOED_FIELD), ""));
    }

    private static Response form(Request request) throws IOException {
        var form = request.form();
        String value = requireNonNullElse(form.first("field64"), "");
        return Responses.text(200, Answers.form(form.fields().size(), value));
    }

    private static Response item(int number, Request request) {
        return Responses.text(
                200, Answers.route(number, request.binding("id"), request.binding("item")));
    }

    private static Response upload(Request request) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH);
        long octets = 0;
        for (int read; (read = request.read(buffer)) >= 0; buffer.clear()) {
            octets += read;
        }
        return Responses.text(200, Long.toString(octets));
    }

    private Response stream() {
        return Responses.streaming(
                200,
                Headers.of("content-type", Answers.OCTETS),
                push -> {
                    for (int i = 0; i < Answers.PIECES; i++) {
                        push.send(piece);
                    }
                    return Headers.empty();
                });
    }

    private static Response events() {
        return Responses.streaming(
                200,
                Headers.of("content-type", ServerSentEvents.CONTENT_TYPE),
                RoadrunnerRoutes::writeEvents);
    }

    private static Headers writeEvents(Push push) throws IOException {
        for (int i = 0; i < Answers.TICKS; i++) {
            push.send(ServerSentEvents.event(null, Answers.tick(i)));
        }
        return Headers.empty();
    }

    /// Sends what it gets. Stateless.
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
}
