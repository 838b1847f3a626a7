package io.roadrunner.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseKindTest {
    private static final Headers NONE = Headers.empty();

    @Test
    void everyShapeHasItsKind(@TempDir Path folder) throws IOException {
        assertKind(ResponseKind.BUFFERED, new Response.Buffered(200, NONE, ByteBuffer.allocate(0)));
        assertKind(ResponseKind.STREAMING, new Response.Streaming(200, NONE, _ -> NONE));
        assertKind(
                ResponseKind.LOOP,
                new Response.Loop<>(
                        200,
                        NONE,
                        "state",
                        (_, _, _) -> {
                            throw new AssertionError("not called");
                        }));
        assertKind(ResponseKind.UPGRADE, new Response.Upgrade("echo", NONE, _ -> {}));
        Path file = Files.createFile(folder.resolve("file"));
        try (FileChannel channel = FileChannel.open(file)) {
            assertKind(ResponseKind.SEND_FILE, new Response.SendFile(200, NONE, channel, 0, 0));
        }
    }

    private static void assertKind(ResponseKind kind, Response response) {
        assertEquals(kind, ResponseKind.of(response));
    }
}
