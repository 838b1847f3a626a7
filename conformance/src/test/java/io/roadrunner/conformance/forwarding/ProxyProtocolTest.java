package io.roadrunner.conformance.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionLimit;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionRejected;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Connections that begin with a PROXY header.
class ProxyProtocolTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
    private static final String LINE = "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\n";
    private static final byte[] BINARY =
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc0000202c6336407dc0401bb");
    private static final byte[] LOCAL = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000");
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 56324);

    private final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

    private TestServer server(String trusted, Duration handshake) {
        TestServer server =
                TestServer.start(options ->
                        options.routes(Routes.handler(Origin::of))
                                .proxyProtocol(true)
                                .trustedProxies(TrustedProxies.of(trusted))
                                .handshakeTimeout(handshake)
                                .maxClientsPerIp(1));
        server.roadrunner()
                .telemetry()
                .attach(event -> {
                    if (event instanceof ConnectionEvent connection) {
                        events.add(connection);
                    }
                });
        return server;
    }

    private TestServer server() {
        return server("127.0.0.0/8", Duration.ofSeconds(10));
    }

    private static void isFrom(Wire wire, String client) {
        wire.readResponse()
                .expectBody("peer=%1$s client=%1$s for=null scheme=http host=x".formatted(client));
    }

    @Test
    void theLineOfVersion1NamesTheClient() {
        try (TestServer server = server();
                Wire wire = server.connect()) {
            wire.send(LINE + GET + GET);
            isFrom(wire, "192.0.2.1");
            isFrom(wire, "192.0.2.1");
            wire.endOutput().expectClosed();
            server.awaitIdle();
            assertEquals(CLIENT, ((ConnectionAccepted) events.get(0)).peer());
            assertEquals(CLIENT, ((ConnectionClosed) events.get(1)).peer());
        }
    }

    @Test
    void theHeaderOfVersion2NamesTheClientWhateverItsPieces() {
        try (TestServer server = server();
                Wire wire = server.connect()) {
            for (byte octet : BINARY) {
                wire.send(new byte[] {octet});
            }
            isFrom(wire.send(GET), "192.0.2.2");
        }
    }

    @Test
    void aProxyThatSpeaksForItselfIsItsOwnClient() {
        try (TestServer server = server();
                Wire wire = server.connect()) {
            isFrom(wire.send(LOCAL).send(GET), "127.0.0.1");
        }
    }

    @Test
    void clientsAreCountedByTheirAddressAndNotByThatOfTheProxy() {
        try (TestServer server = server();
                Wire first = server.connect();
                Wire other = server.connect();
                Wire second = server.connect()) {
            isFrom(first.send(LINE + GET), "192.0.2.1");
            isFrom(other.send(BINARY).send(GET), "192.0.2.2");
            second.send(LINE);
            second.expectClosed();
            Await.until(
                    "the third is turned away",
                    () -> events.stream().anyMatch(ConnectionRejected.class::isInstance));
            isFrom(first.send(GET), "192.0.2.1");
        }
    }

    @Test
    void aTrustedProxyWithoutAHeaderIsClosedSilentlyAndCounted() {
        try (TestServer server = server();
                Wire wire = server.connect()) {
            wire.send(GET).expectClosed();
            server.awaitIdle();
            assertEquals(1, server.listener().info().rejected());
            ConnectionRejected rejected = (ConnectionRejected) events.getFirst();
            assertEquals(ConnectionLimit.PROXY_HEADER, rejected.limit());
            assertEquals(wire.localAddress(), rejected.peer());
            assertEquals(1, events.size(), "it was never accepted");
        }
    }

    @Test
    void aHeaderThatDoesNotEndInTimeIsClosedAndCounted() {
        try (TestServer server = server("127.0.0.0/8", Duration.ofMillis(300));
                Wire silent = server.connect();
                Wire slow = server.connect()) {
            slow.send("PROXY TCP4 192.");
            slow.expectClosed();
            silent.expectClosed();
            server.awaitIdle();
            assertEquals(2, server.listener().info().rejected());
        }
    }

    @Test
    void aCheckThatConnectsAndLeavesIsNoFault() {
        try (TestServer server = server()) {
            server.connect().close();
            server.awaitIdle();
            assertEquals(List.of(), events);
            assertEquals(0, server.listener().info().rejected());
        }
    }

    @Test
    void aClientFromElsewhereIsServedDirectlyAndItsHeaderIsNone() {
        try (TestServer server = server("10.0.0.0/8", Duration.ofSeconds(10))) {
            try (Wire wire = server.connect()) {
                isFrom(wire.send(GET), "127.0.0.1");
            }
            server.awaitIdle();
            try (Wire wire = server.connect()) {
                wire.send(LINE + GET).readResponse().expectStatus(400);
            }
        }
    }

    @Test
    void aDrainClosesWhoHasNotBegunAndServesWhoHas() throws Exception {
        try (TestServer server = server();
                Wire silent = server.connect();
                Wire begun = server.connect()) {
            begun.send("PROXY TCP4");
            Await.until("both are there", () -> server.listener().info().activeClients() == 2);
            CompletableFuture<Boolean> drained = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            drained.complete(
                                    server.listener().drain(Duration.ofSeconds(9)).isDrained());
                        } catch (InterruptedException | RuntimeException e) {
                            drained.completeExceptionally(e);
                        }
                    });
            silent.expectClosed();
            begun.send(LINE.substring("PROXY TCP4".length()) + GET)
                    .readResponse()
                    .expectHeader("connection", "close");
            begun.endOutput().expectClosed();
            assertTrue(drained.get());
        }
    }

    @Test
    void withoutTheOptionAHeaderIsAMalformedRequest() {
        try (TestServer server = TestServer.answering(_ -> Responses.text(200, "hello"));
                Wire wire = server.connect()) {
            wire.send(LINE + GET).readResponse().expectStatus(400);
        }
    }
}
