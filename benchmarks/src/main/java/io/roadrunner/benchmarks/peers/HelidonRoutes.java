package io.roadrunner.benchmarks.peers;

import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import io.helidon.webserver.staticcontent.FileSystemHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/// The routes of Helidon. Any thread.
final class HelidonRoutes {
    private static final HeaderName ECHOED_FIELD = HeaderNames.create(Answers.ECHOED_FIELD);
    private static final int BUFFER_LENGTH = 64 << 10;

    private final byte[] hello = Answers.hello();
    private final byte[] large = Answers.large();
    private final byte[] piece = Answers.piece();
    private final byte[] rows = Answers.rows();

    void install(HttpRouting.Builder routes) {
        routes.get("/hello", (_, response) -> answer(response, Answers.TEXT, hello))
                .get("/json", (_, response) -> response.send(Answers.order()))
                .post("/echo", HelidonRoutes::echo)
                .get("/headers", HelidonRoutes::field)
                .get("/large", (_, response) -> answer(response, Answers.OCTETS, large))
                .post("/form", HelidonRoutes::form)
                .post("/upload", HelidonRoutes::upload)
                .get("/stream", this::stream)
                .get("/sse", HelidonRoutes::events)
                .get("/gzip", (_, response) -> answer(response, Answers.JSON, rows));
        for (int i = 0; i < Answers.ROUTES; i++) {
            int number = i;
            routes.get(
                    Answers.routePrefix(i) + "/{id}/items/{item}",
                    (request, response) -> item(number, request, response));
        }
        Peer.staticFolder()
                .ifPresent(folder ->
                        routes.register(
                                "/static", StaticContentFeature.createService(files(folder))));
    }

    private static FileSystemHandlerConfig files(Path folder) {
        return FileSystemHandlerConfig.builder().location(folder).build();
    }

    private static void answer(ServerResponse response, String type, byte[] content) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(content);
    }

    private static void text(ServerResponse response, String text) {
        response.header(HeaderNames.CONTENT_TYPE, Answers.TEXT);
        response.send(text);
    }

    private static void echo(ServerRequest request, ServerResponse response) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse(Answers.OCTETS);
        answer(response, type, request.content().as(byte[].class));
    }

    private static void field(ServerRequest request, ServerResponse response) {
        text(response, request.headers().first(ECHOED_FIELD).orElse(""));
    }

    private static void form(ServerRequest request, ServerResponse response) {
        Parameters form = request.content().as(Parameters.class);
        text(response, Answers.form(form.size(), form.first("field64").orElse("")));
    }

    private static void item(int number, ServerRequest request, ServerResponse response) {
        Parameters path = request.path().pathParameters();
        text(response, Answers.route(number, path.get("id"), path.get("item")));
    }

    private static void upload(ServerRequest request, ServerResponse response) throws IOException {
        byte[] buffer = new byte[BUFFER_LENGTH];
        long octets = 0;
        try (InputStream in = request.content().inputStream()) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                octets += read;
            }
        }
        text(response, Long.toString(octets));
    }

    private void stream(ServerRequest request, ServerResponse response) throws IOException {
        response.header(HeaderNames.CONTENT_TYPE, Answers.OCTETS);
        try (OutputStream out = response.outputStream()) {
            for (int i = 0; i < Answers.PIECES; i++) {
                out.write(piece);
                out.flush();
            }
        }
    }

    private static void events(ServerRequest request, ServerResponse response) {
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            for (int i = 0; i < Answers.TICKS; i++) {
                sink.emit(SseEvent.create(Answers.tick(i)));
            }
        }
    }
}
