package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS from flags and from a configuration.
final class TlsByNameTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FAILED = 1;

    @TempDir private Path folder;

    private void certify(String name) throws IOException {
        certify(name, "cert.pem", "key.pem");
    }

    /// Makes a key and a certificate that names one host.
    private void certify(String name, String certificate, String key) throws IOException {
        new Certificates(folder)
                .openssl(
                        "req",
                        "-x509",
                        "-nodes",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=DNS:" + name,
                        "-keyout",
                        folder.resolve(key).toString(),
                        "-out",
                        folder.resolve(certificate).toString());
        Files.writeString(folder.resolve("a.txt"), "a");
    }

    /// The folder, served with the flags.
    private ChildProcess serve(String... more) {
        List<String> arguments = new ArrayList<>(List.of("serve", folder.toString()));
        arguments.add("--tls-cert=" + folder.resolve("cert.pem"));
        arguments.add("--tls-key=" + folder.resolve("key.pem"));
        arguments.addAll(List.of(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    /// A configuration that serves the folder.
    ///
    /// @param tls what stands below `tls:`, a line each
    private Path configuration(String... tls) throws IOException {
        StringBuilder text = new StringBuilder("listeners:\n  web:\n    tls:\n");
        for (String line : tls) {
            text.append("      ").append(line).append('\n');
        }
        text.append("    routes:\n      - {path: /*path, static: {dir: .}}\n");
        return Files.writeString(folder.resolve("a.yaml"), text);
    }

    private static ChildProcess serve(Path configuration) {
        return Program.start("serve", "--config", configuration.toString());
    }

    private static ChildProcess.Result curl(String host, int port, String... more) {
        List<String> command = new ArrayList<>(List.of(Programs.need("curl").toString()));
        command.addAll(List.of("-sS", "-k", "https://" + host + ":" + port + "/a.txt"));
        command.addAll(List.of(more));
        return ChildProcess.run(PATIENCE, command.toArray(String[]::new));
    }

    private static ChildProcess.Result curl(int port) {
        return curl("127.0.0.1", port, "-w", " %{scheme} %{certs}");
    }

    @Test
    void aFolderIsServedWithTheFlags() throws IOException {
        certify("flags");
        try (ChildProcess program = serve()) {
            ChildProcess.Result answer = curl(Program.port(program));
            assertTrue(answer.stdout().startsWith("a HTTPS "), answer.stdout() + answer.stderr());
            assertTrue(program.stdout().contains("https://"), program.stdout());
        }
    }

    @Test
    void withTheFlagsAClientChoosesUnlessTheProtocolIsSaid() throws IOException {
        certify("flags");
        try (ChildProcess program = serve()) {
            int port = Program.port(program);
            assertEquals("2", version(port, "--http2"));
            assertEquals("1.1", version(port, "--http1.1"));
            assertEquals("1.1", version(port, "--no-alpn"));
        }
        try (ChildProcess program = serve("--protocols=http1")) {
            assertEquals("1.1", version(Program.port(program), "--http2"));
        }
    }

    private static String version(int port, String flag) {
        String[] quiet = {"-o", "/dev/null", "-w", "%{http_version}", flag};
        return curl("127.0.0.1", port, quiet).stdout();
    }

    @Test
    void aConfigurationNamesTheFilesAndNewOnesAreUsed() throws IOException {
        certify("one");
        try (ChildProcess program = serve(configuration("cert: cert.pem", "key: key.pem"))) {
            int port = Program.port(program);
            assertTrue(curl(port).stdout().contains("CN = one"), curl(port).stdout());
            certify("two");
            Await.until(
                    "the new one is used",
                    PATIENCE,
                    () -> curl(port).stdout().contains("CN = two"));
        }
    }

    private static String nameFor(int port, String host) {
        String address = host + ":" + port + ":127.0.0.1";
        ChildProcess.Result answer = curl(host, port, "--resolve", address, "-w", "%{certs}");
        int at = answer.stdout().indexOf("CN = ");
        assertTrue(at >= 0, answer.stdout() + answer.stderr());
        return answer.stdout().substring(at + "CN = ".length()).lines().findFirst().orElse("");
    }

    @Test
    void furtherHostsHaveTheirOwn() throws IOException {
        certify("one.test");
        certify("two.test", "two.pem", "two.key");
        certify("three.test", "three.pem", "three.key");
        Path file =
                configuration(
                        "cert: cert.pem",
                        "key: key.pem",
                        "identities:",
                        "  - {cert: two.pem, key: two.key}",
                        "  - {cert: three.pem, key: three.key}");
        try (ChildProcess program = serve(file)) {
            int port = Program.port(program);
            assertEquals("one.test", nameFor(port, "one.test"));
            assertEquals("two.test", nameFor(port, "two.test"));
            assertEquals("three.test", nameFor(port, "three.test"));
            assertEquals("one.test", nameFor(port, "other.test"), "the first is for all others");
            certify("two.test", "three.pem", "three.key");
            Await.until(
                    "the name that is gone falls to the first",
                    PATIENCE,
                    () -> nameFor(port, "three.test").equals("one.test"));
        }
    }

    @Test
    void whatIsWrongWithAFurtherHostIsSaidWithItsPlace() throws IOException {
        certify("good");
        Path file =
                configuration(
                        "cert: cert.pem",
                        "key: key.pem",
                        "identities:",
                        "  - {cert: cert.pem, key: key.pem}",
                        "  - {cert: gone.pem, key: key.pem}",
                        "  - {cert: cert.pem}");
        ChildProcess.Result check = Program.run("check-config", file.toString());
        assertEquals(FAILED, check.exitCode());
        String identities = ": listeners.web.tls.identities.";
        assertEquals(
                file
                        + ":8:11"
                        + identities
                        + "1: there is no file to read: "
                        + folder.resolve("gone.pem")
                        + "\n"
                        + file
                        + ":9:11"
                        + identities
                        + "2: key is missing\n",
                check.stderr());
    }

    @Test
    void clientsMayBeAskedForTheirs() throws IOException {
        certify("server");
        Path file =
                configuration(
                        "cert: cert.pem",
                        "key: key.pem",
                        "client_certificates: required",
                        "client_authorities: [cert.pem]");
        try (ChildProcess program = serve(file)) {
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
