package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.Http2Wire;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// SIGTERM while clients speak HTTP/2 at full speed.
final class Http2ShutdownTest {
    private static final Pattern REQUESTS =
            Pattern.compile("requests: \\d+ total, (\\d+) started, \\d+ done, (\\d+) succeeded");
    private static final int CLIENTS = 4;
    private static final int STREAMS = 8;

    @Test
    void aDrainUnderFullLoadLosesNothing() {
        try (ChildProcess program = Program.start("demo", "--protocols=http2")) {
            int port = Program.port(program);
            losesNothing(program, "http://127.0.0.1:" + port, () -> Http2Wire.connect(port));
        }
    }

    @Test
    void aDrainUnderFullLoadLosesNothingOverTls() {
        try (ChildProcess program = Program.start("demo", "--tls-port=0")) {
            int port = Program.tlsPort(program);
            losesNothing(
                    program,
                    "https://127.0.0.1:" + port,
                    () -> Http2Wire.connectTls(port, TlsClient.context()));
        }
    }

    /// When it is told to go, h2load drops the requests that it has queued and not sent, at most
    /// one for each of its streams, and counts them as started.
    private static void losesNothing(ChildProcess program, String url, Supplier<Http2Wire> peer) {
        try (ChildProcess load = load(url)) {
            awaitTraffic(peer);
            program.signal("TERM");
            assertEquals(0, program.awaitExit(Duration.ofSeconds(10)), program.stderr());
            load.awaitExit(Duration.ofSeconds(30));
            MatchResult seen = requests(load.stdout());
            int started = Integer.parseInt(seen.group(1));
            int succeeded = Integer.parseInt(seen.group(2));
            assertTrue(succeeded >= started - CLIENTS * STREAMS, load.stdout());
            assertTrue(load.stdout().contains(succeeded + " 2xx, 0 3xx, 0 4xx, 0 5xx"));
        }
        assertTrue(program.stdout().contains("drained in "), program.stdout());
    }

    private static ChildProcess load(String url) {
        return ChildProcess.start(
                Programs.need("h2load").toString(),
                "-n",
                "10000000",
                "-c",
                String.valueOf(CLIENTS),
                "-m",
                String.valueOf(STREAMS),
                "-t",
                "1",
                url + "/hello");
    }

    private static MatchResult requests(String output) {
        Matcher matcher = REQUESTS.matcher(output);
        assertTrue(matcher.find(), output);
        return matcher.toMatchResult();
    }

    /// The program has served something, and a later connection is served too.
    private static void awaitTraffic(Supplier<Http2Wire> peer) {
        try (Http2Wire probe = peer.get()) {
            int[] stream = {1};
            Await.until(
                    "it has been busy for a while",
                    Duration.ofSeconds(20),
                    () -> {
                        probe.send(Frames.headers(stream[0]).get("/hello"));
                        probe.expectResponse(stream[0]).expectStatus(200);
                        stream[0] += 2;
                        return stream[0] > 400;
                    });
            probe.send(Frames.goAway(0, ErrorCode.NO_ERROR));
        }
    }
}
