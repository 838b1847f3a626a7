package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `demo --tls-port`.
final class DemoTlsTest {
    @TempDir private Path temporary;

    private ChildProcess start(String... more) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--tls-port=0"));
        arguments.addAll(List.of(more));
        return Program.start(
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                arguments.toArray(String[]::new));
    }

    private static String curl(String url, String... more) {
        List<String> command = new ArrayList<>(List.of(Programs.need("curl").toString()));
        command.addAll(List.of("-sS", "-k", url));
        command.addAll(List.of(more));
        ChildProcess.Result result = ChildProcess.run(Program.SOON, command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.stderr());
        return result.stdout();
    }

    @Test
    void theDemoIsServedOverTlsToo() throws IOException {
        try (ChildProcess program = start()) {
            int plain = Program.port(program);
            int tls = Program.tlsPort(program);
            assertEquals("hello, roadrunner!", curl("http://127.0.0.1:" + plain + "/hello"));
            String url = "https://127.0.0.1:" + tls + "/inspect";
            String seen = curl(url, "--http1.1");
            assertTrue(seen.contains("\"scheme\":\"https\""), seen);
            assertTrue(seen.contains("\"listener\":\"tls\""), seen);
            assertEquals("2", curl(url, "-o", "/dev/null", "-w", "%{http_version}"));
            assertEquals(List.of(), keysLeft());
            program.signal("TERM");
            assertEquals(0, program.awaitExit(Program.SOON), program.stderr());
        }
    }

    private List<Path> keysLeft() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().contains("tls")).toList();
        }
    }

    @Test
    void itsCertificateIsForThisMachine() {
        try (ChildProcess program = start()) {
            String openssl = Programs.need("openssl").toString();
            String script = "\"$1\" s_client -connect 127.0.0.1:\"$2\" | \"$1\" x509 -noout -text";
            String port = Integer.toString(Program.tlsPort(program));
            ChildProcess.Result shown =
                    ChildProcess.run(Program.SOON, "sh", "-c", script, "sh", openssl, port);
            String names = "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1";
            assertTrue(shown.stdout().contains(names), shown.stdout() + shown.stderr());
        }
    }

    @Test
    void theFlagsCountForBothPorts() {
        try (ChildProcess program = start("--host=127.0.0.1", "--set=max_keep_alive_requests=1")) {
            String[] headers = {"-o", "/dev/null", "-D", "-", "--http1.1"};
            int plain = Program.port(program);
            int tls = Program.tlsPort(program);
            for (String url : List.of("http://127.0.0.1:" + plain, "https://127.0.0.1:" + tls)) {
                String head = curl(url + "/hello", headers);
                assertTrue(head.contains("connection: close\r\n"), head);
            }
        }
    }
}
