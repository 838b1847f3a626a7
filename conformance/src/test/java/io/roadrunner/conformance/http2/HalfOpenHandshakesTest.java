package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ConnectionEvent.TlsHandshakeFailed;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Five hundred peers that begin a handshake and do not go on: whoever comes after them is served
/// all the same, and their slots are free when their time is over.
class HalfOpenHandshakesTest {
    private static final int CROWD = 500;

    /// The beginning of a ClientHello that announces more than it has.
    private static final byte[] HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    @Test
    @Rfc("8446 §4.1.2")
    void keepNobodyFromBeingServed(@TempDir Path folder) throws Exception {
        Identity.Pem identity =
                new Certificates(folder).selfSigned("localhost", "prime256v1", "localhost");
        SSLContext trusting = trusting(identity.certificate());
        AtomicInteger failures = new AtomicInteger();
        List<Socket> crowd = new ArrayList<>();
        try (TestServer server = start(identity)) {
            server.roadrunner()
                    .telemetry()
                    .attach(event -> {
                        if (event instanceof TlsHandshakeFailed) {
                            failures.incrementAndGet();
                        }
                    });
            for (int i = 0; i < CROWD; i++) {
                crowd.add(halfOpen(server.port(), i % (HELLO.length + 1)));
            }
            Await.until(
                    "the crowd is inside", () -> server.listener().info().activeClients() == CROWD);
            for (int i = 0; i < 20; i++) {
                try (Http2Wire wire = Http2Wire.connectTls(server.port(), trusting)) {
                    AttackedServer.serves(wire, 1);
                    AttackedServer.serves(wire, 3);
                }
            }
            Await.until(
                    "all slots are free: " + server.listener().info(),
                    Duration.ofSeconds(20),
                    () -> server.listener().info().activeClients() == 0);
            assertEquals(CROWD, failures.get());
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static TestServer start(Identity.Pem identity) {
        return TestServer.start(options ->
                options.tls(TlsOptions.pem(identity.certificate(), identity.key()))
                        .protocols(Protocol.http2())
                        .handshakeTimeout(Duration.ofSeconds(5))
                        .socketBacklog(CROWD)
                        .routes(Routes.handler(_ -> Responses.text(200, "hello"))));
    }

    private static Socket halfOpen(int port, int octets) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(Arrays.copyOf(HELLO, octets));
        return socket;
    }

    private static SSLContext trusting(Path certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream input = Files.newInputStream(certificate)) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            store.setCertificateEntry("server", factory.generateCertificate(input));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
