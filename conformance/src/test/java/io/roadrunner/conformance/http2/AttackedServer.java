package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionFailed;
import io.roadrunner.telemetry.TelemetryEvent;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// A listener that speaks HTTP/2 on a free port of this machine, a neighbour who is served before,
/// during and after an attack, and what telemetry has said. Owned by the test, which closes it.
///
/// `/` answers `hello`, `/large` answers [#LARGE] octets, `/echo` answers the body, `/wait` waits
/// until its peer gives it up or [#letGo()], `/stubborn` only until [#letGo()], `/first` answers
/// how long the field `x-first` is.
final class AttackedServer implements AutoCloseable {
    /// How long the body of `/large` is.
    static final int LARGE = 1 << 20;

    private static final long PATIENCE_SECONDS = 20;

    private final Roadrunner roadrunner = Roadrunner.create();
    private final ConcurrentLinkedQueue<TelemetryEvent> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Listener listener;
    private final Http2Wire neighbour;
    private int neighbourStream = -1;

    private AttackedServer(UnaryOperator<ListenerOptionsBuilder> change) {
        roadrunner.telemetry().attach(events::add);
        ListenerOptionsBuilder options =
                ListenerOptions.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .protocols(Protocol.http2())
                        .routes(routes().build());
        listener = roadrunner.startListener("attacked", change.apply(options).build());
        neighbour = connect();
    }

    /// A server with the defaults.
    static AttackedServer start() {
        return start(options -> options);
    }

    /// A server with options of its own.
    static AttackedServer start(UnaryOperator<ListenerOptionsBuilder> change) {
        return new AttackedServer(change);
    }

    /// A server with limits of its own.
    static AttackedServer limited(Http2Options limits) {
        return start(options -> options.protocols(new Protocol.Http2(limits)));
    }

    /// A server with one more route.
    static AttackedServer with(String path, Handler handler) {
        return start(options -> options.routes(routes(path, handler)));
    }

    /// The routes of every such server and one more, which waits for nobody.
    static Routes routes(String path, Handler handler) {
        return common(new CountDownLatch(0)).get(path, handler).build();
    }

    private Routes.Builder routes() {
        return common(gate);
    }

    private static Routes.Builder common(CountDownLatch gate) {
        byte[] large = new byte[LARGE];
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get("/large", _ -> Responses.body(200, "text/plain", large))
                .get("/first", AttackedServer::first)
                .post("/", _ -> Responses.text(200, "hello"))
                .post("/echo", request -> Responses.body(200, "text/plain", request.body()))
                .get("/wait", request -> waiting(request, gate))
                .get("/stubborn", _ -> stubborn(gate));
    }

    private static Response first(io.roadrunner.http.Request request) {
        String value = request.headers().first("x-first");
        return Responses.text(200, value == null ? "none" : "" + value.length());
    }

    private static Response waiting(io.roadrunner.http.Request request, CountDownLatch gate)
            throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        request.onDisconnect(gone::countDown);
        while (gate.getCount() > 0 && gone.getCount() > 0) {
            if (gone.await(1, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return Responses.text(200, "late");
    }

    private static Response stubborn(CountDownLatch gate) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (gate.getCount() > 0 && System.nanoTime() - end < 0) {
            try {
                gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Responses.text(200, "late");
    }

    /// A response whose content is sent octet by octet.
    static Response dribbling(int octets) {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    byte[] one = {'a'};
                    for (int i = 0; i < octets; i++) {
                        push.send(one);
                    }
                    return Headers.empty();
                });
    }

    int port() {
        return listener.port();
    }

    ListenerInfo info() {
        return listener.info();
    }

    /// A new connection that has sent its preface.
    Http2Wire connect() {
        return Http2Wire.connect(listener.port());
    }

    /// Lets all handlers of `/wait` and `/stubborn` answer.
    void letGo() {
        gate.countDown();
    }

    /// The events of a type in the order of their emission.
    <E extends TelemetryEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Waits for so many events of a type.
    <E extends TelemetryEvent> List<E> awaitEvents(Class<E> type, int count) {
        Await.until(
                count + " × " + type.getSimpleName(),
                Duration.ofSeconds(PATIENCE_SECONDS),
                () -> events(type).size() >= count);
        return events(type);
    }

    /// The attacker is told to calm down for this reason, telemetry hears of it, everything it held
    /// is given back, and others are served.
    void hasHadEnoughOf(Http2Wire attacker, String reason) {
        hasEnded(attacker, ErrorCode.ENHANCE_YOUR_CALM, reason);
    }

    /// The attacker is told of a connection error with this reason; the rest as above.
    void hasEnded(Http2Wire attacker, ErrorCode code, String reason) {
        assertEquals(reason, attacker.expectConnectionError(code).debug());
        ConnectionFailed failed = awaitEvents(ConnectionFailed.class, 1).getLast();
        assertEquals(code.name(), failed.code());
        assertEquals(reason, failed.reason());
        servesOthers();
        letGo();
        awaitNothingLeft();
    }

    /// The neighbour is served, and a new connection too.
    void servesOthers() {
        neighbourStream += 2;
        serves(neighbour, neighbourStream);
        try (Http2Wire fresh = connect()) {
            serves(fresh, 1);
        }
    }

    /// A connection is served on a stream that it has not used.
    static void serves(Http2Wire wire, int stream) {
        wire.send(headers(stream).get("/"));
        wire.expectResponse(stream).expectStatus(200).expectBody("hello");
    }

    /// Waits until nobody but the neighbour holds a slot, and until no request and no thread of one
    /// is left. Whoever attacked has to be gone or cut.
    void awaitNothingLeft() {
        Await.until(
                "no slot, request or thread is held",
                Duration.ofSeconds(PATIENCE_SECONDS),
                () ->
                        info().activeClients() == 1
                                && info().activeRequests() == 0
                                && threads() == 1);
        servesOthers();
    }

    /// Waits until so many requests are in flight.
    void awaitRequests(int count) {
        Await.until(
                count + " requests in flight",
                Duration.ofSeconds(PATIENCE_SECONDS),
                () -> info().activeRequests() == count);
    }

    /// How many virtual threads are at work in the package of the protocol: one for each connection
    /// and request, and writers.
    private static long threads() {
        HotSpotDiagnosticMXBean machine =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump");
            try {
                machine.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return List.of(Files.readString(dump).split("\n\n")).stream()
                        .filter(thread -> thread.contains("io.roadrunner.http2."))
                        .count();
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        letGo();
        neighbour.close();
        roadrunner.close();
    }
}
