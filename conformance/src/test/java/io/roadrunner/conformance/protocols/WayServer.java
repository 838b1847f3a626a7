package io.roadrunner.conformance.protocols;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.http.Handler;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A listener that speaks in one way, and everything that telemetry has said since its start. Owned
/// by the test that made it, which closes it.
final class WayServer implements AutoCloseable {
    /// The name of the listener.
    static final String NAME = "ways";

    private final Way way;
    private final Trust trust;
    private final Roadrunner roadrunner = Roadrunner.create();
    private final ConcurrentLinkedQueue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
    private final Listener listener;

    private WayServer(Way way, Trust trust, ListenerOptions options) {
        this.way = way;
        this.trust = trust;
        roadrunner.telemetry().attach(events::add);
        listener = roadrunner.startListener(NAME, options);
    }

    /// @param folder where a certificate may be put
    static WayServer start(Way way, Path folder, Consumer<ListenerOptionsBuilder> change) {
        ListenerOptionsBuilder options = ListenerOptions.builder().host("127.0.0.1").port(0);
        options.protocols(way.protocol());
        Path own = folder(folder, way);
        if (way.isEncrypted()) {
            options.tls(new Certificates(own).localhost());
        }
        change.accept(options);
        return new WayServer(way, new Trust(own.resolve("localhost.pem")), options.build());
    }

    private static Path folder(Path folder, Way way) {
        try {
            return Files.createDirectories(folder.resolve(way.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WayServer start(Way way, Path folder, Routes routes) {
        return start(way, folder, options -> options.routes(routes));
    }

    static WayServer answering(Way way, Path folder, Handler handler) {
        return start(way, folder, Routes.handler(handler));
    }

    /// A new connection.
    Client connect() {
        try {
            return way.isHttp2()
                    ? new Http2Client(wire(), way)
                    : Http1Client.connect(listener.port(), way.isEncrypted() ? trust : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new connection to a server of HTTP/2, frame by frame.
    Http2Wire wire() {
        return way.isEncrypted()
                ? Http2Wire.connectTls(listener.port(), trust.context())
                : Http2Wire.connect(listener.port());
    }

    /// The answer to one request on a connection of its own.
    Answer answerTo(Ask ask) {
        try (Client client = connect()) {
            return client.begin(ask).end().answer();
        }
    }

    Roadrunner roadrunner() {
        return roadrunner;
    }

    Listener listener() {
        return listener;
    }

    ListenerInfo info() {
        return listener.info();
    }

    /// The events of a type in the order of their emission.
    <E extends TelemetryEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Waits for so many events of a type.
    <E extends TelemetryEvent> List<E> awaitEvents(Class<E> type, int count) {
        Await.until(count + " × " + type.getSimpleName(), () -> events(type).size() >= count);
        return events(type);
    }

    /// Waits until no connection holds a slot and no request runs.
    void awaitNothingLeft() {
        Await.until(
                "every slot is free: " + info(),
                Duration.ofSeconds(10),
                () -> info().activeClients() == 0 && info().activeRequests() == 0);
    }

    void awaitStatus(ListenerStatus status) {
        Await.until("the status is " + status, () -> listener.status() == status);
    }

    /// Drains in a thread of its own.
    CompletableFuture<DrainResult> drain(DrainOptions options) {
        CompletableFuture<DrainResult> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(listener.drain(options));
                    } catch (InterruptedException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    CompletableFuture<DrainResult> drain(Duration timeout) {
        return drain(DrainOptions.standard().withTimeout(timeout));
    }

    @Override
    public void close() {
        roadrunner.close();
    }
}
