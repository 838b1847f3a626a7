package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.Compression;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which coding a client gets for what it accepts.
class CompressionChoiceTest {
    @ParameterizedTest
    @Rfc("9110 §12.5.3")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | gzip",
                "deflate, gzip | gzip",
                "deflate;q=1, gzip;q=0.9 | deflate",
                "deflate;q=0.001 | deflate",
                "*;q=0.1 | gzip",
                "gzip;q=0, * | deflate",
                "identity;q=0.5, gzip;q=0.5 | gzip",
                "identity, gzip;q=0.5 | none",
                "identity;q=0, br | none",
                "gzip;q=0, deflate;q=0, * | none",
                "br, zstd | none",
            })
    void theCodingIsTheOneThatTheClientLikesBest(String accepted, String coding) {
        Handler handler = _ -> Responses.text(200, "a line that repeats itself\n".repeat(100));
        try (TestServer server =
                        TestServer.start(o ->
                                o.routes(Routes.handler(handler))
                                        .middlewares(List.of(Compression.standard())));
                Wire wire = server.connect()) {
            wire.send("GET / HTTP/1.1\r\nhost: a\r\naccept-encoding: " + accepted + "\r\n\r\n");
            WireResponse answer = wire.readResponse().expectHeader("vary", "accept-encoding");
            String sent = answer.header("content-encoding");
            assertEquals(coding, sent == null ? "none" : sent);
        }
    }
}
