package io.roadrunner.conformance.lifecycle;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.ObservedServer;
import io.roadrunner.http.Handler;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import java.util.function.Consumer;

/// A listener on a free port of this machine that speaks HTTP/1.1 unless its options say otherwise.
final class ObservedListener extends ObservedServer {
    /// The name of the listener.
    static final String NAME = "observed";

    private ObservedListener(ListenerOptions options) {
        super(NAME, options);
    }

    /// A listener with one handler for everything.
    static ObservedListener handling(Handler handler) {
        return routing(Routes.handler(handler));
    }

    /// A listener with a table of routes.
    static ObservedListener routing(Routes routes) {
        return with(options -> options.routes(routes));
    }

    /// A listener with more options of its own.
    static ObservedListener with(Consumer<ListenerOptionsBuilder> options) {
        return new ObservedListener(options(options));
    }

    /// Options for a free port of this machine.
    static ListenerOptions options(Consumer<ListenerOptionsBuilder> change) {
        ListenerOptionsBuilder builder = ListenerOptions.builder().host("127.0.0.1").port(0);
        change.accept(builder);
        return builder.build();
    }

    Wire connect() {
        return Wire.connect(listener().port());
    }

    /// A connection that has had one answer and waits for nothing.
    Wire connectIdle(String path) {
        Wire wire = connect();
        wire.send(get(path)).readResponse().expectStatus(200).expectNoHeader("connection");
        return wire;
    }

    /// A request without content.
    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
}
