package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.http.UpgradeHandler;
import io.roadrunner.http.UpgradedConnection;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A switch to another protocol: only for who asks for it, and no byte is lost on the way.
class UpgradeTest {
    private static final String ASKS =
            RequestText.bare("GET", "/", "connection: upgrade", "upgrade: echo");
    private static final Handler ECHO =
            request ->
                    request.path().equals("/next")
                            ? Responses.text(200, "next")
                            : Responses.upgrade("echo", UpgradeTest::echo);

    private static void echo(UpgradedConnection connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (connection.read(buffer.clear()) >= 0) {
            connection.write(buffer.flip());
        }
    }

    @Test
    @Rfc({"9110 §7.8", "9110 §15.2.2"})
    void theConnectionSwitchesAndBytesGoBothWays() {
        try (TestServer server = TestServer.answering(ECHO);
                Wire wire = server.connect()) {
            switched(wire.send(ASKS).readInterim());
            wire.send("ping").expect("ping").send("pong").expect("pong");
            assertEquals(1, server.listener().info().activeClients());
            wire.endOutput();
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
            server.awaitIdle();
        }
    }

    private static void switched(WireResponse response) {
        response.expectStatus(101)
                .expectHeader("upgrade", "echo")
                .expectNoHeader("content-length")
                .expectNoHeader("transfer-encoding");
        assertEquals("upgrade", response.headers("connection").getFirst().toLowerCase(Locale.ROOT));
    }

    @Test
    @Rfc("9110 §7.8")
    void bytesRightBehindTheRequestReachTheHandler() {
        try (TestServer server = TestServer.answering(ECHO);
                Wire wire = server.connect()) {
            String early = "early".repeat(1000);
            switched(wire.send(ASKS + early).readInterim());
            wire.expect(early).send("later").expect("later");
        }
    }

    @Test
    @Rfc("9110 §7.8")
    void theProtocolMayBeOneOfAListInAnyCase() {
        try (TestServer server = TestServer.answering(ECHO);
                Wire wire = server.connect()) {
            wire.send(
                    RequestText.bare(
                            "GET", "/", "Connection: keep-alive, Upgrade", "Upgrade: h9, ECHO"));
            switched(wire.readInterim());
            wire.send("x").expect("x");
        }
    }

    @Test
    @Rfc("9110 §7.8")
    void whoDidNotAskForItStaysWithHttp() {
        staysWithHttp("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        staysWithHttp(RequestText.bare("GET", "/", "upgrade: echo"));
        staysWithHttp(RequestText.bare("GET", "/", "connection: upgrade"));
        staysWithHttp(RequestText.bare("GET", "/", "connection: upgrade", "upgrade: other"));
        staysWithHttp(RequestText.bare("GET", "/", "connection: upgrade", "upgrade: websocket"));
        staysWithHttp(RequestText.post("/", "body", "connection: upgrade", "upgrade: echo"));
    }

    private static void staysWithHttp(String request) {
        try (TestServer server = TestServer.answering(ECHO);
                Wire wire = server.connect()) {
            wire.send(request).readResponse().expectStatus(501).expectNoHeader("upgrade");
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    @Rfc("9110 §7.8")
    void theUpgradeFieldOfAnHttp10ClientIsIgnored() {
        try (TestServer server = TestServer.answering(ECHO);
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.0\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n");
            wire.readResponse().expectStatus(501);
        }
    }

    @Test
    @Rfc("9110 §7.8")
    void aHandlerMayIgnoreTheOfferToSwitch() {
        try (TestServer server = TestServer.answering(ECHO);
                Wire wire = server.connect()) {
            wire.send(RequestText.bare("GET", "/next", "connection: upgrade", "upgrade: echo"));
            wire.readResponse().expectStatus(200).expectBody("next");
            wire.send(RequestText.get("/next")).readResponse().expectBody("next");
        }
    }

    @Test
    void aHandlerThatFailsEndsTheConnectionAndItsSlot() {
        UpgradeHandler failing =
                connection -> {
                    connection.write(ByteBuffer.wrap(new byte[] {'x'}));
                    throw new IllegalStateException("asked to");
                };
        try (TestServer server = TestServer.answering(_ -> Responses.upgrade("echo", failing));
                Wire wire = server.connect()) {
            switched(wire.send(ASKS).readInterim());
            wire.expect("x").expectClosed();
            server.awaitIdle();
        }
    }

    @Test
    void aPeerThatResetsEndsTheHandlerAndItsSlot() {
        Latch ended = new Latch();
        UpgradeHandler watching =
                connection -> {
                    try {
                        echo(connection);
                    } finally {
                        ended.open();
                    }
                };
        try (TestServer server = TestServer.answering(_ -> Responses.upgrade("echo", watching));
                Wire wire = server.connect()) {
            switched(wire.send(ASKS).readInterim());
            wire.send("x").expect("x").reset();
            Await.until("the handler has ended", ended::isOpen);
            server.awaitIdle();
        }
    }

    @Test
    void fieldsOfTheHandlerAreSentWithTheSwitch() {
        Headers more = Headers.of("x-more", "1");
        try (TestServer server =
                        TestServer.answering(_ ->
                                Responses.upgrade("echo", UpgradeTest::echo).withHeaders(more));
                Wire wire = server.connect()) {
            WireResponse response = wire.send(ASKS).readInterim();
            switched(response);
            response.expectHeader("x-more", "1");
        }
    }
}
