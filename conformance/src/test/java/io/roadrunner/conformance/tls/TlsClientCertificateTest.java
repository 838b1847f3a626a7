package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.ClientCertificates;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RFC 8446 §4.3.2: clients that say who they are.
class TlsClientCertificateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Certificates certificates;
    private final Identity.Pem authority;

    TlsClientCertificateTest(@TempDir Path folder) {
        certificates = new Certificates(folder);
        authority = certificates.selfSigned("authority", "prime256v1");
    }

    private TestServer start(ClientCertificates clients) {
        return start(clients, Protocol.http1());
    }

    private TestServer start(ClientCertificates clients, Protocol protocol) {
        return TestServer.start(o ->
                o.routes(Routes.handler(TlsClientCertificateTest::whoAreYou))
                        .protocols(protocol)
                        .tls(certificates.localhost().withClientCertificates(clients)));
    }

    private static Response whoAreYou(Request request) {
        StringBuilder names = new StringBuilder();
        for (var certificate : request.peerCertificates()) {
            names.append(certificate.getSubjectX500Principal().getName()).append('\n');
        }
        return Responses.text(200, names.toString());
    }

    /// A key whose certificate the authority signed.
    private Identity.Pem signed(String name) {
        Path folder = certificates.folder();
        Path key = folder.resolve(name + ".key");
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".pem");
        certificates.openssl(
                "req",
                "-new",
                "-nodes",
                "-newkey",
                "rsa:2048",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key.toString(),
                "-out",
                request.toString());
        certificates.openssl(
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                request.toString(),
                "-CA",
                authority.certificate().toString(),
                "-CAkey",
                authority.key().toString(),
                "-CAcreateserial",
                "-out",
                certificate.toString());
        return new Identity.Pem(certificate, key);
    }

    private static ChildProcess.Result curl(TestServer server, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("curl").toString());
        command.addAll(List.of("-sS", "-k", "https://127.0.0.1:" + server.port() + "/"));
        command.addAll(List.of(more));
        return ChildProcess.run(PATIENCE, command.toArray(String[]::new));
    }

    private static String[] with(Identity.Pem identity) {
        return new String[] {
            "--cert", identity.certificate().toString(), "--key", identity.key().toString()
        };
    }

    @Test
    void theHandlerSeesWhoItIs() {
        try (TestServer server = start(ClientCertificates.required(authority.certificate()))) {
            assertEquals("CN=alice\n", curl(server, with(signed("alice"))).stdout());
        }
    }

    @Test
    void everyRequestOfAnHttp2ConnectionSeesWhoItIs() {
        try (TestServer server =
                start(ClientCertificates.required(authority.certificate()), Protocol.http2())) {
            List<String> more = new ArrayList<>(List.of(with(signed("alice"))));
            more.addAll(List.of("https://127.0.0.1:" + server.port() + "/again"));
            more.addAll(List.of("-w", "%{http_version} %{num_connects}\n"));
            assertEquals(
                    "CN=alice\n2 1\nCN=alice\n2 0\n",
                    curl(server, more.toArray(String[]::new)).stdout());
        }
    }

    /// The client learns why, each time, though it has sent its request by then.
    @Test
    void withoutACertificateThereIsNoConnectionWhereOneIsRequired() {
        int attempts = 50;
        try (TestServer server = start(ClientCertificates.required(authority.certificate()))) {
            for (int i = 0; i < attempts; i++) {
                ChildProcess.Result refused = curl(server);
                assertNotEquals(0, refused.exitCode());
                assertTrue(refused.stderr().contains("certificate required"), refused.stderr());
            }
            Await.until("they were counted", () -> server.listener().info().rejected() == attempts);
            server.awaitIdle();
        }
    }

    @Test
    void whereOneIsRequestedTheClientMayDoWithout() {
        try (TestServer server = start(ClientCertificates.requested(authority.certificate()))) {
            assertEquals("", curl(server).stdout());
            assertEquals("CN=bob\n", curl(server, with(signed("bob"))).stdout());
        }
    }

    @Test
    void aCertificateOfNobodyWhoIsTrustedEndsTheHandshake() {
        Identity.Pem own = certificates.selfSigned("mallory", "prime256v1");
        try (TestServer server = start(ClientCertificates.requested(authority.certificate()))) {
            assertNotEquals(0, curl(server, with(own)).exitCode());
            Await.until("it was counted", () -> server.listener().info().rejected() == 1);
        }
    }

    @Test
    void clientsAreNotAskedUnlessItIsSaid() throws IOException {
        try (TestServer server = start(ClientCertificates.none())) {
            assertEquals("", curl(server, with(signed("carol"))).stdout());
        }
    }
}
