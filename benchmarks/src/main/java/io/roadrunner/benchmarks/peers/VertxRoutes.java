package io.roadrunner.benchmarks.peers;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// The routes of Vert.x: fixed paths by the core alone, the others by its router. One for each
/// event loop, which alone calls it.
final class VertxRoutes implements Handler<HttpServerRequest> {
    private static final CharSequence TEXT = HttpHeaders.createOptimized(Answers.TEXT);
    private static final CharSequence OCTETS = HttpHeaders.createOptimized(Answers.OCTETS);
    private static final CharSequence JSON = HttpHeaders.createOptimized(Answers.JSON);
    private static final CharSequence EVENTS = HttpHeaders.createOptimized(Answers.EVENTS);

    private final Buffer hello = Buffer.buffer(Answers.hello());
    private final Buffer large = Buffer.buffer(Answers.large());
    private final Buffer piece = Buffer.buffer(Answers.piece());
    private final Buffer rows = Buffer.buffer(Answers.rows());
    private final Router router;

    VertxRoutes(Vertx vertx) {
        router = Router.router(vertx);
        for (int i = 0; i < Answers.ROUTES; i++) {
            int number = i;
            router.get(Answers.routePrefix(i) + "/:id/items/:item")
                    .handler(context -> item(number, context));
        }
        Peer.staticFolder()
                .map(folder -> folder.toAbsolutePath().toString())
                .map(folder -> StaticHandler.create(FileSystemAccess.ROOT, folder))
                .ifPresent(files -> router.get("/static/*").handler(files));
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (Objects.requireNonNullElse(request.path(), "")) {
            case "/hello" -> answer(response, TEXT, hello);
            case "/json" -> answer(response, JSON, Json.encodeToBuffer(Answers.order()));
            case "/echo" -> echo(request);
            case "/headers" -> field(request);
            case "/large" -> answer(response, OCTETS, large);
            case "/form" -> form(request);
            case "/upload" -> upload(request);
            case "/stream" -> write(response, OCTETS, Answers.PIECES, _ -> piece);
            case "/sse" -> write(response, EVENTS, Answers.TICKS, VertxRoutes::event);
            case "/gzip" -> answer(response, JSON, rows);
            default -> router.handle(request);
        }
    }

    private static void answer(HttpServerResponse response, CharSequence type, Buffer content) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(content);
    }

    private static void text(HttpServerRequest request, String text) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT).end(text);
    }

    private static void echo(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        request.body()
                .onSuccess(content ->
                        answer(
                                request.response(),
                                Objects.requireNonNullElse(type, Answers.OCTETS),
                                content));
    }

    private static void field(HttpServerRequest request) {
        text(request, Objects.requireNonNullElse(request.getHeader(Answers.ECHOED_FIELD), ""));
    }

    private static void form(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.endHandler(_ -> {
            String value = request.getFormAttribute("field64");
            int fields = request.formAttributes().size();
            text(request, Answers.form(fields, Objects.requireNonNullElse(value, "")));
        });
    }

    private static void item(int number, RoutingContext context) {
        String id = Objects.requireNonNull(context.pathParam("id"));
        String item = Objects.requireNonNull(context.pathParam("item"));
        text(context.request(), Answers.route(number, id, item));
    }

    private static void upload(HttpServerRequest request) {
        AtomicLong octets = new AtomicLong();
        request.handler(piece -> octets.addAndGet(piece.length()));
        request.endHandler(_ -> text(request, octets.toString()));
    }

    private static Buffer event(int number) {
        return Buffer.buffer(Answers.event(number));
    }

    private static void write(
            HttpServerResponse response, CharSequence type, int count, IntFunction<Buffer> pieces) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type).setChunked(true);
        for (int i = 0; i < count; i++) {
            response.write(pieces.apply(i));
        }
        response.end();
    }
}
