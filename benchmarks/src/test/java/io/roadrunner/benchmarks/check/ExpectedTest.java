package io.roadrunner.benchmarks.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.benchmarks.check.Expected.Telling;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Which answers count as the same.
final class ExpectedTest {
    private static final Expected TEXT = Expected.text("beep");

    @Test
    void theSameOctetsAreTheSameWhateverTheParametersOfTheType() {
        assertSame(TEXT, reply(200, "text/plain", "", "beep"));
        assertSame(TEXT, reply(200, "Text/Plain;charset=UTF-8", "", "beep"));
    }

    @Test
    void anotherStatusIsAnotherAnswer() {
        assertDifferent("status 404", TEXT, reply(404, "text/plain", "", "beep"));
    }

    @Test
    void anotherTypeIsAnotherAnswer() {
        assertDifferent(
                "type `text/html` instead of `text/plain`",
                TEXT,
                reply(200, "text/html", "", "beep"));
        assertDifferent("type `` instead of `text/plain`", TEXT, reply(200, "", "", "beep"));
    }

    @Test
    void otherOctetsAreAnotherAnswerAndAreFound() {
        assertDifferent(
                "4 octets instead of 4, other ones from 3",
                TEXT,
                reply(200, "text/plain", "", "been"));
        assertDifferent(
                "3 octets instead of 4, other ones from 3",
                TEXT,
                reply(200, "text/plain", "", "bee"));
        assertDifferent(
                "5 octets instead of 4, other ones from 4",
                TEXT,
                reply(200, "text/plain", "", "beeps"));
    }

    @Test
    void whatHasToBeCompressedIs() throws IOException {
        Expected compressed = new Expected("", Buffer.buffer("beep"), Telling.GZIP);

        assertSame(compressed, reply(200, "text/plain", "gzip", gzip("beep")));
        assertDifferent(
                "4 octets instead of 4, other ones from 3",
                compressed,
                reply(200, "text/plain", "gzip", gzip("been")));
        assertDifferent("not compressed", compressed, reply(200, "text/plain", "", "beep"));
        assertDifferent(
                "content that is not gzip: Not in GZIP format",
                compressed,
                reply(200, "text/plain", "gzip", "beep".repeat(10)));
    }

    @Test
    void whatNobodyAskedForCompressedIsNot() throws IOException {
        assertDifferent("compressed", TEXT, reply(200, "text/plain", "gzip", gzip("beep")));
    }

    @Test
    void aFileMayBeCompressed() throws IOException {
        Expected file = new Expected("", Buffer.buffer("beep"), Telling.ANY);

        assertSame(file, reply(200, "image/png", "", "beep"));
        assertSame(file, reply(200, "image/png", "gzip", gzip("beep")));
        assertDifferent(
                "4 octets instead of 4, other ones from 3",
                file,
                reply(200, "image/png", "gzip", gzip("been")));
    }

    @Test
    void theSpaceBehindAColonOfAnEventMayBeMissing() {
        Expected events = new Expected("", Buffer.buffer("data: a\n\ndata: b\n\n"), Telling.EVENTS);

        assertSame(events, reply(200, "text/event-stream", "", "data:a\n\ndata: b\n\n"));
        assertDifferent(
                "17 octets instead of 18, other ones from 8",
                events,
                reply(200, "text/event-stream", "", "data: a\ndata: b\n\n"));
    }

    private static void assertSame(Expected expected, Reply reply) {
        assertEquals(Optional.empty(), expected.difference(reply));
    }

    private static void assertDifferent(String difference, Expected expected, Reply reply) {
        assertEquals(Optional.of(difference), expected.difference(reply));
    }

    private static Reply reply(int status, String type, String coding, String content) {
        return reply(status, type, coding, Buffer.buffer(content));
    }

    private static Reply reply(int status, String type, String coding, Buffer content) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        if (!type.isEmpty()) {
            fields.add("Content-Type", type);
        }
        if (!coding.isEmpty()) {
            fields.add("Content-Encoding", coding);
        }
        return new Reply(HttpVersion.HTTP_1_1, status, fields, content);
    }

    private static Buffer gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Buffer.buffer(compressed.toByteArray());
    }
}
