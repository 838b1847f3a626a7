package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.http2.ClientServer.Way;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.http.Responses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the JDK's own client makes of the server when it would like to speak HTTP/2.
class HttpClientTest {
    @TempDir private Path folder;

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .sslContext(TlsClient.context())
                .build();
    }

    /// The name that the certificate has, which this client insists on.
    private static String named(String url) {
        return url.replace("127.0.0.1", "localhost");
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    @Test
    void getsManyAtOnceOverOneConnection() {
        int many = 500;
        try (ClientServer server = ClientServer.start(Way.TLS, folder)) {
            try (HttpClient client = client()) {
                List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
                // The first one makes the connection, which all others share.
                client.sendAsync(get(named(server.url("/hello"))), BodyHandlers.ofString()).join();
                for (int i = 0; i < many; i++) {
                    answers.add(
                            client.sendAsync(
                                    get(named(server.url("/small"))), BodyHandlers.ofString()));
                    if (i % 50 == 49) {
                        answers.forEach(CompletableFuture::join);
                    }
                }
                for (CompletableFuture<HttpResponse<String>> answer : answers) {
                    assertEquals(Version.HTTP_2, answer.join().version());
                    assertEquals(20_000, answer.join().body().length());
                }
                assertEquals(1, server.server().listener().info().activeClients());
            }
            server.expectHealthy();
        }
    }

    @Test
    void movesWhatIsLargeBothWaysAtOnce() throws IOException, InterruptedException {
        byte[] content = new byte[ClientServer.LARGE];
        new Random(6).nextBytes(content);
        try (ClientServer server = ClientServer.start(Way.TLS, folder)) {
            try (HttpClient client = client()) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(named(server.url("/echo"))))
                                .POST(BodyPublishers.ofByteArray(content))
                                .expectContinue(true)
                                .build();
                HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
                assertEquals(Version.HTTP_2, answer.version());
                assertArrayEquals(content, answer.body());
            }
            server.expectHealthy();
        }
    }

    /// It asks for `Upgrade: h2c` on every plain connection.
    @Test
    void whereNothingElseIsSpokenItGetsHttp1() throws IOException, InterruptedException {
        try (TestServer server = TestServer.answering(_ -> Responses.text(200, "hello"));
                HttpClient client = client()) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer =
                        client.send(get(server.url("/")), BodyHandlers.ofString());
                assertEquals(Version.HTTP_1_1, answer.version());
                assertEquals("hello", answer.body());
            }
        }
    }

    @Test
    void itsUpgradeIsIgnoredWhereBothAreSpoken() throws IOException, InterruptedException {
        try (ClientServer server = ClientServer.start(Way.DETECTED, folder)) {
            try (HttpClient client = client()) {
                HttpResponse<String> answer =
                        client.send(get(server.url("/hello")), BodyHandlers.ofString());
                assertEquals(Version.HTTP_1_1, answer.version());
                assertEquals("hello", answer.body());
            }
            server.expectHealthy();
        }
    }
}
