package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as responses: every byte of the range, and nothing that looks whole when it is not.
class SendFileTest {
    private static final int LARGE = 5_000_000;

    @TempDir Path folder = Path.of("");

    private byte[] write(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(file(), content);
        return content;
    }

    private Path file() {
        return folder.resolve("file");
    }

    private Handler whole() {
        return request -> Responses.sendFile(request, 200, Headers.empty(), file());
    }

    private Handler range(long offset, long length) {
        return request -> {
            FileChannel channel = FileChannel.open(file());
            request.closeAfterwards(channel);
            return new Response.SendFile(200, Headers.empty(), channel, offset, length);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_768, 32_769, 65_535, 65_536, 65_537, LARGE})
    void aFileOfAnySizeArrivesWhole(int size) throws Exception {
        byte[] content = write(size);
        try (TestServer server = TestServer.answering(whole());
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/") + RequestText.get("/"));
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(
                        content,
                        wire.readResponse()
                                .expectStatus(200)
                                .expectHeader("content-length", Integer.toString(size))
                                .body());
            }
            wire.send(RequestText.get("/"));
            assertArrayEquals(content, wire.readResponse().body());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 99999", "99999, 1", "100000, 0", "70000, 100", "0, 100000"})
    void aPartOfAFileIsExactlyThatPart(int offset, int length) throws Exception {
        byte[] content = write(100_000);
        try (TestServer server = TestServer.answering(range(offset, length));
                Wire wire = server.connect()) {
            byte[] body =
                    wire.send(RequestText.get("/"))
                            .readResponse()
                            .expectHeader("content-length", Integer.toString(length))
                            .body();
            assertArrayEquals(Arrays.copyOfRange(content, offset, offset + length), body);
        }
    }

    @Test
    @Rfc("9112 §8")
    void aRangeBehindTheEndOfTheFileIsCutVisibly() throws Exception {
        write(100_000);
        try (TestServer server = TestServer.answering(range(0, 100_001));
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"));
            assertThrows(ConnectionEndedException.class, wire::readResponse);
            server.awaitIdle();
        }
    }

    /// A small file is read before its head leaves, so that the client can still be told.
    @ParameterizedTest
    @CsvSource({"1000, 0, 1001", "1000, 1000, 1", "1000, 2000, 32768", "0, 0, 1"})
    void aSmallRangeBehindTheEndOfTheFileIsAFailure(int size, int offset, int length)
            throws Exception {
        write(size);
        try (TestServer server = TestServer.answering(range(offset, length));
                Wire wire = server.connect()) {
            for (int i = 0; i < 2; i++) {
                wire.send(RequestText.get("/")).readResponse().expectStatus(500);
            }
        }
    }

    @Test
    @Rfc("9112 §8")
    void aFileThatIsTruncatedMeanwhileIsCutVisibly() throws Exception {
        int size = 64 << 20;
        try (FileChannel sparse =
                FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(new byte[] {1}), size - 1L);
            try (TestServer server = TestServer.answering(whole());
                    Wire wire = Wire.connectWithSmallReceiveBuffer(server.port())) {
                wire.send(RequestText.get("/"));
                wire.readHead().expectHeader("content-length", Integer.toString(size));
                wire.discard(100_000);
                sparse.truncate(200_000);
                assertThrows(ConnectionEndedException.class, () -> wire.discard(size - 100_000L));
                server.awaitIdle();
            }
        }
    }

    @Test
    void aSlowReaderGetsEveryByte() throws Exception {
        byte[] content = write(LARGE);
        try (TestServer server = TestServer.answering(whole());
                Wire wire = Wire.connectWithSmallReceiveBuffer(server.port())) {
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
            int position = 0;
            while (position < content.length) {
                int piece = Math.min(50_000, content.length - position);
                byte[] expected = Arrays.copyOfRange(content, position, position + piece);
                assertArrayEquals(expected, wire.readBytes(piece));
                position += piece;
            }
            wire.send(RequestText.get("/")).readHead().expectStatus(200);
        }
    }

    @Test
    void aFileThatIsNotThereIsAFailureOfTheHandler() {
        try (TestServer server = TestServer.answering(whole());
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/")).readResponse().expectStatus(500);
            wire.send(RequestText.get("/")).readResponse().expectStatus(500);
        }
    }

    @Test
    @Rfc("9112 §8")
    void aChannelThatIsClosedIsCutVisibly() throws Exception {
        write(100_000);
        Handler closed =
                _ -> {
                    FileChannel channel = FileChannel.open(file());
                    channel.close();
                    return new Response.SendFile(200, Headers.empty(), channel, 0, 100_000);
                };
        try (TestServer server = TestServer.answering(closed);
                Wire wire = server.connect()) {
            wire.send(RequestText.get("/"));
            assertThrows(ConnectionEndedException.class, wire::readResponse);
            server.awaitIdle();
        }
    }
}
