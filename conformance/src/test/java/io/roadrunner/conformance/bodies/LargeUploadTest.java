package io.roadrunner.conformance.bodies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Uploads that are larger than the heap of the process that takes them.
class LargeUploadTest {
    private static final int PIECE = 1 << 20;
    private static final int PIECES = 2048;

    @TempDir private Path directory;
    private ChildProcess server;
    private int port;

    @BeforeEach
    void start() {
        server = UploadListener.start(directory);
        Pattern line = Pattern.compile("port=(\\d+)");
        port = Integer.parseInt(server.awaitOutput(line, Duration.ofSeconds(30)).group(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] piece() {
        byte[] piece = new byte[PIECE];
        new Random(2).nextBytes(piece);
        return piece;
    }

    /// What the server must have read of so many pieces.
    private static String expected(byte[] piece, int pieces) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < pieces; i++) {
            crc.update(piece);
        }
        return (long) pieces * PIECE + " " + crc.getValue();
    }

    @Test
    void twoGibibytesWithALengthPassInConstantMemory() {
        byte[] piece = piece();
        try (Wire wire = Wire.connect(port).withTimeout(Duration.ofSeconds(60))) {
            wire.send(
                    "POST /chunks HTTP/1.1\r\nhost: a\r\ncontent-length: "
                            + (long) PIECES * PIECE
                            + "\r\n\r\n");
            for (int i = 0; i < PIECES; i++) {
                wire.send(piece);
            }
            wire.readResponse().expectStatus(200).expectBody(expected(piece, PIECES));
        }
    }

    @Test
    void chunksLargerThanTheHeapPassInConstantMemory() {
        byte[] piece = piece();
        int pieces = 128;
        try (Wire wire = Wire.connect(port).withTimeout(Duration.ofSeconds(60))) {
            wire.send("POST /chunks HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
            wire.send(Long.toHexString((long) pieces * PIECE) + "\r\n");
            for (int i = 0; i < pieces; i++) {
                wire.send(piece);
            }
            wire.send("\r\n0\r\n\r\n");
            wire.readResponse().expectStatus(200).expectBody(expected(piece, pieces));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aKilledServerLeavesNoFileBehind() {
        byte[] piece = piece();
        int pieces = 100;
        String head = "--b\r\ncontent-disposition: form-data; name=f; filename=x\r\n\r\n";
        String end = "\r\n--b--";
        long length = head.length() + (long) pieces * PIECE + end.length();
        try (Wire wire = Wire.connect(port).withTimeout(Duration.ofSeconds(60))) {
            wire.send(
                    "POST /form-and-wait HTTP/1.1\r\nhost: a\r\n"
                            + "content-type: multipart/form-data; boundary=b\r\ncontent-length: "
                            + length
                            + "\r\n\r\n"
                            + head);
            for (int i = 0; i < pieces; i++) {
                wire.send(piece);
            }
            wire.send(end);
            server.awaitOutput(Pattern.compile("read 1"), Duration.ofSeconds(30));
            server.signal("KILL");
            assertEquals(137, server.awaitExit(Duration.ofSeconds(10)));
            assertArrayEquals(new String[0], directory.toFile().list());
        }
    }
}
