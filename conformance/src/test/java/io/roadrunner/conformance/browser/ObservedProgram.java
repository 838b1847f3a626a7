package io.roadrunner.conformance.browser;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.testkit.Wire;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// A program with one listener, whose status can be looked at. Owned by one test.
final class ObservedProgram implements AutoCloseable {
    private static final String GET = "GET %s HTTP/1.1\r\nhost: a\r\n\r\n";

    private final CountDownLatch opened = new CountDownLatch(1);
    private final Semaphore held = new Semaphore(0);
    private final Roadrunner roadrunner = Roadrunner.create();
    private final Listener listener;
    private StatusPlugin status;

    ObservedProgram() {
        listener = start("web");
        status = StatusPlugin.start(roadrunner, options(0));
    }

    private static StatusOptions options(int port) {
        return StatusOptions.standard().at("127.0.0.1", port);
    }

    /// Starts another listener.
    Listener start(String name) {
        Routes routes =
                Routes.builder()
                        .get("/", _ -> Responses.text(200, "hello"))
                        .get("/crash", _ -> Responses.text(500, "crashed"))
                        .get("/hold/:name", _ -> hold())
                        .build();
        return roadrunner.startListener(
                name, ListenerOptions.builder().host("127.0.0.1").port(0).routes(routes).build());
    }

    private Response hold() throws InterruptedException {
        held.release();
        opened.await();
        return Responses.text(200, "late");
    }

    Roadrunner roadrunner() {
        return roadrunner;
    }

    Listener listener() {
        return listener;
    }

    StatusPlugin status() {
        return status;
    }

    /// The address of a path of the status.
    String url(String path) {
        return "http://127.0.0.1:" + status.port() + path;
    }

    /// A connection to the status.
    Wire connect() {
        return Wire.connect(status.port());
    }

    /// Has some requests answered on one connection.
    void ask(String path, int times) {
        try (Wire wire = Wire.connect(listener.port())) {
            for (int i = 0; i < times; i++) {
                wire.send(GET.formatted(path)).readResponse();
            }
        }
    }

    /// Has a request held by its handler; the caller closes the connection.
    Wire hold(String name) throws InterruptedException {
        Wire wire = Wire.connect(listener.port());
        wire.send(GET.formatted("/hold/" + name));
        held.acquire();
        return wire;
    }

    /// Lets the handlers go on that hold requests.
    void release() {
        opened.countDown();
    }

    /// Ends the status.
    void endStatus() {
        status.close();
    }

    /// Starts it again where it was.
    void restartStatus(int port) {
        status = StatusPlugin.start(roadrunner, options(port));
    }

    @Override
    public void close() {
        release();
        roadrunner.close();
        status.close();
    }
}
