package io.roadrunner.conformance.cost;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How many bytes of heap a request allocates when everything is compiled.
class AllocationTest {
    private static final int WARM_UP = 150_000;
    private static final int MEASURED = 50_000;

    /// What is not compiled yet allocates more; what allocates too much does so in every window.
    private static final int WINDOWS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What is asked how, and how many bytes each request may allocate: about a tenth more than
    /// measured.
    enum Scenario {
        HELLO("/hello", 1_030, "--h1", "-c8"),
        JSON("/json", 1_320, "--h1", "-c8"),
        H2_HELLO("/hello", 1_850, "-c4", "-m16");

        final String path;
        final int bound;
        final List<String> options;

        Scenario(String path, int bound, String... options) {
            this.path = path;
            this.bound = bound;
            this.options = List.of(options);
        }
    }

    private static void load(Scenario scenario, int port, int requests) {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("h2load").toString());
        command.addAll(scenario.options);
        command.add("-n" + requests);
        command.add("http://127.0.0.1:" + port + scenario.path);
        ChildProcess.Result result = ChildProcess.run(PATIENCE, command.toArray(String[]::new));
        String all = requests + " succeeded";
        assertTrue(result.stdout().contains(all), result.stdout() + result.stderr());
    }

    private static long allocated(int port) {
        try (Wire wire = Wire.connect(port)) {
            String request = "GET /allocated HTTP/1.1\r\nhost: a\r\n\r\n";
            byte[] body = wire.send(request).readResponse().expectStatus(200).body();
            return Long.parseLong(new String(body, StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestAllocatesNoMore(Scenario scenario) {
        try (ChildProcess server = CostServer.start(List.of())) {
            int port = CostServer.port(server);
            load(scenario, port, WARM_UP);
            List<Long> windows = new ArrayList<>();
            do {
                long before = allocated(port);
                load(scenario, port, MEASURED);
                windows.add((allocated(port) - before) / MEASURED);
            } while (windows.getLast() > scenario.bound && windows.size() < WINDOWS);
            assertTrue(
                    windows.getLast() <= scenario.bound,
                    () -> windows + " bytes for each request, window by window");
        }
    }
}
