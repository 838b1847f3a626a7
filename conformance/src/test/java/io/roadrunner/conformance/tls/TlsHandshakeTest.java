package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.TlsHandshakeFailed;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8446: who is let in, how, and what happens to the others.
class TlsHandshakeTest {
    private static final Routes ROUTES =
            Routes.builder().get("/", r -> Responses.text(200, r.scheme())).build();

    private final Certificates certificates;

    TlsHandshakeTest(@TempDir Path folder) {
        certificates = new Certificates(folder);
    }

    private static TestServer start(TlsOptions tls) {
        return TestServer.start(o -> o.routes(ROUTES).tls(tls));
    }

    private static SSLParameters speaking(String version) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        return parameters;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothVersionsAreSpoken(String version) throws IOException {
        try (TestServer server = start(certificates.localhost());
                TlsClient client =
                        TlsClient.connect(server.port(), TlsClient.context(), speaking(version))) {
            assertEquals(version, client.socket().getSession().getProtocol());
            assertTrue(client.get("/").endsWith("\r\n\r\nhttps"), "the scheme");
            assertTrue(client.get("/").startsWith("HTTP/1.1 200 OK\r\n"), "kept alive");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
            })
    void suitesWithoutAuthenticatedEncryptionAreRefused(String suite) throws IOException {
        SSLParameters parameters = speaking("TLSv1.2");
        parameters.setCipherSuites(new String[] {suite});
        try (TestServer server = start(certificates.localhost())) {
            assertThrows(
                    SSLHandshakeException.class,
                    () -> TlsClient.connect(server.port(), TlsClient.context(), parameters));
            Await.until("it was counted", () -> server.listener().info().rejected() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "prime256v1", "secp384r1", "ed25519"})
    void keysOfEveryKindServe(String kind) throws IOException {
        Identity.Pem identity = certificates.selfSigned("any", kind);
        try (TestServer server = start(TlsOptions.pem(identity.certificate(), identity.key()));
                TlsClient client = TlsClient.connect(server.port())) {
            assertEquals("CN=any", client.serverName());
            client.get("/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "prime256v1"})
    void keysInTheirOldFormatsServe(String kind) throws IOException {
        Identity.Pem identity = certificates.selfSigned("old", kind);
        Path key = certificates.folder().resolve("old-format.key");
        certificates.openssl(
                kind.startsWith("rsa") ? "rsa" : "ec",
                "-in",
                identity.key().toString(),
                "-out",
                key.toString(),
                kind.startsWith("rsa") ? "-traditional" : "-no_public");
        try (TestServer server = start(TlsOptions.pem(identity.certificate(), key));
                TlsClient client = TlsClient.connect(server.port())) {
            client.get("/");
        }
    }

    @Test
    void aKeyStoreServes() throws IOException {
        Identity.Pem identity = certificates.selfSigned("store", "rsa:2048");
        Path store = certificates.folder().resolve("store.p12");
        certificates.openssl(
                "pkcs12",
                "-export",
                "-in",
                identity.certificate().toString(),
                "-inkey",
                identity.key().toString(),
                "-passout",
                "pass:secret",
                "-out",
                store.toString());
        try (TestServer server = start(TlsOptions.keyStore(store, "secret"));
                TlsClient client = TlsClient.connect(server.port())) {
            assertEquals("CN=store", client.serverName());
        }
    }

    /// "If the server supports no protocols that the client advertises, then the server SHALL
    /// respond with a fatal 'no_application_protocol' alert" RFC 7301 §3.2
    @Test
    void applicationProtocolsAreNegotiated() throws IOException {
        try (TestServer server = start(certificates.localhost())) {
            SSLParameters both = new SSLParameters();
            both.setApplicationProtocols(new String[] {"spdy/3", "http/1.1"});
            try (TlsClient client = TlsClient.connect(server.port(), TlsClient.context(), both)) {
                assertEquals("http/1.1", client.socket().getApplicationProtocol());
            }
            SSLParameters other = new SSLParameters();
            other.setApplicationProtocols(new String[] {"spdy/3"});
            assertThrows(
                    SSLHandshakeException.class,
                    () -> TlsClient.connect(server.port(), TlsClient.context(), other));
        }
    }

    @Test
    void theHostDecidesWhichCertificateIsShown() throws IOException {
        Identity.Pem one = certificates.selfSigned("one", "prime256v1", "one.test");
        Identity.Pem two = certificates.selfSigned("two", "rsa:2048", "two.test", "*.two.test");
        TlsOptions tls = TlsOptions.pem(one.certificate(), one.key()).withIdentity(two);
        try (TestServer server = start(tls)) {
            int port = server.port();
            assertEquals("CN=one", nameFor(port, "one.test"));
            assertEquals("CN=two", nameFor(port, "two.test"));
            assertEquals("CN=two", nameFor(port, "WWW.Two.Test"));
            assertEquals("CN=one", nameFor(port, "a.b.two.test"), "one label only");
            assertEquals("CN=one", nameFor(port, "other.test"), "the first is for all others");
            try (TlsClient client = TlsClient.connect(port)) {
                assertEquals("CN=one", client.serverName(), "no host was asked for");
            }
        }
    }

    private static String nameFor(int port, String host) throws IOException {
        try (TlsClient client = TlsClient.connect(port, host)) {
            return client.serverName();
        }
    }

    @Test
    void whatIsNoHandshakeIsEnded() {
        List<TlsHandshakeFailed> events = new CopyOnWriteArrayList<>();
        try (TestServer server = start(certificates.localhost());
                Wire wire = server.connect()) {
            server.roadrunner()
                    .telemetry()
                    .attach(
                            event -> events.add((TlsHandshakeFailed) event),
                            TlsHandshakeFailed.class);
            wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("it was told", () -> !events.isEmpty());
            assertEquals(wire.localAddress(), events.getFirst().peer());
            Await.until("it was counted", () -> server.listener().info().rejected() == 1);
            Await.until("its slot is free", () -> server.listener().info().activeClients() == 0);
        }
    }

    /// Half-open handshakes take a slot each until their time is over, and nobody else's.
    @Test
    void aCrowdThatNeverFinishesIsEndedAtItsDeadline() throws IOException {
        int crowd = 200;
        List<Wire> wires = new ArrayList<>();
        try (TestServer server =
                TestServer.start(o ->
                        o.routes(ROUTES)
                                .tls(certificates.localhost())
                                .handshakeTimeout(Duration.ofSeconds(1)))) {
            for (int i = 0; i < crowd; i++) {
                // The head of a record of 512 bytes, of which one comes.
                wires.add(server.connect().send(new byte[] {22, 3, 1, 2, 0, 1}));
            }
            try (TlsClient client = TlsClient.connect(server.port())) {
                client.get("/");
                for (Wire wire : wires) {
                    wire.expectClosed();
                }
                client.get("/");
            }
            Await.until("they were counted", () -> server.listener().info().rejected() == crowd);
            Await.until("slots are free", () -> server.listener().info().activeClients() == 0);
        } finally {
            wires.forEach(Wire::close);
        }
    }
}
