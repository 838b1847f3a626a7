package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A client that keeps its connection by HTTP/1.1 until an answer says `connection: close`.
final class Http1Traffic implements Traffic {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int PIECES = 8;

    private final int port;
    private final Kind kind;
    private @Nullable Wire wire;

    /// What is asked again and again.
    enum Kind {
        /// A small answer to a small request.
        GET,
        /// A small answer on a connection of its own.
        GET_ALONE,
        /// Content of a known length that comes back.
        POST,
        /// Content that is sent bit by bit and much of it, so that a drain finds it on its way.
        UPLOAD
    }

    Http1Traffic(int port, Kind kind) {
        this.port = port;
        this.kind = kind;
    }

    @Override
    public void ask(Tally tally) {
        Wire connection = wire == null ? connect(tally) : wire;
        wire = connection;
        tally.asked();
        WireResponse response =
                switch (kind) {
                    case GET -> get(connection, "");
                    case GET_ALONE -> get(connection, "connection: close\r\n");
                    case POST -> post(connection, "content " + tally.requests());
                    case UPLOAD -> upload(connection);
                };
        tally.answered();
        if ("close".equalsIgnoreCase(response.header("connection"))) {
            close();
        }
    }

    private Wire connect(Tally tally) {
        tally.connected();
        return Wire.connect(port).withTimeout(PATIENCE);
    }

    private static WireResponse get(Wire wire, String fields) {
        return wire.send("GET /hello HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n")
                .readResponse()
                .expectStatus(200)
                .expectBody("hello, roadrunner!");
    }

    private static WireResponse post(Wire wire, String content) {
        String head = "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n";
        return wire.send(head.formatted(content.length()) + content)
                .readResponse("POST")
                .expectStatus(200)
                .expectBody(content);
    }

    private static WireResponse upload(Wire wire) {
        wire.send("POST /upload HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
        byte[] piece = "0123456789abcdef".repeat(4096).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < PIECES; i++) {
            wire.send(Integer.toHexString(piece.length) + "\r\n").send(piece).send("\r\n");
        }
        WireResponse response = wire.send("0\r\n\r\n").readResponse("POST").expectStatus(200);
        String received = "\"bytes\":" + PIECES * piece.length + ",";
        assertTrue(response.text().contains(received), response::text);
        return response;
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    @Override
    public String toString() {
        return "h1 " + kind.name().toLowerCase(Locale.ROOT);
    }
}
