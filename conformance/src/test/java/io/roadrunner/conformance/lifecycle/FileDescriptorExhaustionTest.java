package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that runs out of file descriptors lives on and recovers.
class FileDescriptorExhaustionTest {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)\n");
    private static final List<String> LIMITED =
            List.of("sh", "-c", "ulimit -n 120; exec \"$0\" \"$@\"");
    private static final int MORE_THAN_THERE_ARE = 150;

    @Test
    void aListenerWithoutDescriptorsWaitsAndServesAgain(@TempDir Path folder) {
        List<Wire> wires = new ArrayList<>();
        try (ChildProcess child = ChildListener.start(folder, LIMITED)) {
            int port = Integer.parseInt(child.awaitOutput(PORT).group(1));
            for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
                wires.add(Wire.connect(port));
            }
            child.awaitOutput("listener.accept_failed");
            wires.getFirst().send(get("/")).readResponse().expectStatus(200);
            assertTrue(child.isAlive());
            wires.forEach(Wire::close);
            Await.until("it serves again", Duration.ofSeconds(10), () -> serves(port));
            assertTrue(child.isAlive());
            assertFalse(child.stdout().contains("listener.restart"), child.stdout());
            assertFalse(child.stdout().contains("listener.exception"), child.stdout());
        } finally {
            wires.forEach(Wire::close);
        }
    }

    /// What the JVM needs to wait for a socket was opened before the first client came.
    @Test
    void theLastDescriptorServesTheFirstClient(@TempDir Path folder) {
        try (ChildProcess child = ChildListener.start(folder, LIMITED, "hoard")) {
            int port = Integer.parseInt(child.awaitOutput(PORT).group(1));
            try (Wire wire = Wire.connect(port)) {
                wire.expectNothingFor(Duration.ofMillis(100));
                wire.send(get("/")).readResponse().expectStatus(200);
                wire.send(get("/")).readResponse().expectStatus(200);
            }
        }
    }

    private static boolean serves(int port) {
        try (Wire wire = Wire.connect(port).withTimeout(Duration.ofSeconds(1))) {
            return wire.send(get("/")).readResponse().status() == 200;
        } catch (WireException _) {
            return false;
        }
    }
}
