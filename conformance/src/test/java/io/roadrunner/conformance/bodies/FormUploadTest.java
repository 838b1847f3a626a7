package io.roadrunner.conformance.bodies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Form;
import io.roadrunner.http.FormFile;
import io.roadrunner.http.FormLimits;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Multipart;
import io.roadrunner.http.MultipartOptions;
import io.roadrunner.http.Part;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.Timeout;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Forms on the wire, and that no file of one survives its request, however that ends.
class FormUploadTest {
    private static final String TYPE = "content-type: multipart/form-data; boundary=b\r\n";
    private static final String FIELD =
            "--b\r\ncontent-disposition: form-data; name=a\r\n\r\nvalue\r\n";
    private static final String FILE =
            "--b\r\ncontent-disposition: form-data; name=f; filename=x\r\n\r\n"
                    + "0123456789".repeat(20_000)
                    + "\r\n";
    private static final String END = "--b--\r\n";

    @TempDir private Path directory;
    private final AtomicReference<@Nullable FormFile> seen = new AtomicReference<>();
    private @Nullable TestServer server;

    private TestServer start(BodyBuffering buffering) {
        Routes routes =
                Routes.builder()
                        .post("/form", request -> answer(request.form(limits())))
                        .post("/crash", this::crash)
                        .post("/parts", FormUploadTest::countParts)
                        .post("/stream", this::sendBack)
                        .build();
        TestServer started = TestServer.start(o -> o.routes(routes).bodyBuffering(buffering));
        server = started;
        return started;
    }

    private FormLimits limits() {
        MultipartOptions multipart = MultipartOptions.builder().maxParts(3).build();
        return FormLimits.builder().directory(directory).multipart(multipart).build();
    }

    private Response answer(Form form) {
        seen.set(form.file("f"));
        StringBuilder text = new StringBuilder(form.fields().toString());
        for (FormFile file : form.files()) {
            text.append(' ').append(file.size()).append(file.isInMemory() ? "" : " on disk");
        }
        return Responses.text(200, text.toString());
    }

    private Response crash(Request request) throws IOException {
        answer(request.form(limits()));
        throw new IllegalStateException("on purpose");
    }

    /// Answers with the file itself, which must last until the last byte.
    private Response sendBack(Request request) throws IOException {
        answer(request.form(limits()));
        FormFile file = request.form().files().getFirst();
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    try (InputStream stream = file.openStream()) {
                        byte[] piece = new byte[10_000];
                        for (int n; (n = stream.read(piece)) > 0; ) {
                            push.send(ByteBuffer.wrap(piece, 0, n));
                        }
                    }
                    return Headers.empty();
                });
    }

    private static Response countParts(Request request) throws IOException {
        StringBuilder sizes = new StringBuilder();
        try (Multipart multipart = Multipart.of(request)) {
            for (@Nullable Part part; (part = multipart.next()) != null; ) {
                long size = 0;
                ByteBuffer buffer = ByteBuffer.allocate(1000);
                for (int n; (n = part.read(buffer.clear())) > 0; ) {
                    size += n;
                }
                sizes.append(part.name()).append('=').append(size).append(' ');
            }
        }
        return Responses.text(200, sizes.toString());
    }

    private static String post(String path, String body) {
        return "POST "
                + path
                + " HTTP/1.1\r\nhost: a\r\n"
                + TYPE
                + "content-length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /// Whatever the test did: when its requests have ended, no file and no descriptor is left.
    @AfterEach
    void nothingIsLeft() {
        TestServer started = server;
        assertNotNull(started);
        started.awaitIdle();
        Await.until("no open file: " + directory, () -> openFiles() == 0);
        assertArrayEquals(new String[0], directory.toFile().list());
        started.close();
    }

    private long openFiles() {
        long open = 0;
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                open += isBelowDirectory(link) ? 1 : 0;
            }
            return open;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isBelowDirectory(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().startsWith(directory + "/");
        } catch (IOException _) {
            // Closed meanwhile.
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Rfc("7578 §4")
    void fieldsAndFilesArrive(BodyBuffering buffering) {
        try (Wire wire = start(buffering).connect()) {
            wire.send(post("/form", FIELD + FILE + END));
            wire.readResponse().expectStatus(200).expectBody("a=value 200000 on disk");
            wire.send(post("/parts", FIELD + FILE + END));
            wire.readResponse().expectStatus(200).expectBody("a=5 f=200000 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFileLastsUntilTheAnswerIsComplete(BodyBuffering buffering) {
        try (Wire wire = start(buffering).connect()) {
            wire.send(post("/stream", FILE + END));
            wire.readResponse().expectStatus(200).expectBody("0123456789".repeat(20_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatFailsKeepsNoFile(BodyBuffering buffering) {
        try (Wire wire = start(buffering).connect()) {
            wire.send(post("/crash", FILE + END)).readResponse().expectStatus(500);
            wire.send(post("/form", FIELD + END)).readResponse().expectStatus(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, --b\\r\\nno header",
        "400, --b\\r\\nx: y\\r\\n\\r\\nx\\r\\n--b--",
        "400, --bad",
        "413, --b\\r\\ncontent-disposition: form-data; name=f; filename=y\\r\\n\\r\\nx\\r\\n"
    })
    void aMalformedLaterPartKeepsNoFile(int status, String rest) {
        String body = FILE + (status == 413 ? FIELD + FIELD : "") + rest.translateEscapes();
        for (BodyBuffering buffering : BodyBuffering.values()) {
            try (TestServer started = start(buffering);
                    Wire wire = started.connect()) {
                wire.send(post("/form", body)).readResponse().expectStatus(status);
                wire.endOutput();
                wire.expectClosed();
            }
        }
        start(BodyBuffering.AUTO);
    }

    @Test
    void aPeerThatVanishesWithinAFileKeepsNoFile() throws IOException {
        TestServer started = start(BodyBuffering.MANUAL);
        try (Wire wire = started.connect()) {
            wire.send(post("/form", FILE + FILE + END).substring(0, 300_000));
            Await.until("a file on disk", () -> openFiles() == 1);
            wire.reset();
        }
        try (Wire wire = started.connect()) {
            wire.send(post("/form", FILE + FILE + END).substring(0, 300_000));
            Await.until("a file on disk", () -> openFiles() == 1);
            wire.endOutput();
            wire.readResponse().expectStatus(400);
        }
    }

    @Test
    void aPeerThatVanishesWhileTheAnswerIsSentKeepsNoFile() {
        TestServer started = start(BodyBuffering.AUTO);
        String large = FILE.replace("0123456789", "0123456789".repeat(40));
        try (Wire wire = Wire.connectWithSmallReceiveBuffer(started.port())) {
            wire.send(post("/stream", large + END));
            wire.readHead().expectStatus(200);
            Await.until("a file on disk", () -> openFiles() == 1);
            wire.reset();
        }
    }

    @Test
    void aListenerThatIsStoppedWithinAFormKeepsNoFile() {
        TestServer started = start(BodyBuffering.MANUAL);
        try (Wire wire = started.connect()) {
            wire.send(post("/form", FILE + FILE + END).substring(0, 300_000));
            Await.until("a file on disk", () -> openFiles() == 1);
            started.listener().stop();
            wire.expectClosed();
        }
    }

    @Test
    void aHandlerThatIsInterruptedKeepsNoFile() {
        CountDownLatch never = new CountDownLatch(1);
        Routes routes =
                Routes.handler(request -> {
                    answer(request.form(limits()));
                    never.await();
                    return Responses.noContent();
                });
        TestServer timed =
                TestServer.start(o ->
                        o.routes(routes)
                                .bodyBuffering(BodyBuffering.MANUAL)
                                .middlewares(List.of(Timeout.of(Duration.ofMillis(300)))));
        server = timed;
        try (Wire wire = timed.connect()) {
            wire.send(post("/form", FILE + END)).readResponse().expectStatus(503);
        }
    }

    @Test
    void aFormLongerThanTheListenerAllowsKeepsNoFile() {
        for (BodyBuffering buffering : BodyBuffering.values()) {
            Routes routes = Routes.handler(request -> answer(request.form(limits())));
            try (TestServer small =
                            TestServer.start(o ->
                                    o.routes(routes)
                                            .bodyBuffering(buffering)
                                            .maxContentLength(300_000));
                    Wire wire = small.connect()) {
                String head = "POST / HTTP/1.1\r\nhost: a\r\n" + TYPE;
                wire.send(head + "transfer-encoding: chunked\r\n\r\n");
                for (String part : new String[] {FILE, FILE}) {
                    wire.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
                }
                wire.readResponse().expectStatus(413);
            }
        }
        start(BodyBuffering.AUTO);
    }

    @Test
    void afterTheRequestTheFileCannotBeRead() throws IOException {
        TestServer started = start(BodyBuffering.AUTO);
        try (Wire wire = started.connect()) {
            wire.send(post("/form", FILE + END)).readResponse().expectStatus(200);
        }
        started.awaitIdle();
        FormFile file = seen.get();
        assertNotNull(file);
        assertEquals(200_000, file.size());
        try (InputStream stream = file.openStream()) {
            assertTrue(fails(stream), "it can still be read");
        }
    }

    private static boolean fails(InputStream stream) {
        try {
            return stream.read() < 0;
        } catch (IOException _) {
            return true;
        }
    }
}
