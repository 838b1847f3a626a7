package io.roadrunner.benchmarks;

import io.roadrunner.http.Form;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.Multipart;
import io.roadrunner.http.Part;
import io.roadrunner.http.Request;
import io.roadrunner.http.RequestHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast multipart bodies are read: one large file of several kinds of content, the worst of
/// them chosen against the search, and a form of small fields.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MultipartParsing {
    private static final int FILE_SIZE = 16 * 1024 * 1024;
    private static final int FIELDS = 20;
    private static final String BROWSER = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    /// What the file of 16 MiB holds.
    public enum Content {
        /// Any octet, with the boundary of a browser.
        RANDOM(BROWSER),
        /// Short lines of text, with the boundary of a browser.
        LINES(BROWSER),
        /// The only letter of the boundary, so that the search can never skip.
        NO_SKIP("b".repeat(70)),
        /// All of the delimiter but its last letter, again and again.
        NEARLY("b".repeat(69) + "c"),
        /// A boundary of one letter, so that skips are short.
        SHORT_BOUNDARY("b");

        private final String boundary;

        Content(String boundary) {
            this.boundary = boundary;
        }

        private byte[] octets() {
            byte[] octets = new byte[FILE_SIZE];
            switch (this) {
                case RANDOM, SHORT_BOUNDARY -> new Random(1).nextBytes(octets);
                case LINES -> repeat("name,value,12345,another value\r\n", octets);
                case NO_SKIP -> repeat("b", octets);
                case NEARLY -> repeat("\r\n--" + "b".repeat(69), octets);
            }
            return octets;
        }

        private static void repeat(String text, byte[] target) {
            byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < target.length; i++) {
                target[i] = octets[i % octets.length];
            }
        }
    }

    /// The content of the large file.
    @Param public Content content = Content.RANDOM;

    private byte[] file = new byte[0];
    private byte[] form = new byte[0];
    private final ByteBuffer target = ByteBuffer.allocate(64 * 1024);

    /// Makes the bodies.
    @Setup
    public void makeBodies() {
        ByteArrayOutputStream body = new ByteArrayOutputStream(FILE_SIZE + 1024);
        add(body, "--" + content.boundary + "\r\n");
        add(body, "content-disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n");
        add(body, "content-type: application/octet-stream\r\n\r\n");
        body.writeBytes(content.octets());
        add(body, "\r\n--" + content.boundary + "--\r\n");
        file = body.toByteArray();
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (int i = 0; i < FIELDS; i++) {
            add(fields, "--" + content.boundary + "\r\n");
            add(fields, "content-disposition: form-data; name=\"field" + i + "\"\r\n\r\n");
            add(fields, "the value of the field\r\n");
        }
        add(fields, "--" + content.boundary + "--\r\n");
        form = fields.toByteArray();
    }

    private static void add(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads the large file: 16 MiB for each operation.
    @Benchmark
    public long largeFile() throws IOException {
        long size = 0;
        try (Multipart multipart = Multipart.of(request(file))) {
            for (Part part; (part = multipart.next()) != null; ) {
                while (part.read(target.clear()) > 0) {
                    size += target.position();
                }
            }
        }
        return size;
    }

    /// Reads twenty fields into memory.
    @Benchmark
    public Form smallFields() throws IOException {
        return request(form).form();
    }

    private Request request(byte[] body) {
        Headers headers =
                Headers.of("content-type", "multipart/form-data; boundary=" + content.boundary);
        RequestHead head = new RequestHead("POST", "/", "/", "", HttpVersion.HTTP_1_1, headers);
        return new Request(head, new ArrayBody(body), new NoContext());
    }
}
