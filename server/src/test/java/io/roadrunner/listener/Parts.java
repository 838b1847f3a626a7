package io.roadrunner.listener;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.connection.Clock;
import io.roadrunner.exchange.Admission;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.PipelineOptions;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.transport.SelectorLoops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The parts of a listener with its telemetry, for tests of one of them. Owned by the test.
final class Parts implements AutoCloseable {
    final SystemClock clock = new SystemClock();
    final Telemetry telemetry = new Telemetry();
    final ListenerOptions options = builder().build();
    final ListenerReporter reporter = new ListenerReporter("test", telemetry, clock);
    private final ConnectionReporter connectionReporter =
            new ConnectionReporter("test", telemetry, clock);
    final Overload overload = new Overload(clock, connectionReporter, true);
    private final SelectorLoops selectors = new SelectorLoops("test");
    private final LinkedBlockingQueue<TelemetryEvent> events = new LinkedBlockingQueue<>();

    Parts() {
        telemetry.attach(events::add);
        try {
            selectors.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        overload.close();
        selectors.close();
    }

    static ListenerOptionsBuilder builder() {
        return ListenerOptions.builder()
                .address(ListenAddress.tcp("127.0.0.1", 0))
                .routes(Routes.handler(_ -> Responses.text(200, "hello")));
    }

    ConnectionEnvironment connections() {
        return connections(100, clock);
    }

    /// @param maxClients how many slots there are
    /// @param accepting the clock by which connections are accepted
    ConnectionEnvironment connections(int maxClients, Clock accepting) {
        PipelineOptions decided =
                new PipelineOptions(
                        "test", 16, Long.MAX_VALUE, DrainPolicy.NOTIFY, TrustedProxies.none());
        PipelineEnvironment environment =
                new PipelineEnvironment(
                        decided, Admission.alone(0), telemetry, new RequestIds(), clock);
        RequestPipeline pipeline =
                new RequestPipeline(
                        environment, RequestPipeline.compile(options.routes(), List.of(), true));
        return new ConnectionEnvironment(
                "test",
                selectors,
                new ConnectionRegistry(maxClients),
                new ClientsPerIp(0),
                ProtocolSelector.of(options, pipeline, clock),
                ConnectionEnvironment.Handshake.of(options, null),
                Retirement.of(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                connectionReporter,
                accepting);
    }

    /// Waits for the next event of a type and forgets those before it.
    <E extends TelemetryEvent> E awaitEvent(Class<E> type) throws InterruptedException {
        while (true) {
            TelemetryEvent event = events.poll(5, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type.getSimpleName());
            }
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    /// Whether a whole answer comes from there.
    static boolean serves(SocketAddress address) {
        if (!(address instanceof InetSocketAddress tcp)) {
            throw new AssertionError(address);
        }
        try (Socket socket = new Socket(tcp.getAddress(), tcp.getPort())) {
            socket.setSoTimeout(5000);
            byte[] request =
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(request);
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.ISO_8859_1).endsWith("hello");
        } catch (IOException _) {
            return false;
        }
    }
}
