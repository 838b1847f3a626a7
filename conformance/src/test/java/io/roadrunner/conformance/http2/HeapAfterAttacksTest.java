package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.reset;
import static io.roadrunner.testkit.http2.Frames.settings;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.HeaderBlock;
import io.roadrunner.testkit.http2.Http2Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What attacks make the server hold is free when they are over.
class HeapAfterAttacksTest {
    private static final int CONNECTIONS = 10;
    private static final int STREAMS = 100;
    private static final int PIECE = 100_000;

    /// Far below what the attacks hold while they go on: 100 MB of responses alone.
    private static final long MARGIN = 16L << 20;

    private static AttackedServer start() {
        Handler large = _ -> Responses.body(200, "text/plain", new byte[PIECE]);
        return AttackedServer.start(options ->
                options.routes(AttackedServer.routes("/own", large))
                        .writeTimeout(Duration.ofSeconds(2))
                        .requestTimeout(Duration.ofSeconds(2))
                        .keepAliveTimeout(Duration.ofSeconds(60)));
    }

    private static long used() {
        System.gc();
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }

    @Test
    void isWhereItWasBefore() {
        try (AttackedServer server = start()) {
            attack(server, 2);
            server.awaitNothingLeft();
            long before = used();
            attack(server, CONNECTIONS);
            server.awaitNothingLeft();
            Await.until(
                    "the heap is where it was",
                    Duration.ofSeconds(20),
                    () -> used() < before + MARGIN);
        }
    }

    private static void attack(AttackedServer server, int connections) {
        List<Http2Wire> wires = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            wires.add(holdResponses(server));
            wires.add(holdRequests(server));
            wires.add(bomb(server));
        }
        server.servesOthers();
        wires.forEach(Http2Wire::close);
    }

    private static Http2Wire holdResponses(AttackedServer server) {
        Http2Wire wire = Http2Wire.open(server.port());
        wire.start(settings().initialWindowSize(0));
        for (int i = 0; i < STREAMS; i++) {
            wire.send(headers(2 * i + 1).get("/own"));
        }
        return wire;
    }

    private static Http2Wire holdRequests(AttackedServer server) {
        Http2Wire wire = server.connect();
        for (int i = 0; i < STREAMS; i++) {
            wire.send(headers(2 * i + 1).post("/echo"), data(2 * i + 1, new byte[600]));
        }
        for (int i = 0; i < STREAMS / 2; i++) {
            wire.send(reset(2 * i + 1, ErrorCode.CANCEL));
        }
        return wire;
    }

    private static Http2Wire bomb(AttackedServer server) {
        HeaderBlock block = HeaderBlock.empty().added("x-first", "a".repeat(3900));
        for (int i = 0; i < 10_000; i++) {
            block.index(62);
        }
        Http2Wire wire = server.connect();
        for (int i = 0; i < STREAMS; i++) {
            wire.send(headers(2 * i + 1).block(block));
        }
        return wire;
    }
}
