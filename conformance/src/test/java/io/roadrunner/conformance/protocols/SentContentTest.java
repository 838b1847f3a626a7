package io.roadrunner.conformance.protocols;

import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Http2Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A buffer belongs to its handler again as soon as its content has been taken.
class SentContentTest {
    private final Pause refilled = new Pause();

    @TempDir Path folder;

    private Handler sendingTwiceFromOneBuffer() {
        return _ ->
                Responses.streaming(
                        200,
                        Headers.empty(),
                        push -> {
                            ByteBuffer buffer = ByteBuffer.wrap(octets("one-one-one"));
                            push.send(buffer);
                            buffer.clear().put(octets("two-two-two")).flip();
                            refilled.await();
                            push.send(buffer);
                            return Headers.empty();
                        });
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aBufferThatIsFilledAnewIsNotSentBeforeItIsGivenAgain() throws InterruptedException {
        try (WayServer server =
                        WayServer.answering(Way.HTTP2, folder, sendingTwiceFromOneBuffer());
                Http2Wire wire = Http2Wire.open(server.listener().port())) {
            wire.start(settings().initialWindowSize(4));
            wire.send(headers(1).get("/")).expectHeaders(1).expectStatus(200);
            assertEquals("one-", wire.expectData(1).content().text());
            wire.send(windowUpdate(1, 7));
            assertEquals("one-one", wire.expectData(1).content().text());
            refilled.awaitReached(1);
            wire.send(windowUpdate(1, 100)).roundTrip();
            boolean quiet = wire.waiting().stream().noneMatch(Frame.Data.class::isInstance);
            assertTrue(quiet, () -> wire.waiting().toString());
            refilled.end();
            assertEquals("two-two-two", wire.expectData(1).content().text());
            assertTrue(wire.expectData(1).endStream(), "and that is its end");
        }
    }
}
