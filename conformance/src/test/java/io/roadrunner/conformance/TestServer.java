package io.roadrunner.conformance;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.http.Handler;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.util.function.UnaryOperator;

/// A server of one test: one listener on an ephemeral port, closed with the test.
public final class TestServer implements AutoCloseable {
    private final Roadrunner roadrunner = Roadrunner.create();
    private final Listener listener;

    private TestServer(ListenerOptions options) {
        listener = roadrunner.startListener("test", options);
    }

    /// A server with these routes and the defaults.
    public static TestServer start(Routes routes) {
        return start(options -> options.routes(routes));
    }

    /// A server where one handler answers everything.
    public static TestServer answering(Handler handler) {
        return start(Routes.handler(handler));
    }

    /// A server with options of its own; host and port are set already.
    public static TestServer start(UnaryOperator<ListenerOptionsBuilder> change) {
        ListenerOptionsBuilder options = ListenerOptions.builder().host("127.0.0.1").port(0);
        return new TestServer(change.apply(options).build());
    }

    public int port() {
        return listener.port();
    }

    public Listener listener() {
        return listener;
    }

    public Roadrunner roadrunner() {
        return roadrunner;
    }

    /// A new connection of a client.
    public Wire connect() {
        return Wire.connect(listener.port());
    }

    /// The address of a path.
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /// Waits until no connection holds a slot and no request is in flight.
    public void awaitIdle() {
        Await.until(
                "no connection and no request left: " + listener.info(),
                () ->
                        listener.info().activeClients() == 0
                                && listener.info().activeRequests() == 0);
    }

    @Override
    public void close() {
        roadrunner.close();
    }
}
