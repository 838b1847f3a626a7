package io.roadrunner.conformance.protocols;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.http.Responses;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Outgoing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A receiver that reads each frame in several pieces, as HAProxy does, gives its windows back in
/// as many. That is no flood.
class SmallUpdatesTest {
    private static final int LARGE = 3_000_000;
    private static final int PIECE = 1024;

    @TempDir Path folder;

    @Test
    void manySmallUpdatesForMuchContentAreFine() {
        try (WayServer server =
                        WayServer.answering(
                                Way.HTTP2,
                                folder,
                                _ -> Responses.body(200, "x/y", new byte[LARGE]));
                Http2Wire wire = server.wire()) {
            wire.send(headers(1).get("/")).expectHeaders(1).expectStatus(200);
            int received = 0;
            while (received < LARGE) {
                Frame.Data data = wire.expectData(1);
                received += data.content().length();
                wire.send(updates(data.content().length()));
            }
            assertEquals(LARGE, received);
        }
    }

    private static Outgoing[] updates(int octets) {
        List<Outgoing> updates = new ArrayList<>();
        for (int left = octets; left > 0; left -= PIECE) {
            int count = Math.min(left, PIECE);
            updates.add(windowUpdate(0, count));
            updates.add(windowUpdate(1, count));
        }
        return updates.toArray(Outgoing[]::new);
    }
}
