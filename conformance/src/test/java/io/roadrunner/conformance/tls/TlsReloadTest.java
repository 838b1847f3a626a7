package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.ListenerException;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerEvent.TlsReloadFailed;
import io.roadrunner.telemetry.ListenerEvent.TlsReloaded;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys and certificates that are replaced while they are used, and those that cannot be used.
class TlsReloadTest {
    private final Certificates certificates;
    private final Path folder;

    TlsReloadTest(@TempDir Path folder) {
        this.folder = folder;
        this.certificates = new Certificates(folder);
    }

    private static TestServer start(TlsOptions tls) {
        return TestServer.start(o ->
                o.routes(Routes.builder().get("/", _ -> Responses.text(200, "hello")).build())
                        .tls(tls));
    }

    private TlsOptions served() throws IOException {
        serve(certificates.selfSigned("one", "prime256v1"));
        return TlsOptions.pem(folder.resolve("served.pem"), folder.resolve("served.key"));
    }

    private void serve(Identity.Pem identity) throws IOException {
        replace(identity.certificate(), folder.resolve("served.pem"));
        replace(identity.key(), folder.resolve("served.key"));
    }

    private static void replace(Path from, Path to) throws IOException {
        Path beside = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String nameAt(TestServer server) throws IOException {
        try (TlsClient client = TlsClient.connect(server.port())) {
            return client.serverName();
        }
    }

    @Test
    void handshakesTakeTheNewAndConnectionsKeepTheOld() throws IOException {
        try (TestServer server = start(served().withWatched(false));
                TlsClient open = TlsClient.connect(server.port())) {
            open.get("/");
            assertEquals(1, server.listener().info().tlsGeneration());
            serve(certificates.selfSigned("two", "rsa:2048"));
            assertEquals("CN=one", nameAt(server));

            assertEquals(2, server.listener().reloadTls());

            assertEquals("CN=two", nameAt(server));
            assertEquals(2, server.listener().info().tlsGeneration());
            assertTrue(open.get("/").endsWith("hello"), "still served");
        }
    }

    @Test
    void whatCannotBeUsedChangesNothing() throws IOException {
        try (TestServer server = start(served().withWatched(false))) {
            Identity.Pem two = certificates.selfSigned("two", "prime256v1");
            replace(two.certificate(), folder.resolve("served.pem"));
            ListenerException refused =
                    assertThrows(ListenerException.class, () -> server.listener().reloadTls());
            assertInstanceOf(ListenerException.Reason.InvalidTls.class, refused.reason());
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .endsWith("served.key: the private key is not that of the certificate"),
                    refused.getMessage());
            assertEquals(1, server.listener().info().tlsGeneration());
            assertEquals("CN=one", nameAt(server));
        }
    }

    @Test
    void changedFilesAreLoaded() throws IOException {
        List<TlsReloaded> reloaded = new CopyOnWriteArrayList<>();
        List<TlsReloadFailed> failed = new CopyOnWriteArrayList<>();
        try (TestServer server = start(served())) {
            server.roadrunner()
                    .telemetry()
                    .attach(event -> reloaded.add((TlsReloaded) event), TlsReloaded.class);
            server.roadrunner()
                    .telemetry()
                    .attach(event -> failed.add((TlsReloadFailed) event), TlsReloadFailed.class);
            Files.writeString(folder.resolve("served.key"), "nonsense");
            Await.until("it was refused", () -> failed.size() == 1);
            assertEquals("CN=one", nameAt(server));

            serve(certificates.selfSigned("two", "prime256v1"));
            Await.until("it was loaded", () -> reloaded.size() == 1);
            assertEquals("CN=two", nameAt(server));
            assertEquals(2, reloaded.getFirst().generation());
            assertEquals(1, failed.size(), "told once");
        }
    }

    @Test
    void aPlainPortHasNothingToReload() {
        try (TestServer server = TestServer.answering(_ -> Responses.text(200, ""))) {
            ListenerException refused =
                    assertThrows(ListenerException.class, () -> server.listener().reloadTls());
            assertInstanceOf(ListenerException.Reason.NoTls.class, refused.reason());
            assertEquals(0, server.listener().info().tlsGeneration());
        }
    }

    private void isRefused(TlsOptions tls, String reason) {
        ListenerException refused = assertThrows(ListenerException.class, () -> start(tls));
        assertInstanceOf(ListenerException.Reason.InvalidTls.class, refused.reason());
        assertTrue(String.valueOf(refused.getMessage()).endsWith(reason), refused.getMessage());
    }

    @Test
    void whatIsBrokenDoesNotStart() throws IOException {
        Identity.Pem good = certificates.selfSigned("good", "rsa:2048");
        Path missing = folder.resolve("missing.pem");
        isRefused(TlsOptions.pem(missing, good.key()), "missing.pem: no such file");
        isRefused(
                TlsOptions.pem(good.key(), good.key()), "good.key: there is no certificate in it");
        isRefused(
                TlsOptions.pem(good.certificate(), good.certificate()),
                "good.pem: there is no private key in it");
        isRefused(TlsOptions.keyStore(missing, "a"), "missing.pem: no such file");
        isRefused(
                TlsOptions.keyStore(good.key(), "a"),
                "good.key: no key store that this password opens");
        isRefused(TlsOptions.pem(folder, good.key()), folder + ": cannot be read");
    }

    @Test
    void encryptedKeysAreRefusedWithAWayOut() {
        Identity.Pem good = certificates.selfSigned("good", "rsa:2048");
        String reason =
                "the private key is encrypted; decrypt it (openssl pkey -in FILE -out FILE)"
                        + " or use a key store with a password";
        Path pkcs8 = folder.resolve("pkcs8.key");
        certificates.openssl(
                "pkcs8",
                "-topk8",
                "-in",
                good.key().toString(),
                "-passout",
                "pass:x",
                "-out",
                pkcs8.toString());
        isRefused(TlsOptions.pem(good.certificate(), pkcs8), "pkcs8.key: " + reason);
        Path old = folder.resolve("old.key");
        certificates.openssl(
                "rsa",
                "-traditional",
                "-aes128",
                "-in",
                good.key().toString(),
                "-passout",
                "pass:x",
                "-out",
                old.toString());
        isRefused(TlsOptions.pem(good.certificate(), old), "old.key: " + reason);
    }
}
