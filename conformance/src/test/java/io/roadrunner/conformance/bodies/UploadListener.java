package io.roadrunner.conformance.bodies;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.FormLimits;
import io.roadrunner.http.MultipartOptions;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32C;

/// A server of uploads in a process of its own with a heap of 64 MiB. It prints its port and runs
/// until it is killed.
final class UploadListener {
    private static final long MANY = 1L << 40;

    private UploadListener() {}

    /// The program.
    ///
    /// @param arguments the directory for the files of forms
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        FormLimits limits =
                FormLimits.builder()
                        .directory(Path.of(arguments[0]))
                        .multipart(MultipartOptions.builder().maxContentBytes(MANY).build())
                        .build();
        CountDownLatch never = new CountDownLatch(1);
        Routes routes =
                Routes.builder()
                        .post("/chunks", UploadListener::readChunks)
                        .post(
                                "/form-and-wait",
                                request -> {
                                    out.println("read " + request.form(limits).files().size());
                                    never.await();
                                    return Responses.status(204);
                                })
                        .build();
        ListenerOptions options =
                ListenerOptions.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .bodyBuffering(BodyBuffering.MANUAL)
                        .routes(routes)
                        .build();
        Listener listener = Roadrunner.create().startListener("uploads", options);
        out.println("port=" + listener.port());
        never.await();
    }

    private static Response readChunks(Request request) throws IOException {
        CRC32C crc = new CRC32C();
        long size = 0;
        for (byte[] chunk; (chunk = request.readChunk()).length > 0; ) {
            size += chunk.length;
            crc.update(chunk);
        }
        return Responses.text(200, size + " " + crc.getValue());
    }

    static ChildProcess start(Path directory) {
        return ChildProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                UploadListener.class.getName(),
                directory.toString());
    }
}
