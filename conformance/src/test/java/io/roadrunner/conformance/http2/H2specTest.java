package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All cases of h2spec, strict: RFC 9113 and RFC 7541 as somebody else reads them. A failure names
/// the cases and what came instead.
class H2specTest {
    private static final Routes ROUTES =
            Routes.builder()
                    .get("/hello", _ -> Responses.text(200, "hello"))
                    .post("/hello", _ -> Responses.text(200, "hello"))
                    .build();

    @TempDir private Path folder;

    private void passes(UnaryOperator<ListenerOptionsBuilder> change, String... arguments)
            throws IOException {
        H2spec h2spec = H2spec.unpack(folder);
        try (TestServer server = TestServer.start(o -> change.apply(o.routes(ROUTES)))) {
            H2specReport report = h2spec.run(server.port(), arguments);
            assertEquals("", String.join("\n", report.bad()));
            assertEquals(H2spec.CASES, report.cases());
            server.awaitIdle();
        }
    }

    @Test
    void everyCasePassesWithPriorKnowledge() throws IOException {
        passes(o -> o.protocols(Protocol.http2()));
    }

    @Test
    void everyCasePassesBesideHttp1OnOnePort() throws IOException {
        passes(o -> o.protocols(Protocol.http1(), Protocol.http2()).detectPreface(true));
    }

    @Test
    void everyCasePassesOverTls() throws IOException {
        passes(
                o ->
                        o.protocols(Protocol.http2(), Protocol.http1())
                                .tls(new Certificates(folder).localhost()),
                "--tls",
                "--insecure");
    }
}
