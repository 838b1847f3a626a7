package io.roadrunner.standalone.demo;

import io.roadrunner.config.TlsOptions;
import io.roadrunner.standalone.temporary.ProcessFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A key, and a certificate for this machine that it has signed itself: browsers warn of it. Made
/// by the JDK's program `keytool`, as the JDK's API makes none. It lives in memory only; the file
/// that it comes through is gone before it is used. Stateless.
public final class DemoCertificate {
    private static final String PASSWORD = "ROADRUNNER_DEMO_PASSWORD";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PASSWORD_OCTETS = 16;

    private DemoCertificate() {}

    /// Makes one, for `localhost` and the addresses that it has.
    ///
    /// @throws IOException with a sentence for the user when there is no `keytool` or it fails
    public static TlsOptions create() throws IOException, InterruptedException {
        return create(Path.of(System.getProperty("java.home"), "bin", "keytool"));
    }

    static TlsOptions create(Path keytool) throws IOException, InterruptedException {
        byte[] random = new byte[PASSWORD_OCTETS];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (ProcessFolder folder = ProcessFolder.create(parent, "tls")) {
            Path store = folder.path().resolve("keys.p12");
            generate(keytool, store, password);
            return TlsOptions.context(context(store, password.toCharArray()));
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be used: " + e.getMessage(), e);
        }
    }

    private static void generate(Path keytool, Path store, String password)
            throws IOException, InterruptedException {
        Path said = store.resolveSibling("said");
        ProcessBuilder builder = new ProcessBuilder(command(keytool, store));
        // By the environment, which other users do not see.
        builder.environment().put(PASSWORD, password);
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException("the JDK's keytool does not run: " + e.getMessage(), e);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE)) {
                throw new IOException("keytool takes more than " + PATIENCE.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool fails: " + Files.readString(said).strip());
        }
    }

    private static List<String> command(Path keytool, Path store) {
        return List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "demo",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD);
    }

    private static SSLContext context(Path store, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
