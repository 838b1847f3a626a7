package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What connections cost that wait for nothing, measured in a process that holds only their server
/// sides. Most of it is the stack of the thread that waits, which is a third smaller once the JVM
/// has compiled its methods: the crowd comes again until that is so.
class IdleConnectionsTest {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)\n");
    private static final int CONNECTIONS = 4000;
    private static final int BYTES_EACH = 4096;
    private static final int CROWDS = 6;
    private static final int LOOKS = 40;

    @Test
    void anIdleConnectionTakesAtMostFourKibibytesOfHeapAfterItsHibernation(@TempDir Path folder) {
        try (ChildProcess child = ChildListener.start(folder, List.of())) {
            int port = Integer.parseInt(child.awaitOutput(PORT).group(1));
            long least = Long.MAX_VALUE;
            for (int i = 0; i < CROWDS && least > BYTES_EACH; i++) {
                least = Math.min(least, bytesEach(port));
            }
            assertTrue(least <= BYTES_EACH, least + " bytes each");
        }
    }

    /// The least that a connection of a new crowd takes while it hibernates.
    private static long bytesEach(int port) {
        List<Wire> crowd = new ArrayList<>();
        try (Wire control = Wire.connect(port)) {
            long before = heapInUse(control);
            for (int i = 0; i < CONNECTIONS; i++) {
                crowd.add(Wire.connect(port));
                crowd.getLast().send(get("/")).readResponse().expectStatus(200);
            }
            long least = Long.MAX_VALUE;
            for (int i = 0; i < LOOKS && least > BYTES_EACH; i++) {
                least = Math.min(least, (heapInUse(control) - before) / CONNECTIONS);
            }
            // All of them are still there.
            crowd.forEach(wire -> wire.send(get("/")).readResponse().expectStatus(200));
            return least;
        } finally {
            crowd.forEach(Wire::close);
        }
    }

    private static long heapInUse(Wire control) {
        return Long.parseLong(control.send(get("/heap")).readResponse().expectStatus(200).text());
    }
}
