package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What connections cost that wait for nothing, measured in a process that holds only their server
/// sides.
class IdleConnectionsTest {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)\n");
    private static final int CONNECTIONS = 4000;
    private static final int BYTES_EACH = 4096;

    @Test
    void anIdleConnectionTakesAtMostFourKibibytesOfHeapAfterItsHibernation(@TempDir Path folder) {
        List<Wire> wires = new ArrayList<>();
        try (ChildProcess child = ChildListener.start(folder, List.of())) {
            int port = Integer.parseInt(child.awaitOutput(PORT).group(1));
            Wire control = Wire.connect(port);
            wires.add(control);
            long before = heapInUse(control);
            for (int i = 0; i < CONNECTIONS; i++) {
                Wire wire = Wire.connect(port);
                wires.add(wire);
                wire.send(get("/")).readResponse().expectStatus(200);
            }
            Await.until(
                    "the heap has grown by no more than " + BYTES_EACH + " bytes each",
                    Duration.ofSeconds(20),
                    () -> heapInUse(control) - before <= (long) BYTES_EACH * CONNECTIONS);
            // All are still there and served.
            wires.forEach(wire -> wire.send(get("/")).readResponse().expectStatus(200));
        } finally {
            wires.forEach(Wire::close);
        }
    }

    private static long heapInUse(Wire control) {
        return Long.parseLong(control.send(get("/heap")).readResponse().expectStatus(200).text());
    }
}
