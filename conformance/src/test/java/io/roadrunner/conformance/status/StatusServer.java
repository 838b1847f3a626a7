package io.roadrunner.conformance.status;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.status.Checker;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/// An application without listeners of its own at first, and its status plugin on a free port.
/// Owned by the test that made it, which closes it.
final class StatusServer implements AutoCloseable {
    private final Roadrunner application = Roadrunner.create();
    private final StatusPlugin plugin;

    private StatusServer(StatusOptions options) {
        plugin = StatusPlugin.start(application, options);
    }

    static StatusServer start() {
        return start(options -> options);
    }

    /// With options of its own; host and port are set already, and checks may take 10 s.
    static StatusServer start(UnaryOperator<StatusOptions.Builder> change) {
        StatusOptions.Builder options =
                StatusOptions.builder().port(0).checkTimeout(Duration.ofSeconds(10));
        return new StatusServer(change.apply(options).build());
    }

    StatusPlugin plugin() {
        return plugin;
    }

    Roadrunner application() {
        return application;
    }

    /// A listener of the application that answers `hello`.
    Listener listen(String name) {
        return listen(
                name,
                options ->
                        options.routes(
                                Routes.builder()
                                        .get("/", _ -> Responses.text(200, "hello"))
                                        .build()));
    }

    Listener listen(
            String name, UnaryOperator<io.roadrunner.config.ListenerOptionsBuilder> change) {
        return application.startListener(
                name, change.apply(ListenerOptions.builder().host("127.0.0.1").port(0)).build());
    }

    /// A check of this name for both `/health` and `/ready`.
    void both(String name, Callable<Status> check) {
        plugin.register(Checker.of(name, check));
        plugin.register(Readiness.of(name, check));
    }

    Wire connect() {
        return Wire.connect(plugin.port());
    }

    /// The answer to a `GET` on a connection of its own.
    WireResponse get(String target) {
        return ask("GET", target);
    }

    WireResponse ask(String method, String target) {
        try (Wire wire = connect()) {
            wire.withTimeout(Duration.ofSeconds(20));
            wire.send(request(method, target));
            return wire.readResponse(method);
        }
    }

    static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nhost: status\r\n\r\n";
    }

    /// A report of one entry as the wire shows it.
    static String entry(String name, String message, int code) {
        return "{\"plugin_name\":\"%s\",\"error_message\":\"%s\",\"status_code\":%d}"
                .formatted(name, message, code);
    }

    static String report(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    @Override
    public void close() {
        plugin.close();
        application.close();
    }
}
