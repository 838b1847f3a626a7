package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8446 §5.1: content that needs several records, around the sizes at which they end.
class TlsContentTest {
    private static final int LARGE = 3_000_000;

    @TempDir private Path folder;

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private TestServer start(Routes routes) {
        return TestServer.start(o -> o.tls(new Certificates(folder).localhost()).routes(routes));
    }

    private static void ask(TlsClient client, String path) throws IOException {
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    private static byte[] contentOf(byte[] answer) {
        int at = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(answer, at, answer.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_383, 16_384, 16_385, 32_768, 65_536, 98_304, 98_305, 1_000_003})
    void contentOfAnySizeComesWhole(int size) throws IOException {
        byte[] content = content(size);
        Path file = Files.write(folder.resolve("content"), content);
        Routes routes =
                Routes.builder()
                        .get("/array", _ -> Responses.body(200, "text/plain", content))
                        .get("/file", r -> Responses.sendFile(r, 200, Headers.empty(), file))
                        .get("/stream", _ -> streamed(content))
                        .build();
        try (TestServer server = start(routes)) {
            for (String path : new String[] {"/array", "/file"}) {
                try (TlsClient client = TlsClient.connect(server.port())) {
                    ask(client, path);
                    assertArrayEquals(content, contentOf(client.readAll()), path);
                }
            }
            try (TlsClient client = TlsClient.connect(server.port())) {
                client.send("GET /stream HTTP/1.0\r\nHost: a\r\n\r\n");
                assertArrayEquals(content, contentOf(client.readAll()), "/stream");
            }
        }
    }

    private static Response streamed(byte[] content) {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    push.send(content);
                    return Headers.empty();
                });
    }

    /// "If the request_update field is set to 'update_requested', then the receiver MUST send a
    /// KeyUpdate of its own" RFC 8446 §4.6.3: here on the thread that looks whether the client has
    /// gone, among records of another one.
    @Test
    void aKeyIsUpdatedWhileContentLeaves() throws IOException {
        byte[] content = content(LARGE);
        Routes routes =
                Routes.builder()
                        .get(
                                "/",
                                r -> {
                                    r.onDisconnect(() -> {});
                                    return Responses.body(200, "text/plain", content);
                                })
                        .build();
        try (TestServer server = start(routes);
                TlsClient client = TlsClient.connect(server.port())) {
            assertEquals("TLSv1.3", client.socket().getSession().getProtocol());
            ask(client, "/");
            InputStream input = client.socket().getInputStream();
            byte[] head = new byte[0];
            for (int i = 0; i < 10; i++) {
                byte[] part = input.readNBytes(100_000);
                int end = head.length;
                head = Arrays.copyOf(head, end + part.length);
                System.arraycopy(part, 0, head, end, part.length);
                client.socket().startHandshake();
            }
            byte[] rest = client.readAll();
            byte[] answer = Arrays.copyOf(head, head.length + rest.length);
            System.arraycopy(rest, 0, answer, head.length, rest.length);
            assertArrayEquals(content, contentOf(answer));
        }
    }
}
