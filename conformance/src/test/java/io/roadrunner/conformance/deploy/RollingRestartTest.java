package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.deploy.Http1Traffic.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two instances behind a real balancer, as it is configured under `deploy/`, are replaced one
/// after the other while clients go on asking. Nobody may notice.
class RollingRestartTest {
    private static final String DELAY = "--drain-delay=1s";

    private static List<Traffic> clients(Balancer balancer) {
        int port = balancer.port();
        return List.of(
                new Http1Traffic(port, Kind.GET),
                new Http1Traffic(port, Kind.GET_ALONE),
                new Http1Traffic(port, Kind.POST),
                new Http1Traffic(port, Kind.UPLOAD),
                balancer.http2(),
                new WebSocketTraffic(port));
    }

    private static void replaceEach(Balancer balancer, int times, Instance... instances) {
        try (Load load = Load.start(clients(balancer))) {
            load.awaitMore(10);
            for (int i = 0; i < times; i++) {
                for (Instance instance : instances) {
                    instance.stop();
                    load.awaitMore(10);
                    instance.start();
                    balancer.awaitServed(instance);
                    load.awaitMore(10);
                }
            }
            load.expectEverythingAnswered();
        } catch (AssertionError e) {
            throw new AssertionError(balancer.complaints(), e);
        }
    }

    /// The balancer may hide what an instance loses by trying again: without that nothing is lost
    /// either.
    @ParameterizedTest
    @CsvSource({"h2, 3, 3", "h2, 0, 1", "h1, 0, 1"})
    void behindHaproxy(String protocol, String retries, int times) throws IOException {
        int[] ports = Ports.free(6);
        List<String> flags = List.of("--detect-preface", "--protocols=http2,http1", DELAY);
        Map<String, String> settings =
                Map.of(
                        "ROADRUNNER_PROTOCOL",
                        protocol,
                        "ROADRUNNER_CHECK_INTERVAL",
                        "250ms",
                        "ROADRUNNER_RETRIES",
                        retries);
        try (Instance one = new Instance(ports[0], ports[1], flags).start();
                Instance two = new Instance(ports[2], ports[3], flags).start();
                Balancer haproxy =
                        new Haproxy(new int[] {ports[4], ports[5]}, one, two, settings)) {
            replaceEach(haproxy, times, one, two);
        }
    }

    /// With the shipped setting three times, and once without a second try. Then nginx goes to no
    /// instance that is away, so that it never needs one.
    @ParameterizedTest
    @ValueSource(strings = {"error", "off"})
    void behindNginx(String nextUpstream, @TempDir Path folder) throws IOException {
        int[] ports = Ports.free(6);
        List<String> flags = List.of(DELAY);
        try (Instance one = new Instance(ports[0], ports[1], flags).start();
                Instance two = new Instance(ports[2], ports[3], flags).start();
                Nginx nginx =
                        new Nginx(
                                folder,
                                new int[] {ports[4], ports[5]},
                                List.of(one, two),
                                nextUpstream)) {
            replaceEach(nginx, nextUpstream.equals("error") ? 3 : 1, one, two);
            assertEquals(List.of(), nginx.secondTries());
        }
    }
}
