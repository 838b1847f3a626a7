package io.roadrunner.conformance.http2;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.raw;
import static io.roadrunner.testkit.http2.Frames.settings;
import static io.roadrunner.testkit.http2.Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// HTTP/2 over TLS, RFC 9113 §3.2 and §9.2: the same frames, chosen by ALPN.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc9113TlsTest {
    private Http2Server server;
    private SSLContext context;

    @BeforeAll
    void startTheServer(@TempDir Path folder) throws IOException, GeneralSecurityException {
        TlsOptions tls = new Certificates(folder).localhost();
        server = Http2Server.start(o -> o.tls(tls).protocols(Protocol.http2(), Protocol.http1()));
        context = trusting(folder.resolve("localhost.pem"));
    }

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Test
    @Rfc("9113 §3.2")
    void aClientThatOffersH2IsServedByFrames() {
        try (Http2Wire wire = Http2Wire.connectTls(server.port(), context)) {
            wire.send(headers(1).get("/tls").with(":scheme", "https"));
            wire.expectResponse(1).expectStatus(200).expectField("x-path", "/tls");
            Http2Server.expectGoesOn(wire);
        }
    }

    /// "the client connection preface" comes over TLS too.
    @Test
    @Rfc({"9113 §3.2", "9113 §3.4"})
    void aConnectionWithoutThePrefaceEnds() {
        try (Http2Wire wire = Http2Wire.openTls(server.port(), context)) {
            wire.send(raw("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n........"));
            wire.expectClosed();
        }
    }

    @Test
    @Rfc({"9113 §3.2", "9113 §6.9"})
    void largeContentGoesBothWays() {
        int octets = 1_000_000;
        try (Http2Wire wire = Http2Wire.openTls(server.port(), context)) {
            wire.start(settings().initialWindowSize(1 << 20), windowUpdate(0, 1 << 20));
            wire.send(headers(1).get("/bytes/" + octets));
            assertEquals(octets, wire.expectResponse(1).body().length());

            wire.send(headers(3).post("/"));
            SendWindows windows = new SendWindows(wire, 3);
            for (int left = 200_000; left > 0; left -= 10_000) {
                windows.awaitRoom(10_000);
                wire.send(data(3, new byte[10_000]));
            }
            wire.send(data(3, "").endStream()).expectHeaders(3).expectStatus(200);
        }
    }

    @Test
    @Rfc("9113 §5.4.1")
    void aConnectionErrorIsToldAndTheConnectionEndsInOrder() {
        try (Http2Wire wire = Http2Wire.connectTls(server.port(), context)) {
            wire.send(windowUpdate(0, 0)).expectGoAway(ErrorCode.PROTOCOL_ERROR);
            assertEquals(Wire.End.CLOSED, wire.expectClosed());
        }
    }

    private static SSLContext trusting(Path certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            store.setCertificateEntry("server", factory.generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
