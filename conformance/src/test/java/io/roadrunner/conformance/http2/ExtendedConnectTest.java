package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.Protocol;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.http.UpgradedConnection;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.websocket.Http2Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A protocol of the application on a stream: what asks for an upgrade over HTTP/1.1 comes as an
/// extended CONNECT here.
class ExtendedConnectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Handler ECHO = _ -> Responses.upgrade("echo", ExtendedConnectTest::echo);
    private static final Handler TELLS = _ -> Responses.upgrade("echo", ExtendedConnectTest::tell);

    private static void echo(UpgradedConnection connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (connection.read(buffer.clear()) >= 0) {
            connection.write(buffer.flip());
        }
    }

    /// Says what it hears of a drain.
    private static void tell(UpgradedConnection connection) throws IOException {
        connection.onDrain(_ -> {
            try {
                connection.write(ByteBuffer.wrap(octets("drain")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        echo(connection);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static TestServer start(Handler handler) {
        return TestServer.start(o -> o.protocols(Protocol.http2()).routes(Routes.handler(handler)));
    }

    private static Http2Stream connect(Http2Wire wire) {
        wire.send(Http2Stream.request(1, "/").with(":protocol", "echo"));
        wire.expectHeaders(1).expectStatus(200);
        return Http2Stream.over(wire, 1);
    }

    private static void expect(Http2Stream stream, String text) {
        StringBuilder received = new StringBuilder();
        while (received.length() < text.length()) {
            received.append(new String(stream.read(PATIENCE), StandardCharsets.US_ASCII));
        }
        assertEquals(text, received.toString());
    }

    @Test
    @Rfc("8441 §4")
    void bytesGoBothWaysAndAnEndIsAnEnd() {
        try (TestServer server = start(ECHO);
                Http2Wire wire = Http2Wire.connect(server.port());
                Http2Stream stream = connect(wire)) {
            stream.write(octets("ping"), PATIENCE);
            expect(stream, "ping");
            stream.write(octets("x".repeat(5000)), PATIENCE);
            expect(stream, "x".repeat(5000));
            stream.endOutput();
            assertArrayEquals(new byte[0], stream.read(PATIENCE));
            assertEquals(Wire.End.CLOSED, stream.end());
            wire.roundTrip();
            Await.until(
                    "the session is over", () -> server.listener().info().activeRequests() == 0);
        }
    }

    @Test
    @Rfc("8441 §5")
    void aResetEndsIt() {
        try (TestServer server = start(ECHO);
                Http2Wire wire = Http2Wire.connect(server.port());
                Http2Stream stream = connect(wire)) {
            stream.write(octets("ping"), PATIENCE);
            expect(stream, "ping");
            stream.reset();
            Await.until(
                    "the session is over", () -> server.listener().info().activeRequests() == 0);
            wire.roundTrip();
        }
    }

    @Test
    void itIsToldOfADrain() {
        try (TestServer server = start(TELLS);
                Http2Wire wire = Http2Wire.connect(server.port());
                Http2Stream stream = connect(wire)) {
            stream.write(octets("ping"), PATIENCE);
            expect(stream, "ping");
            server.listener().notifyDrain(Duration.ofMinutes(1));
            expect(stream, "drain");
            stream.endOutput();
        }
    }

    @Test
    @Rfc("8441 §4")
    void whoDoesNotAskForItIsNotGivenIt() {
        try (TestServer server = start(ECHO);
                Http2Wire wire = Http2Wire.connect(server.port())) {
            wire.send(headers(1).get("/"));
            wire.expectHeaders(1).expectStatus(501);
        }
    }
}
