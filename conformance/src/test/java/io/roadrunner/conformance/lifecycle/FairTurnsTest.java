package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Connections that keep every processor busy leave those that come their turn.
class FairTurnsTest {
    private static final int BUSY = 1000;
    private static final int SECONDS = 5;
    private static final long WORK_NANOS = 100_000L;

    /// One has to wait until each of the busy ones has had its turn, a tenth of a second.
    private static final int FEWEST_SERVED = 10;

    /// More than there are processors, so that none is left.
    private static final int FLOODS = Runtime.getRuntime().availableProcessors() + 2;

    private static final int FRESH = 20;
    private static final int REPEATED = 20_000;

    private static final String OPENING =
            """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private static final String UPLOAD =
            """
            POST /upload HTTP/1.1\r
            Host: localhost\r
            Transfer-Encoding: chunked\r
            \r
            """;

    /// A text of one character, masked with zeros.
    private static final String MESSAGE = "\u0081\u0081\0\0\0\0x";

    private static final String CHUNK = "1\r\nx\r\n";

    private record Silent() implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            // It is read, that is all.
        }
    }

    private static Routes routes() {
        return Routes.builder()
                .get("/", _ -> Responses.text(200, "hello"))
                .get("/work", _ -> work())
                .post("/upload", FairTurnsTest::upload)
                .get("/ws", WebSockets.handler(WebSocketOptions.standard(), _ -> new Silent()))
                .build();
    }

    private static Response work() {
        long end = System.nanoTime() + WORK_NANOS;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return Responses.text(200, "done");
    }

    private static Response upload(Request request) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(8192);
        while (request.read(content) >= 0) {
            content.clear();
        }
        return Responses.text(200, "read");
    }

    private static TestServer start() {
        return TestServer.start(options ->
                options.routes(routes())
                        .maxContentLength(Long.MAX_VALUE)
                        .bodyBuffering(BodyBuffering.MANUAL));
    }

    @Test
    void besideAThousandConnectionsThatKeepTheProcessorsBusy() {
        try (TestServer server = start();
                ChildProcess wrk = load(server)) {
            int served = 0;
            while (wrk.isAlive()) {
                askAnew(server, "/work");
                served++;
            }
            assertEquals(0, wrk.awaitExit(Duration.ofSeconds(5)), wrk::stderr);
            assertTrue(served >= FEWEST_SERVED, "only " + served + " were served");
            server.awaitIdle();
        }
    }

    private static ChildProcess load(TestServer server) {
        return ChildProcess.start(
                Programs.need("wrk").toString(),
                "-t1",
                "-c" + BUSY,
                "-d" + SECONDS + "s",
                server.url("/work"));
    }

    private static void askAnew(TestServer server, String path) {
        try (Wire wire = server.connect()) {
            wire.send(get(path)).readResponse().expectStatus(200);
        }
    }

    @Test
    void besideWebSocketClientsThatNeverPause() {
        expectTurnsBeside(OPENING, MESSAGE);
    }

    @Test
    void besideUploadsThatNeverPause() {
        expectTurnsBeside(UPLOAD, CHUNK);
    }

    private static void expectTurnsBeside(String beginning, String repeated) {
        try (TestServer server = start()) {
            List<Wire> floods = new ArrayList<>();
            try {
                for (int i = 0; i < FLOODS; i++) {
                    floods.add(server.connect());
                    flood(floods.getLast(), beginning, repeated.repeat(REPEATED));
                }
                for (int i = 0; i < FRESH; i++) {
                    askAnew(server, "/");
                }
                assertTrue(floods.stream().allMatch(Wire::isOpen), "a flood has ended");
            } finally {
                floods.forEach(Wire::close);
            }
            server.awaitIdle();
        }
    }

    /// Sends until the connection ends.
    private static void flood(Wire wire, String beginning, String repeated) {
        wire.send(beginning);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        while (true) {
                            wire.send(repeated);
                        }
                    } catch (WireException _) {
                        // Closed by the test, which looks whether it was open until then.
                    }
                });
    }
}
