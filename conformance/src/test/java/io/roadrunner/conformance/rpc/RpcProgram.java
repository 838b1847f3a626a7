package io.roadrunner.conformance.rpc;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Handler;
import io.roadrunner.routing.Routes;
import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcCodec;
import io.roadrunner.rpc.RpcException;
import io.roadrunner.rpc.RpcMethod;
import io.roadrunner.rpc.RpcOptions;
import io.roadrunner.rpc.RpcServer;
import io.roadrunner.rpc.ServerControl;
import io.roadrunner.rpc.ServerMethods;
import io.roadrunner.rpc.StatusMethods;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A program of one test with everything that can be called over RPC: one listener, its status, and
/// what it is told to do. Closed with the test.
final class RpcProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Roadrunner roadrunner = Roadrunner.create();
    private final Control control = new Control();
    private final Listener listener;
    private final StatusPlugin status;
    private final RpcServer server;

    private RpcProgram(
            Handler handler, UnaryOperator<RpcOptions.Builder> change, List<RpcMethod> more)
            throws IOException {
        listener =
                roadrunner.startListener(
                        "web",
                        ListenerOptions.builder()
                                .host("127.0.0.1")
                                .port(0)
                                .routes(Routes.handler(handler))
                                .build());
        status = StatusPlugin.start(roadrunner, StatusOptions.standard().at("127.0.0.1", 0));
        List<RpcMethod> methods = new ArrayList<>(more);
        methods.addAll(StatusMethods.of(status));
        methods.addAll(ListenerMethods.of(roadrunner, status, DrainOptions.standard()));
        methods.addAll(ServerMethods.of(control, "1.2.3"));
        RpcOptions.Builder options =
                RpcOptions.builder().address(new RpcAddress.Tcp("127.0.0.1", 0));
        server = RpcServer.start(change.apply(options).build(), methods);
    }

    /// What the program was told.
    static final class Control implements ServerControl {
        final AtomicInteger stops = new AtomicInteger();
        private long generation = 1;

        @Override
        public synchronized long reload() throws IOException {
            if (generation == 2) {
                throw new IOException("line 3: no such key");
            }
            return ++generation;
        }

        @Override
        public void stop() {
            stops.incrementAndGet();
        }
    }

    /// A program whose listener answers by a handler.
    static RpcProgram answering(Handler handler) {
        try {
            return new RpcProgram(handler, options -> options, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A program with options of its own, and methods of its own.
    static RpcProgram start(UnaryOperator<RpcOptions.Builder> change, RpcMethod... methods) {
        try {
            return new RpcProgram(
                    _ -> io.roadrunner.http.Responses.text(200, "here"), change, List.of(methods));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Listener listener() {
        return listener;
    }

    StatusPlugin status() {
        return status;
    }

    RpcServer server() {
        return server;
    }

    Control control() {
        return control;
    }

    /// The port of RPC.
    int port() {
        return ((RpcAddress.Tcp) server.address()).port();
    }

    RpcClient connect() throws RpcException {
        return connect(RpcCodec.JSON);
    }

    RpcClient connect(RpcCodec codec) throws RpcException {
        return RpcClient.connect(server.address(), PATIENCE, codec);
    }

    @Override
    public void close() {
        server.close();
        roadrunner.close();
        status.close();
    }
}
