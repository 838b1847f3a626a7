package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.PassedSocket;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A listening socket that is passed on as file descriptor 0, as systemd and inetd do.
class InheritedSocketTest {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)\n");

    @Test
    void theSocketOfTheParentIsServedWithoutARefusedClient(@TempDir Path folder) {
        try (ChildProcess child = ChildListener.start(folder, PassedSocket.launcher(), "inherit")) {
            int port = PassedSocket.port(child);
            try (Wire early = Wire.connect(port).send(get("/"))) {
                assertEquals(port, Integer.parseInt(child.awaitOutput(PORT).group(1)));
                early.readResponse().expectBody("hello");
            }
            try (Wire wire = Wire.connect(port)) {
                wire.send(get("/")).readResponse().expectBody("hello");
            }
        }
    }
}
