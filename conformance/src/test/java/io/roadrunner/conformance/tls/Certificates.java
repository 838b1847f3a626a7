package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Keys and certificates that OpenSSL makes in the folder of a test.
///
/// @param folder where they are put
public record Certificates(Path folder) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// A key and a certificate for it that it signed itself.
    ///
    /// @param name of the files, and the common name
    /// @param kind `rsa:2048`, `ed25519`, or a curve such as `prime256v1`
    /// @param hosts what the certificate names
    public Identity.Pem selfSigned(String name, String kind, String... hosts) {
        Path certificate = folder.resolve(name + ".pem");
        Path key = folder.resolve(name + ".key");
        List<String> command = new ArrayList<>(List.of("req", "-x509", "-nodes", "-days", "2"));
        boolean curve = !kind.startsWith("rsa") && !kind.equals("ed25519");
        command.addAll(List.of("-newkey", curve ? "ec" : kind));
        if (curve) {
            command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:" + kind));
        }
        command.addAll(List.of("-subj", "/CN=" + name, "-out", certificate.toString()));
        command.addAll(List.of("-keyout", key.toString()));
        if (hosts.length > 0) {
            command.addAll(List.of("-addext", "subjectAltName=DNS:" + String.join(",DNS:", hosts)));
        }
        openssl(command.toArray(String[]::new));
        return new Identity.Pem(certificate, key);
    }

    /// Options with a certificate for `localhost`.
    public TlsOptions localhost() {
        Identity.Pem identity = selfSigned("localhost", "prime256v1", "localhost");
        return TlsOptions.pem(identity.certificate(), identity.key());
    }

    /// Runs OpenSSL, which has to succeed.
    public void openssl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("openssl").toString());
        command.addAll(List.of(arguments));
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.stderr());
    }
}
