package io.roadrunner.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.benchmarks.check.Dialect;
import io.roadrunner.benchmarks.check.Finding;
import io.roadrunner.benchmarks.check.Finding.Verdict;
import io.roadrunner.benchmarks.check.PeerCheck;
import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the check says of servers. All of the others are checked by `scripts/peer check`.
final class PeerCheckTest {
    private final Roadrunner roadrunner = Roadrunner.create();

    @AfterEach
    void stop() {
        roadrunner.close();
    }

    @Test
    void roadrunnerAnswersEveryRouteInBothProtocols() throws Exception {
        Listener listener =
                roadrunner.startListener(
                        "all", RoadrunnerPeer.options(0).detectPreface(true).build());

        assertEquals(List.of(), check(listener).findings());
    }

    @Test
    void whatIsDifferentOrMissingIsFound() throws Exception {
        Routes routes =
                Routes.builder()
                        .get("/hello", _ -> Responses.text(200, "hello, roadrunner?"))
                        .get("/json", _ -> Responses.status(501))
                        .get("/ws", _ -> Responses.status(501))
                        .build();
        Listener listener = listener(routes);

        List<Finding> findings = check(listener).findings();

        assertTrue(
                findings.contains(
                        new Finding(
                                "/hello",
                                Dialect.HTTP1,
                                Verdict.DIFFERENT,
                                "18 octets instead of 18, other ones from 17")),
                findings::toString);
        assertEquals(Set.of("/json", "/ws"), routes(findings, Dialect.HTTP1, Verdict.MISSING));
        assertEquals(
                Set.of(
                        "/hello",
                        "/echo",
                        "/headers",
                        "/large",
                        "/form",
                        "/api/v1",
                        "/upload",
                        "/stream",
                        "/sse",
                        "/gzip"),
                routes(findings, Dialect.HTTP1, Verdict.DIFFERENT));
    }

    @Test
    void ofAProtocolThatIsNotSpokenEveryRouteIsMissing() throws Exception {
        Listener listener = listener(RoadrunnerRoutes.routes());

        List<Finding> findings = check(listener).findings();

        assertEquals(Set.of(), routes(findings, Dialect.HTTP1, Verdict.MISSING));
        assertEquals(
                Set.of(
                        "/hello",
                        "/json",
                        "/echo",
                        "/headers",
                        "/large",
                        "/form",
                        "/api/v1",
                        "/upload",
                        "/stream",
                        "/sse",
                        "/gzip"),
                routes(findings, Dialect.HTTP2, Verdict.MISSING));
    }

    @Test
    void filesThatAreNotServedAreFound(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.txt"), "beep");
        Files.writeString(folder.resolve("a.txt.gz"), "not asked for by its name");
        Listener listener = listener(RoadrunnerRoutes.routes());

        List<Finding> findings = check(listener).withFiles(folder).findings();

        Finding finding = new Finding("/static", Dialect.HTTP1, Verdict.DIFFERENT, "status 404");
        assertEquals(
                List.of(finding, finding),
                findings.stream().filter(found -> found.dialect() == Dialect.HTTP1).toList());
    }

    private Listener listener(Routes routes) {
        return roadrunner.startListener(
                "some",
                ListenerOptions.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .protocols(Protocol.http1())
                        .bodyBuffering(BodyBuffering.MANUAL)
                        .routes(routes)
                        .build());
    }

    private static PeerCheck check(Listener listener) {
        return PeerCheck.of(URI.create("http://127.0.0.1:" + listener.port()));
    }

    private static Set<String> routes(List<Finding> findings, Dialect dialect, Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.dialect() == dialect && finding.verdict() == verdict)
                .map(Finding::route)
                .collect(Collectors.toSet());
    }
}
