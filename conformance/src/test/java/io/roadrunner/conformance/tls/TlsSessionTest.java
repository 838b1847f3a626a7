package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that are resumed (RFC 8446 §2.2), and handshakes that a client would begin anew.
class TlsSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REQUEST =
            "GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n";

    @TempDir private Path folder;

    private TestServer start() {
        return TestServer.start(o ->
                o.routes(Routes.handler(_ -> Responses.text(200, "hello")))
                        .tls(new Certificates(folder).localhost()));
    }

    private static ChildProcess.Result openssl(TestServer server, String input, String... more) {
        String command =
                input
                        + " | exec "
                        + Programs.need("openssl")
                        + " s_client -ign_eof -connect 127.0.0.1:"
                        + server.port()
                        + " "
                        + String.join(" ", List.of(more));
        return ChildProcess.run(PATIENCE, "sh", "-c", command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_3", "-tls1_2"})
    void aSessionIsResumed(String version) {
        Path session = folder.resolve("session");
        String request = "printf '" + REQUEST + "'";
        try (TestServer server = start()) {
            String first =
                    openssl(server, request, version, "-sess_out", session.toString()).stdout();
            assertTrue(first.contains("\nNew, TLSv1."), first);
            String second =
                    openssl(server, request, version, "-sess_in", session.toString()).stdout();
            assertTrue(second.contains("\nReused, TLSv1."), second);
            assertTrue(second.contains("hello"), second);
        }
    }

    /// A new handshake costs the server much and the client little: TLS 1.3 has none, and a client
    /// of TLS 1.2 is not given one.
    @Test
    void aClientCannotRenegotiate() {
        String renegotiate = "(printf 'R\\n'; printf '" + REQUEST + "')";
        try (TestServer server = start()) {
            ChildProcess.Result result =
                    ChildProcess.run(
                            PATIENCE,
                            "sh",
                            "-c",
                            renegotiate
                                    + " | exec "
                                    + Programs.need("openssl")
                                    + " s_client -tls1_2 -connect 127.0.0.1:"
                                    + server.port());
            assertTrue(result.stderr().contains("RENEGOTIATING"), result.stderr());
            assertFalse(result.stdout().contains("hello"), result.stdout());
            assertEquals(1, result.exitCode(), result.stderr());
        }
    }
}
