package io.roadrunner.conformance.forwarding;

import io.roadrunner.config.ListenAddress;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `forwarded` and `x-forwarded-…` from proxies that are trusted and from others.
class ForwardedFieldsTest {
    private static final String LIES =
            """
            GET / HTTP/1.1\r
            host: here.example\r
            forwarded: for=192.0.2.1;proto=https;host=there.example\r
            \r
            """;

    private static TestServer trusting(String... networks) {
        return TestServer.start(options ->
                options.routes(Routes.handler(Origin::of))
                        .trustedProxies(TrustedProxies.of(networks)));
    }

    @Test
    @Rfc("7239 §8.1")
    void nobodyIsBelievedByDefault() {
        try (TestServer server = trusting();
                Wire wire = server.connect()) {
            wire.send(LIES)
                    .readResponse()
                    .expectBody(
                            "peer=127.0.0.1 client=127.0.0.1 for=null scheme=http"
                                    + " host=here.example");
        }
    }

    @Test
    @Rfc("7239 §8.1")
    void whoIsNotInATrustedNetworkIsNotBelieved() {
        try (TestServer server = trusting("10.0.0.0/8", "unix");
                Wire wire = server.connect()) {
            wire.send(LIES)
                    .readResponse()
                    .expectBody(
                            "peer=127.0.0.1 client=127.0.0.1 for=null scheme=http"
                                    + " host=here.example");
        }
    }

    @Test
    @Rfc({"7239 §5.2", "7239 §5.3", "7239 §5.4"})
    void aTrustedProxySaysWhoTheClientIs() {
        try (TestServer server = trusting("127.0.0.0/8");
                Wire wire = server.connect()) {
            wire.send(LIES)
                    .readResponse()
                    .expectBody(
                            "peer=127.0.0.1 client=192.0.2.1 for=192.0.2.1 scheme=https"
                                    + " host=there.example");
        }
    }

    @Test
    void theOlderFieldsAreBelievedTooAndFromTheEnd() {
        try (TestServer server = trusting("127.0.0.1", "10.0.0.0/8");
                Wire wire = server.connect()) {
            wire.send(
                            """
                            GET / HTTP/1.1\r
                            host: here.example\r
                            x-forwarded-for: 1.1.1.1, 203.0.113.7\r
                            x-forwarded-for: 10.0.0.9\r
                            x-forwarded-proto: https\r
                            \r
                            """)
                    .readResponse()
                    .expectBody(
                            "peer=127.0.0.1 client=203.0.113.7 for=203.0.113.7 scheme=https"
                                    + " host=here.example");
        }
    }

    @Test
    void whoComesThroughAUnixSocketIsBelievedWhenItIsSaid(@TempDir Path folder) {
        Path socket = folder.resolve("socket");
        try (TestServer _ =
                        TestServer.start(options ->
                                options.address(ListenAddress.unix(socket))
                                        .routes(Routes.handler(Origin::of))
                                        .trustedProxies(TrustedProxies.of("unix")));
                Wire wire = Wire.connect(UnixDomainSocketAddress.of(socket))) {
            wire.send(LIES)
                    .readResponse()
                    .expectBody(
                            "peer=none client=192.0.2.1 for=192.0.2.1 scheme=https"
                                    + " host=there.example");
        }
    }
}
