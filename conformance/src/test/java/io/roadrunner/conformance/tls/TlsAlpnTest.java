package io.roadrunner.conformance.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7301: what clients offer, what a listener speaks, and what they agree on.
class TlsAlpnTest {
    private static final Routes ROUTES =
            Routes.builder().get("/", r -> Responses.text(200, r.scheme())).build();

    private final TlsOptions tls;

    TlsAlpnTest(@TempDir Path folder) {
        tls = new Certificates(folder).localhost();
    }

    /// @param protocols the names, the preferred first
    private TestServer start(String protocols) {
        List<Protocol> spoken =
                Arrays.stream(protocols.split(" ", -1))
                        .map(name -> name.equals("http1") ? Protocol.http1() : Protocol.http2())
                        .toList();
        return TestServer.start(o -> o.routes(ROUTES).tls(tls).protocols(spoken));
    }

    private static TlsClient connect(TestServer server, String offer) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setApplicationProtocols(offer.isEmpty() ? new String[0] : offer.split(" ", -1));
        return TlsClient.connect(server.port(), TlsClient.context(), parameters);
    }

    /// "the server SHALL select the most highly preferred protocol that it supports and that is
    /// also advertised by the client" RFC 7301 §3.2
    @ParameterizedTest
    @CsvSource({
        "http1,http/1.1,http/1.1",
        "http1,h2 http/1.1,http/1.1",
        "http1,spdy/3 http/1.1,http/1.1",
        "http2,h2,h2",
        "http2,http/1.1 h2,h2",
        "http1 http2,http/1.1,http/1.1",
        "http1 http2,h2,h2",
        "http1 http2,h2 http/1.1,http/1.1",
        "http2 http1,http/1.1,http/1.1",
        "http2 http1,h2,h2",
        "http2 http1,http/1.1 h2,h2",
        "http2 http1,spdy/3 h2 http/1.1,h2",
    })
    void theListenerChoosesInItsOwnOrder(String protocols, String offer, String chosen)
            throws IOException {
        try (TestServer server = start(protocols);
                TlsClient client = connect(server, offer)) {
            assertEquals(chosen, client.socket().getApplicationProtocol());
            speaks(client, chosen);
        }
    }

    private static void speaks(TlsClient client, String protocol) throws IOException {
        if (protocol.equals("http/1.1")) {
            assertTrue(client.get("/").startsWith("HTTP/1.1 200 OK\r\n"), "it is spoken");
            return;
        }
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        byte[] head = client.socket().getInputStream().readNBytes(9);
        assertEquals(4, head[3], "the first frame is SETTINGS: RFC 9113 §3.4");
    }

    /// "the server SHALL respond with a fatal 'no_application_protocol' alert" RFC 7301 §3.2
    @ParameterizedTest
    @CsvSource({"http1,h2", "http2,http/1.1", "http1 http2,spdy/3 h3", "http2 http1,H2"})
    void whoOffersNothingThatIsSpokenIsTurnedAway(String protocols, String offer) {
        try (TestServer server = start(protocols)) {
            SSLHandshakeException refused =
                    assertThrows(SSLHandshakeException.class, () -> connect(server, offer));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("no_application_protocol"),
                    refused.toString());
            Await.until("it was counted", () -> server.listener().info().rejected() == 1);
            server.awaitIdle();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http1,http/1.1",
        "http1 http2,http/1.1",
        "http2 http1,http/1.1",
        "http2,h2",
    })
    void whoOffersNothingAtAllIsServedWithHttp1IfItIsThere(String protocols, String spoken)
            throws IOException {
        try (TestServer server = start(protocols);
                TlsClient client = connect(server, "")) {
            speaks(client, spoken);
        }
    }
}
