package io.roadrunner.standalone.demo;

import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.Compression;
import io.roadrunner.middleware.EntityTag;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// The routes of the demo application. Stateless but for the subscribers of `/events` and the room
/// of `/chat`.
public final class DemoRoutes {
    private static final Headers NO_SNIFFING = Headers.of("x-content-type-options", "nosniff");

    /// The page is complete in itself and talks to nobody but this server.
    private static final Headers PAGE =
            NO_SNIFFING
                    .with("cache-control", "no-cache")
                    .with(
                            "content-security-policy",
                            "default-src 'none'; connect-src 'self'; img-src 'self' data:;"
                                    + " script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                                    + " base-uri 'none'; form-action 'none';"
                                    + " frame-ancestors 'none'");

    private static final StaticFilesOptions FILES =
            StaticFilesOptions.builder().cacheControl("max-age=60").build();

    private static final String STORY =
            "The coyote orders another box. The roadrunner says beep beep and is gone.\n"
                    .repeat(64);

    private DemoRoutes() {}

    /// A fresh demo application that nobody asks for its status.
    ///
    /// @throws IOException when its own files cannot be read from the jar
    public static Routes create() throws IOException {
        return create(new DemoStatus());
    }

    /// A fresh demo application.
    ///
    /// @param status what it tells of itself
    /// @throws IOException when its own files cannot be read from the jar
    public static Routes create(DemoStatus status) throws IOException {
        Subscribers subscribers = new Subscribers();
        String page = BundledFiles.text("index.html");
        return Routes.builder()
                .get("/", request -> Responses.html(200, page, PAGE))
                .get("/hello", request -> Responses.text(200, "hello, roadrunner!"))
                .get("/json", request -> Responses.json(200, greeting()))
                .any("/echo", DemoRoutes::echo)
                .any("/inspect", Inspection::of)
                .get(
                        "/users/:id/posts/:post",
                        request -> Responses.json(200, request.bindings().toMap()))
                .get("/bytes/:n", Streams::bytes)
                .get("/stream/:chunks/:size", Streams::chunks)
                .get("/sse/:ticks", Streams::ticks)
                .get("/events", subscribers::subscribe)
                .post("/publish", subscribers::publish)
                .get("/ws", Echo.handler())
                .get("/chat", new ChatRoom().handler())
                // Uploads may be slow: they are what a person at a phone sends.
                .route(
                        Route.of("/upload", Uploads::receive)
                                .withMethods("POST")
                                .withoutMinimumRate())
                .post("/form", Uploads::form)
                .get("/readiness", status::readiness)
                .post("/readiness", status::turn)
                .post("/jobs/:ms", status::addJob)
                .get("/status-page", status::toPage)
                .get("/slow/:ms", Streams::slow)
                .get("/crash", DemoRoutes::crash)
                .get("/redirect", request -> Responses.redirect(302, "/hello"))
                .get("/cookies", Visits::count)
                .route(get("/etag", DemoRoutes::story).withMiddleware(EntityTag.standard()))
                .route(get("/gzip", DemoRoutes::story).withMiddleware(Compression.standard()))
                .get("/files/*path", new UnpackedFiles(FILES))
                .build();
    }

    private static Route get(String path, Handler handler) {
        return Route.of(path, handler).withMethods("GET", "HEAD");
    }

    /// A text that is always the same and long enough to be compressed.
    private static Response story(Request request) {
        return Responses.text(200, STORY);
    }

    private static Map<String, Object> greeting() {
        Map<String, Object> greeting = new TreeMap<>();
        greeting.put("message", "hello, roadrunner!");
        greeting.put("numbers", new int[] {1, 2, 3});
        greeting.put("virtualThread", Thread.currentThread().isVirtual());
        return greeting;
    }

    private static Response echo(Request request) throws IOException {
        String type = request.header("content-type");
        byte[] body = request.readBody();
        return Responses.body(
                200, type == null ? "application/octet-stream" : type, body, NO_SNIFFING);
    }

    private static Response crash(Request request) {
        throw new IllegalStateException("the demo handler crashed, as it was asked to");
    }
}
