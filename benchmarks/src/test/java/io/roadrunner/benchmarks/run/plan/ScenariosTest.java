package io.roadrunner.benchmarks.run.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of scenarios.
final class ScenariosTest {
    private static final List<String> ASKED_FOR =
            List.of(
                    "hello json echo headers_heavy large_response pipelined post_4kb_form"
                            .concat(" varied_paths_router upload streaming_response sse")
                            .concat(" gzip_response static connection_storm limited_conn")
                            .concat(" tls_hello tls_handshake tls_resumption h2_hello h2c_hello")
                            .concat(" h2_json h2_large h2_upload websocket_echo mixed idle_10k")
                            .concat(" slow_clients startup open_hello open_json open_h2_hello")
                            .concat(" flat_connections flat_routes flat_headers flat_drain")
                            .split(" "));

    @Test
    void everythingThatIsAskedForIsThere() {
        List<String> names = names();
        assertEquals(List.of(), ASKED_FOR.stream().filter(name -> !names.contains(name)).toList());
    }

    @Test
    void noNameIsTakenTwice() {
        assertEquals(names().size(), new HashSet<>(names()).size());
    }

    @Test
    void pathsAreAbsolute() {
        for (Scenario scenario : Scenarios.all()) {
            if (scenario.measure() instanceof Measure.Window window) {
                assertTrue(window.path().startsWith("/"), scenario.name());
            }
        }
    }

    @Test
    void theMemoryOfAHeapIsAskedOfServersOnTheJvmOnly() {
        Contender nginx = Contender.named(Contender.NGINX).orElseThrow();
        List<String> without =
                Scenarios.all().stream()
                        .filter(scenario -> scenario.measure() instanceof Measure.IdleMemory)
                        .filter(scenario -> scenario.has(nginx))
                        .map(Scenario::name)
                        .toList();
        assertEquals(List.of(), without);
    }

    /// A memory that grew in an earlier turn, or clients that stay, would be a figure of others.
    @Test
    void memoryAndCompanyAreMeasuredInProcessesOfTheirOwn() {
        List<String> alone =
                Scenarios.all().stream()
                        .filter(scenario ->
                                scenario.measure() instanceof Measure.Window window
                                        && window.isAlone())
                        .map(Scenario::name)
                        .toList();
        assertEquals(List.of("idle_10k", "slow_clients", "hello_512"), alone);
    }

    private static List<String> names() {
        return Scenarios.all().stream().map(Scenario::name).toList();
    }
}
