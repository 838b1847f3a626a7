package io.roadrunner.benchmarks.peers;

import io.undertow.Handlers;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.form.FormData;
import io.undertow.server.handlers.form.FormDataParser;
import io.undertow.server.handlers.form.FormParserFactory;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.PreCompressedResourceSupplier;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// The routes of Undertow. Any thread.
final class UndertowRoutes {
    private static final HttpString ECHOED_FIELD = new HttpString(Answers.ECHOED_FIELD);

    private final ByteBuffer hello = ByteBuffer.wrap(Answers.hello());
    private final ByteBuffer large = ByteBuffer.wrap(Answers.large());
    private final ByteBuffer piece = ByteBuffer.wrap(Answers.piece());
    private final ByteBuffer rows = ByteBuffer.wrap(Answers.rows());
    private final FormParserFactory forms = FormParserFactory.builder().build();

    PathHandler handler() {
        PathHandler paths =
                Handlers.path(items())
                        .addExactPath("/hello", exchange -> answer(exchange, Answers.TEXT, hello))
                        .addExactPath("/json", UndertowRoutes::json)
                        .addExactPath("/echo", UndertowRoutes::echo)
                        .addExactPath("/headers", UndertowRoutes::field)
                        .addExactPath("/large", exchange -> answer(exchange, Answers.OCTETS, large))
                        .addExactPath("/form", this::form)
                        .addExactPath("/upload", UndertowRoutes::upload)
                        .addExactPath("/stream", this::stream)
                        .addExactPath("/sse", UndertowRoutes::events)
                        .addExactPath("/gzip", rows());
        Peer.staticFolder().ifPresent(folder -> paths.addPrefixPath("/static", files(folder)));
        return paths;
    }

    private static HttpHandler items() {
        RoutingHandler router = Handlers.routing();
        for (int i = 0; i < Answers.ROUTES; i++) {
            int number = i;
            router.get(
                    Answers.routePrefix(i) + "/{id}/items/{item}",
                    exchange -> item(number, exchange));
        }
        return router;
    }

    private HttpHandler rows() {
        return new EncodingHandler(
                exchange -> answer(exchange, Answers.JSON, rows),
                new ContentEncodingRepository()
                        .addEncodingHandler("gzip", new GzipEncodingProvider(), 50));
    }

    private static HttpHandler files(Path folder) {
        PathResourceManager files = new PathResourceManager(folder);
        return new ResourceHandler(
                new PreCompressedResourceSupplier(files).addEncoding("gzip", ".gz"));
    }

    private static void answer(HttpServerExchange exchange, String type, ByteBuffer content) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(content.duplicate());
    }

    private static void text(HttpServerExchange exchange, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answers.TEXT);
        exchange.getResponseSender().send(text);
    }

    private static void json(HttpServerExchange exchange) {
        answer(exchange, Answers.JSON, ByteBuffer.wrap(Jackson.order()));
    }

    private static void echo(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        exchange.getRequestReceiver()
                .receiveFullBytes((_, content) ->
                        answer(
                                exchange,
                                Objects.requireNonNullElse(type, Answers.OCTETS),
                                ByteBuffer.wrap(content)));
    }

    private static void field(HttpServerExchange exchange) {
        String value = exchange.getRequestHeaders().getFirst(ECHOED_FIELD);
        text(exchange, Objects.requireNonNullElse(value, ""));
    }

    private void form(HttpServerExchange exchange) throws Exception {
        forms.createParser(exchange).parse(UndertowRoutes::parsed);
    }

    private static void parsed(HttpServerExchange exchange) {
        FormData form = exchange.getAttachment(FormDataParser.FORM_DATA);
        int fields = 0;
        for (String name : form) {
            fields += form.get(name).size();
        }
        text(exchange, Answers.form(fields, form.getFirst("field64").getValue()));
    }

    private static void item(int number, HttpServerExchange exchange) {
        Map<String, String> values =
                exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY).getParameters();
        String id = values.getOrDefault("id", "");
        text(exchange, Answers.route(number, id, values.getOrDefault("item", "")));
    }

    private static void upload(HttpServerExchange exchange) {
        AtomicLong octets = new AtomicLong();
        exchange.getRequestReceiver()
                .receivePartialBytes((_, content, last) -> {
                    octets.addAndGet(content.length);
                    if (last) {
                        text(exchange, octets.toString());
                    }
                });
    }

    private void stream(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answers.OCTETS);
        new Pieces(Answers.PIECES, _ -> piece.duplicate(), 0)
                .onComplete(exchange, exchange.getResponseSender());
    }

    /// Its own handler of events would close the connection behind them.
    private static void events(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answers.EVENTS);
        new Pieces(Answers.TICKS, UndertowRoutes::event, 0)
                .onComplete(exchange, exchange.getResponseSender());
    }

    private static ByteBuffer event(int number) {
        return StandardCharsets.UTF_8.encode(Answers.event(number));
    }

    /// Sends the next piece once one has left.
    private record Pieces(int count, IntFunction<ByteBuffer> pieces, int next)
            implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            if (next < count) {
                sender.send(pieces.apply(next), new Pieces(count, pieces, next + 1));
            } else {
                sender.close();
            }
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
            exchange.endExchange();
        }
    }
}
