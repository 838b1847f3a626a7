package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.HttpDate;
import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of files (RFC 9110 §14).
class RangesTest {
    private static final int SIZE = 200_000;
    private static final byte[] CONTENT = FileServer.bytes(SIZE);

    @TempDir Path root = Path.of("");
    private FileServer files;

    @BeforeEach
    void serve() throws IOException {
        files = FileServer.serving(root);
        files.write("f.bin", CONTENT);
        files.write("empty.txt", "");
    }

    @AfterEach
    void stop() {
        files.close();
    }

    @ParameterizedTest
    @Rfc("9110 §15.3.7.1")
    @CsvSource({
        "0-0, 0, 0",
        "0-, 0, 199999",
        "100-70000, 100, 70000",
        "199999-, 199999, 199999",
        "199000-300000, 199000, 199999",
        "-1, 199999, 199999",
        "-500000, 0, 199999",
        "'0-9,10-19', 0, 19",
        "'0-9,300000-', 0, 9",
    })
    void onePartIsSentAsItIs(String range, int first, int last) {
        WireResponse answer = files.get("f.bin", "range: bytes=" + range).expectStatus(206);
        answer.expectHeader("content-range", "bytes " + first + "-" + last + "/" + SIZE)
                .expectHeader("content-length", Integer.toString(last - first + 1))
                .expectHeader("content-type", "application/octet-stream")
                .expectHeader("etag", files.tag("f.bin"))
                .expectHeader("last-modified", HttpDate.format(FileServer.CHANGED));
        assertArrayEquals(Arrays.copyOfRange(CONTENT, first, last + 1), answer.body());
    }

    @ParameterizedTest
    @Rfc("9110 §14.2")
    @ValueSource(
            strings = {
                "range: bytes=5-1",
                "range: bytes=x-y",
                "range: bytes=0-1,oops",
                "range: items=0-1",
                "range: bytes=",
                "range: bytes=0-1\r\nrange: bytes=5-6",
                "range: bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18,20-20,22-22,24-24,"
                        + "26-26,28-28,30-30,32-32",
            })
    void whatIsNotUnderstoodIsIgnored(String field) {
        WireResponse answer = files.get("f.bin", field).expectStatus(200);
        answer.expectNoHeader("content-range");
        assertEquals(SIZE, answer.body().length);
    }

    @ParameterizedTest
    @Rfc("9110 §15.5.17")
    @ValueSource(strings = {"200000-", "200000-200001", "-0", "300000-,-0"})
    void whatIsNotThereIsRefusedWithTheSize(String range) {
        files.get("f.bin", "range: bytes=" + range)
                .expectStatus(416)
                .expectHeader("content-range", "bytes */" + SIZE)
                .expectHeader("content-length", "0")
                .expectBody("");
        files.get("f.bin", "range: bytes=0-0").expectStatus(206);
    }

    @Test
    void anEmptyFileHasNoPart() {
        files.get("empty.txt", "range: bytes=0-")
                .expectStatus(416)
                .expectHeader("content-range", "bytes */0");
        files.get("empty.txt", "range: bytes=-5").expectStatus(200).expectBody("");
    }

    @Test
    @Rfc("9110 §14.2")
    void headHasNoRange() {
        files.ask("HEAD", "f.bin", "range: bytes=0-1")
                .expectStatus(200)
                .expectHeader("content-length", Integer.toString(SIZE))
                .expectNoHeader("content-range");
    }

    @Test
    @Rfc("9110 §14.6")
    void severalPartsAreOneBodyOfAKnownLength() throws IOException {
        WireResponse answer =
                files.get("f.bin", "range: bytes=10-19,100000-199998,-1,0-4").expectStatus(206);
        answer.expectNoHeader("content-range").expectNoHeader("transfer-encoding");
        String type = answer.header("content-type");
        String start = "multipart/byteranges; boundary=";
        assertTrue(type != null && type.startsWith(start), () -> "type is " + type);
        String boundary = type == null ? "" : type.substring(start.length());
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        // The part of 199999 touches the one before it and is sent with it.
        for (int[] range : new int[][] {{10, 19}, {100_000, 199_999}, {0, 4}}) {
            String head =
                    "\r\n--%s\r\ncontent-type: application/octet-stream\r\n".formatted(boundary)
                            + "content-range: bytes %d-%d/%d\r\n\r\n"
                                    .formatted(range[0], range[1], SIZE);
            expected.write(head.getBytes(StandardCharsets.US_ASCII));
            expected.write(CONTENT, range[0], range[1] - range[0] + 1);
        }
        expected.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals(expected.toByteArray(), answer.body());
        answer.expectHeader("content-length", Integer.toString(expected.size()));
        files.get("f.bin").expectStatus(200);
    }

    @Test
    void sixteenPartsAreSent() {
        StringBuilder field = new StringBuilder("range: bytes=0-0");
        for (int i = 1; i < 16; i++) {
            field.append(',').append(i * 1000).append('-').append(i * 1000 + 1);
        }
        String body = files.get("f.bin", field.toString()).expectStatus(206).text();
        assertEquals(17, body.split("content-range: ", -1).length);
    }

    @ParameterizedTest
    @Rfc("9110 §13.1.5")
    @CsvSource({
        "TAG, 206",
        "W/TAG, 200",
        "\"another\", 200",
        "DATE, 206",
        "'Thu, 01 Jan 2026 00:00:00 GMT', 200",
        "nonsense, 200",
    })
    void aRangeCountsOnlyForTheVersionThatIsMeant(String validator, int status) {
        String value =
                validator
                        .replace("TAG", files.tag("f.bin"))
                        .replace("DATE", HttpDate.format(FileServer.CHANGED));
        files.get("f.bin", "range: bytes=1-2", "if-range: " + value).expectStatus(status);
        int unsatisfiable = status == 206 ? 416 : 200;
        files.get("f.bin", "range: bytes=300000-", "if-range: " + value)
                .expectStatus(unsatisfiable);
    }

    @Test
    @Rfc("9112 §8")
    void aFileThatShrinksWithinItsPartsIsCutVisibly() throws IOException {
        int size = 64 << 20;
        Path file = root.resolve("large");
        try (FileChannel sparse =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(new byte[] {1}), size - 1L);
            try (Wire slow = Wire.connectWithSmallReceiveBuffer(files.server().port())) {
                slow.send("GET /files/large HTTP/1.1\r\nhost: a\r\nrange: bytes=0-9,100-\r\n\r\n");
                slow.readHead().expectStatus(206);
                slow.discard(100_000);
                sparse.truncate(200_000);
                assertThrows(ConnectionEndedException.class, () -> slow.discard(size - 200_000L));
            }
        }
    }
}
