package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS from flags and from a configuration.
final class TlsByNameTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FAILED = 1;

    @TempDir private Path folder;

    private void certify(String name) throws IOException {
        ChildProcess.Result made =
                ChildProcess.run(
                        PATIENCE,
                        Programs.need("openssl").toString(),
                        "req",
                        "-x509",
                        "-nodes",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-subj",
                        "/CN=" + name,
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("cert.pem").toString());
        assertEquals(0, made.exitCode(), made.stderr());
        Files.writeString(folder.resolve("a.txt"), "a");
    }

    private static ChildProcess.Result curl(int port) {
        return ChildProcess.run(
                PATIENCE,
                Programs.need("curl").toString(),
                "-sS",
                "-k",
                "-w",
                " %{scheme} %{certs}",
                "https://127.0.0.1:" + port + "/a.txt");
    }

    @Test
    void aFolderIsServedWithTheFlags() throws IOException {
        certify("flags");
        String[] arguments = {
            "serve",
            folder.toString(),
            "--tls-cert=" + folder.resolve("cert.pem"),
            "--tls-key=" + folder.resolve("key.pem")
        };
        try (ChildProcess program = Program.start(arguments)) {
            ChildProcess.Result answer = curl(Program.port(program));
            assertTrue(answer.stdout().startsWith("a HTTPS "), answer.stdout() + answer.stderr());
            assertTrue(program.stdout().contains("https://"), program.stdout());
        }
    }

    @Test
    void aConfigurationNamesTheFilesAndNewOnesAreUsed() throws IOException {
        certify("one");
        Path file = folder.resolve("a.yaml");
        Files.writeString(
                file,
                """
                listeners:
                  web:
                    tls: {cert: cert.pem, key: key.pem}
                    routes:
                      - {path: /*path, static: {dir: .}}
                """);
        try (ChildProcess program = Program.start("serve", "--config", file.toString())) {
            int port = Program.port(program);
            assertTrue(curl(port).stdout().contains("CN = one"), curl(port).stdout());
            certify("two");
            Await.until(
                    "the new one is used",
                    PATIENCE,
                    () -> curl(port).stdout().contains("CN = two"));
        }
    }

    @Test
    void clientsMayBeAskedForTheirs() throws IOException {
        certify("server");
        Path file = folder.resolve("a.yaml");
        Files.writeString(
                file,
                """
                listeners:
                  web:
                    tls:
                      cert: cert.pem
                      key: key.pem
                      client_certificates: required
                      client_authorities: [cert.pem]
                    routes:
                      - {path: /*path, static: {dir: .}}
                """);
        try (ChildProcess program = Program.start("serve", "--config", file.toString())) {
            int port = Program.port(program);
            assertTrue(curl(port).stderr().contains("certificate required"), curl(port).stderr());
        }
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() throws IOException {
        certify("good");
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, "listeners: {web: {tls: {cert: gone.pem, key: key.pem}}}\n");
        ChildProcess.Result check = Program.run("check-config", file.toString());
        assertEquals(FAILED, check.exitCode());
        assertEquals(
                file
                        + ":1:24: listeners.web.tls: there is no file to read: "
                        + folder.resolve("gone.pem")
                        + "\n",
                check.stderr());

        Files.writeString(file, "listeners: {web: {tls: {cert: key.pem, key: key.pem}}}\n");
        ChildProcess.Result serve = Program.run("serve", "--config", file.toString());
        assertEquals(FAILED, serve.exitCode());
        assertTrue(
                serve.stderr()
                        .contains(
                                "listener web cannot prove who it is: "
                                        + folder.resolve("key.pem")
                                        + ": there is no certificate in it"),
                serve.stderr());
    }
}
