package io.roadrunner.conformance.status;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.status.Status;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The description of the health protocol that is published is one, and what is answered is what it
/// describes.
class HealthProtoTest {
    @TempDir private Path folder;

    @Test
    void theCompilerOfProtobufReadsOurAnswers() throws IOException, InterruptedException {
        try (InputStream source = StatusPlugin.class.getResourceAsStream("health.proto")) {
            assertNotNull(source);
            Files.copy(source, folder.resolve("health.proto"));
        }
        Path answer = folder.resolve("answer");
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = Http2Wire.connect(server.plugin().port())) {
            server.listen("web");
            server.both("db", () -> Status.unavailable("full"));
            wire.send(
                    headers(1)
                            .post("/grpc.health.v1.Health/List")
                            .field("content-type", "application/grpc"),
                    data(1, new byte[5]).endStream());
            byte[] frame = wire.expectResponse(1).expectStatus(200).body().bytes();
            Files.write(answer, Arrays.copyOfRange(frame, 5, frame.length));
        }
        Process protoc =
                new ProcessBuilder(
                                Programs.need("protoc").toString(),
                                "--proto_path=" + folder,
                                "--decode=grpc.health.v1.HealthListResponse",
                                "health.proto")
                        .redirectInput(answer.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            byte[] output = protoc.getInputStream().readAllBytes();
            String text = new String(output, StandardCharsets.UTF_8);
            assertTrue(protoc.waitFor(30, TimeUnit.SECONDS), "it ends");
            assertEquals(0, protoc.exitValue(), text);
            String expected = entry("", "NOT_SERVING") + entry("db", "NOT_SERVING");
            assertEquals(expected + entry("web", "SERVING"), text.replaceAll("\\s", ""));
        } finally {
            protoc.destroyForcibly();
        }
    }

    private static String entry(String name, String status) {
        return "statuses{key:\"%s\"value{status:%s}}".formatted(name, status);
    }
}
