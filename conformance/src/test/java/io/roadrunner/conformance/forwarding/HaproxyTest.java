package io.roadrunner.conformance.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.PassedSocket;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real HAProxy in front, which passes connections on with both versions of the PROXY header, and
/// requests with forwarded fields. Its client has another address of the loopback network, so that
/// it cannot be taken for the proxy.
class HaproxyTest {
    private static final String CLIENT = "127.0.0.2";

    private static final String CONFIGURATION =
            """
            defaults
              timeout connect 5s
              timeout client 30s
              timeout server 30s
            listen front
              bind fd@0
              mode %s
              %s
              server roadrunner 127.0.0.1:%d %s
            """;

    @TempDir Path folder;

    /// HAProxy listens on a socket that it is passed, so that it needs no port of its own.
    private ChildProcess start(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
        List<String> command = new ArrayList<>(PassedSocket.launcher());
        command.add(Programs.need("haproxy").toString());
        command.add("-db");
        command.add("-f");
        command.add(file.toString());
        return ChildProcess.start(command.toArray(String[]::new));
    }

    private static TestServer server(boolean proxyProtocol) {
        return TestServer.start(options ->
                options.routes(Routes.handler(Origin::of))
                        .proxyProtocol(proxyProtocol)
                        .trustedProxies(TrustedProxies.of("127.0.0.1")));
    }

    /// What the server says, asked twice on one connection through the proxy.
    private static String answers(ChildProcess haproxy) {
        String url = "http://127.0.0.1:" + PassedSocket.port(haproxy) + "/";
        ChildProcess.Result result =
                ChildProcess.run(
                        Duration.ofSeconds(10),
                        Programs.need("curl").toString(),
                        "-sS",
                        "--interface",
                        CLIENT,
                        "-H",
                        "host: a.example",
                        url,
                        url);
        assertEquals(0, result.exitCode(), result::stderr);
        return result.stdout();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2", "send-proxy-v2 proxy-v2-options crc32c"})
    void aConnectionThatIsPassedOnIsThatOfItsClient(String option) throws IOException {
        try (TestServer server = server(true);
                ChildProcess haproxy =
                        start(CONFIGURATION.formatted("tcp", "", server.port(), option))) {
            String once = "peer=127.0.0.2 client=127.0.0.2 for=null scheme=http host=a.example";
            assertEquals(once + once, answers(haproxy));
        }
    }

    @Test
    void aRequestThatIsPassedOnIsThatOfItsClient() throws IOException {
        String fields =
                """
                option forwardfor
                  http-request set-header X-Forwarded-Proto https
                  http-request set-header X-Forwarded-Host b.example\
                """;
        try (TestServer server = server(false);
                ChildProcess haproxy =
                        start(CONFIGURATION.formatted("http", fields, server.port(), ""))) {
            String once =
                    "peer=127.0.0.1 client=127.0.0.2 for=127.0.0.2 scheme=https host=b.example";
            assertEquals(once + once, answers(haproxy));
        }
    }

    @Test
    void theChecksOfHaproxyWithAHeaderOfItsOwnFindTheServerUp() throws IOException {
        String check = "check inter 100ms fall 1 rise 1 send-proxy-v2 check-send-proxy";
        String option = "option httpchk GET /";
        try (TestServer server = server(true);
                ChildProcess haproxy =
                        start(CONFIGURATION.formatted("http", option, server.port(), check))) {
            String once = "peer=127.0.0.2 client=127.0.0.2 for=null scheme=http host=a.example";
            assertEquals(once + once, answers(haproxy));
            assertEquals(0, server.listener().info().rejected());
        }
    }
}
