package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static io.roadrunner.conformance.lifecycle.ObservedListener.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Listener;
import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerEvent;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How listeners come and go: names, ports, addresses, options.
class ListenerTest {
    private static final Routes HELLO = Routes.handler(_ -> Responses.text(200, "hello"));

    private static ListenerOptions free() {
        return options(options -> options.routes(HELLO));
    }

    private static ListenerOptions unix(Path path) {
        return options(options -> options.address(ListenAddress.unix(path)).routes(HELLO));
    }

    private static ListenerException.Reason refused(
            Roadrunner roadrunner, String name, ListenerOptions options) {
        return assertThrows(ListenerException.class, () -> roadrunner.startListener(name, options))
                .reason();
    }

    private static boolean hasThreadOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("roadrunner/" + name + "/"));
    }

    private static void assertHello(Wire wire) {
        try (wire) {
            wire.send(get("/")).readResponse().expectBody("hello");
        }
    }

    @Test
    void aListenerAcceptsWhenStartReturns() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            for (int i = 0; i < 20; i++) {
                Listener listener = roadrunner.startListener("l" + i, free());
                assertEquals(ListenerStatus.ACCEPTING, listener.status());
                assertTrue(listener.port() > 0);
                assertHello(Wire.connect(listener.port()));
            }
        }
    }

    @Test
    void aNameIsTakenUntilItsListenerStops() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener first = roadrunner.startListener("api", free());
            ListenerException.Reason reason = refused(roadrunner, "api", free());
            assertEquals(new ListenerException.Reason.AlreadyStarted("api"), reason);
            assertHello(Wire.connect(first.port()));
            assertTrue(roadrunner.stopListener("api"));
            assertFalse(roadrunner.stopListener("api"));
            assertEquals(ListenerStatus.STOPPED, first.status());
            assertHello(Wire.connect(roadrunner.startListener("api", free()).port()));
        }
    }

    @Test
    void aPortThatIsTakenLeavesNothingBehind() {
        ConcurrentLinkedQueue<ListenerEvent> events = new ConcurrentLinkedQueue<>();
        try (Roadrunner roadrunner = Roadrunner.create()) {
            int port = roadrunner.startListener("first", free()).port();
            roadrunner
                    .telemetry()
                    .attach(event -> events.add((ListenerEvent) event), ListenerEvent.class);
            ListenerOptions same = options(options -> options.port(port).routes(HELLO));
            ListenerException.Reason reason = refused(roadrunner, "second", same);
            var failed = assertInstanceOf(ListenerException.Reason.ListenFailed.class, reason);
            assertInstanceOf(IOException.class, failed.cause());
            assertFalse(hasThreadOf("second"));
            assertTrue(roadrunner.listener("second").isEmpty());
            assertEquals(List.of(), List.copyOf(events));
            roadrunner.startListener("second", free());
            assertHello(Wire.connect(port));
        }
    }

    @Test
    void aStopFreesPortAndThreadsAndClosesConnections() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener listener = roadrunner.startListener("stopped", free());
            int port = listener.port();
            try (Wire idle = Wire.connect(port)) {
                Await.until("it is accepted", () -> listener.info().activeClients() == 1);
                roadrunner.stopListener("stopped");
                idle.expectClosed();
            }
            assertFalse(Wire.canConnect(new InetSocketAddress("127.0.0.1", port)));
            assertFalse(hasThreadOf("stopped"));
            listener.stop();
            assertEquals(port, listener.port());
            ListenerOptions same = options(options -> options.port(port).routes(HELLO));
            assertHello(Wire.connect(roadrunner.startListener("next", same).port()));
        }
    }

    @Test
    void listenersAreListedTheNewestFirst() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener first = roadrunner.startListener("b", free());
            Listener second = roadrunner.startListener("a", free());
            Listener third = roadrunner.startListener("c", free());
            assertEquals(List.of(third, second, first), roadrunner.listeners());
            second.stop();
            assertEquals(List.of(third, first), roadrunner.listeners());
        }
    }

    @Test
    void aClosedRoadrunnerStartsNothing() {
        Roadrunner roadrunner = Roadrunner.create();
        Listener listener = roadrunner.startListener("api", free());
        roadrunner.close();
        assertEquals(ListenerStatus.STOPPED, listener.status());
        assertInstanceOf(ListenerException.Reason.Closed.class, refused(roadrunner, "api", free()));
    }

    @Test
    void aHostThatIsUnknownIsATypedError() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            ListenerOptions nowhere =
                    options(options -> options.host("no-such-host.invalid").routes(HELLO));
            assertInstanceOf(
                    ListenerException.Reason.ListenFailed.class,
                    refused(roadrunner, "api", nowhere));
        }
    }

    @Test
    void withoutAnInheritedSocketInheritIsATypedError() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            ListenerOptions inherited =
                    options(options -> options.address(ListenAddress.inherited()).routes(HELLO));
            assertInstanceOf(
                    ListenerException.Reason.ListenFailed.class,
                    refused(roadrunner, "api", inherited));
        }
    }

    @Test
    void aUnixSocketServesWithItsModeAndIsGoneAfterwards(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("s");
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener listener = roadrunner.startListener("unix", unix(path));
            Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-rw----");
            assertEquals(mode, Files.getPosixFilePermissions(path));
            assertHello(Wire.connect(listener.address()));
            assertThrows(IllegalStateException.class, listener::port);
            listener.stop();
            assertFalse(Files.exists(path));
        }
    }

    @Test
    void aStaleUnixSocketIsReplacedALiveOneAndAFileAreRefused(@TempDir Path folder)
            throws Exception {
        Path stale = folder.resolve("stale");
        Path file = folder.resolve("file");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(stale);
        try (var left =
                java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            left.bind(address);
        }
        Files.writeString(file, "precious");
        try (Roadrunner roadrunner = Roadrunner.create()) {
            assertTrue(Files.exists(stale), "left behind");
            roadrunner.startListener("first", unix(stale));
            assertInstanceOf(
                    ListenerException.Reason.ListenFailed.class,
                    refused(roadrunner, "second", unix(stale)));
            assertHello(Wire.connect(address));
            assertInstanceOf(
                    ListenerException.Reason.ListenFailed.class,
                    refused(roadrunner, "third", unix(file)));
            assertEquals("precious", Files.readString(file));
        }
    }

    @Test
    void aSuccessorsUnixSocketOutlivesTheDrainOfItsPredecessor(@TempDir Path folder) {
        Path path = folder.resolve("s");
        Gate gate = new Gate();
        Routes waiting =
                Routes.handler(_ -> {
                    gate.pass();
                    return Responses.text(200, "late");
                });
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        try (ObservedListener old =
                        ObservedListener.with(options ->
                                options.address(ListenAddress.unix(path)).routes(waiting));
                Wire wire = Wire.connect(address);
                Roadrunner successor = Roadrunner.create()) {
            wire.send(get("/"));
            gate.awaitReached();
            var drain = old.drain(Duration.ofSeconds(10));
            Await.until("the old socket is closed", () -> !Wire.canConnect(address));
            successor.startListener("new", unix(path));
            gate.open();
            wire.readResponse().expectBody("late");
            wire.endOutput();
            assertTrue(drain.join().isDrained());
            assertHello(Wire.connect(address));
        }
    }

    @Test
    void twoListenersShareAPortWhenBothSaySo() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener first =
                    roadrunner.startListener(
                            "first", options(options -> options.reusePort(true).routes(HELLO)));
            ListenerOptions shared =
                    options(options -> options.port(first.port()).reusePort(true).routes(HELLO));
            Listener second = roadrunner.startListener("second", shared);
            assertEquals(first.port(), second.port());
            first.stop();
            for (int i = 0; i < 20; i++) {
                assertHello(Wire.connect(second.port()));
            }
        }
    }

    @Test
    void severalAcceptorsServeOnePort() {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            ListenerOptions many = options(options -> options.numAcceptors(4).routes(HELLO));
            Listener listener = roadrunner.startListener("many", many);
            for (int i = 0; i < 50; i++) {
                assertHello(Wire.connect(listener.port()));
            }
            listener.stop();
            assertFalse(hasThreadOf("many"));
        }
    }

    @Test
    void everyProblemOfTheOptionsIsReportedTogether() {
        InvalidOptionException refused =
                assertThrows(
                        InvalidOptionException.class,
                        () ->
                                options(options ->
                                        options.maxClients(0)
                                                .maxContentLength(-1)
                                                .detectPreface(true)
                                                .proxyProtocol(true)
                                                .requestTimeout(Duration.ZERO)));
        List<String> names = refused.problems().stream().map(OptionProblem::option).toList();
        for (String name :
                List.of(
                        "max_clients",
                        "max_content_length",
                        "detect_preface",
                        "proxy_protocol",
                        "request_timeout")) {
            assertTrue(names.contains(name), () -> name + " among " + names);
        }
        assertEquals(5, names.size(), names::toString);
    }
}
