package io.roadrunner.benchmarks.peers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.resource.ResourceFactory;

/// The routes of Jetty: fixed paths by one handler, the others by those that Jetty has for them.
/// None blocks. Any thread.
final class JettyRoutes extends Handler.Abstract.NonBlocking {
    private final ByteBuffer hello = ByteBuffer.wrap(Answers.hello());
    private final ByteBuffer large = ByteBuffer.wrap(Answers.large());
    private final ByteBuffer piece = ByteBuffer.wrap(Answers.piece());

    private JettyRoutes() {}

    /// All routes but that of the WebSocket.
    static Handler handler() {
        PathMappingsHandler router = new Mappings();
        for (int i = 0; i < Answers.ROUTES; i++) {
            String template = Answers.routePrefix(i) + "/{id}/items/{item}";
            UriTemplatePathSpec path = new UriTemplatePathSpec(template);
            router.addMapping(path, new Item(i, path));
        }
        router.addMapping(new UriTemplatePathSpec("/gzip"), rows());
        Handler.Sequence handlers = new Handler.Sequence(new JettyRoutes(), router);
        Peer.staticFolder().map(JettyRoutes::files).ifPresent(handlers::addHandler);
        return handlers;
    }

    private static Handler rows() {
        CompressionHandler compression = new CompressionHandler(new Rows());
        compression.putConfiguration("/*", CompressionConfig.builder().defaults().build());
        return compression;
    }

    private static Handler files(Path folder) {
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.root().newResource(folder));
        files.setPrecompressedFormats(CompressedContentFormat.GZIP);
        return new ContextHandler(files, "/static");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case "/hello" -> answer(response, Answers.TEXT, hello, callback);
            case "/json" ->
                    answer(response, Answers.JSON, ByteBuffer.wrap(Jackson.order()), callback);
            case "/echo" -> echo(request, response, callback);
            case "/headers" -> field(request, response, callback);
            case "/large" -> answer(response, Answers.OCTETS, large, callback);
            case "/form" -> FormFields.onFields(request, new FormAnswer(response, callback));
            case "/upload" -> new JettyUpload(request, response, callback).run();
            case "/stream" -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answers.OCTETS);
                new JettyPieces(response, callback, Answers.PIECES, _ -> piece.duplicate())
                        .iterate();
            }
            case "/sse" -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answers.EVENTS);
                new JettyPieces(response, callback, Answers.TICKS, JettyRoutes::event).iterate();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void answer(
            Response response, String type, ByteBuffer content, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.remaining());
        response.write(true, content.duplicate(), callback);
    }

    static void text(Response response, String text, Callback callback) {
        answer(response, Answers.TEXT, StandardCharsets.UTF_8.encode(text), callback);
    }

    private static ByteBuffer event(int number) {
        return StandardCharsets.UTF_8.encode(Answers.event(number));
    }

    private static void echo(Request request, Response response, Callback callback) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, Objects.requireNonNullElse(type, Answers.OCTETS));
        long length = request.getLength();
        if (length >= 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        Content.copy(request, response, callback);
    }

    private static void field(Request request, Response response, Callback callback) {
        String value = request.getHeaders().get(Answers.ECHOED_FIELD);
        text(response, Objects.requireNonNullElse(value, ""), callback);
    }

    /// Answers with what was found in a form.
    private record FormAnswer(Response response, Callback callback)
            implements Promise.Invocable<Fields> {
        @Override
        public void succeeded(Fields form) {
            String value = Objects.requireNonNullElse(form.getValue("field64"), "");
            text(response, Answers.form(form.getSize(), value), callback);
        }

        @Override
        public void failed(Throwable cause) {
            callback.failed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    /// Jetty's mappings. It takes them for blocking whatever they hold, and with them all others.
    private static final class Mappings extends PathMappingsHandler {
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    /// One of the routes with parameters.
    private static final class Item extends Handler.Abstract.NonBlocking {
        private final int number;
        private final UriTemplatePathSpec path;

        Item(int number, UriTemplatePathSpec path) {
            this.number = number;
            this.path = path;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            // The path in the context is without what the mapping matched, which is all of it.
            String whole = request.getHttpURI().getCanonicalPath();
            Map<String, String> values = path.getPathParams(whole);
            String id = values.getOrDefault("id", "");
            text(response, Answers.route(number, id, values.getOrDefault("item", "")), callback);
            return true;
        }
    }

    /// What is compressed on its way.
    private static final class Rows extends Handler.Abstract.NonBlocking {
        private final ByteBuffer rows = ByteBuffer.wrap(Answers.rows());

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            answer(response, Answers.JSON, rows, callback);
            return true;
        }
    }
}
