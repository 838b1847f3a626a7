package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.standalone.Program;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demo application in a process of its own, on ports that its successors have too. Owned by
/// the test.
final class Instance implements AutoCloseable {
    private final int port;
    private final int statusPort;
    private final List<String> flags;
    private @Nullable ChildProcess program;
    private int stops;

    /// @param flags how it drains, and which protocols it speaks
    Instance(int port, int statusPort, List<String> flags) {
        this.port = port;
        this.statusPort = statusPort;
        this.flags = flags;
    }

    int port() {
        return port;
    }

    int statusPort() {
        return statusPort;
    }

    /// As a balancer is told of it.
    String address() {
        return "127.0.0.1:" + port;
    }

    /// Starts it and waits until it says that it is ready.
    Instance start() {
        List<String> arguments = new ArrayList<>(List.of("demo", "--host=127.0.0.1"));
        arguments.add("--port=" + port);
        arguments.add("--status-port=" + statusPort);
        arguments.addAll(flags);
        program = Program.startAsIs(arguments.toArray(String[]::new));
        Await.until("the instance on " + port + " is ready", Program.SOON, this::isReady);
        return this;
    }

    private boolean isReady() {
        try (Wire wire = Wire.connect(statusPort)) {
            String request = "GET /readyz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
            return wire.send(request).readResponse().status() == 200;
        } catch (WireException _) {
            return false;
        }
    }

    /// Sends a signal, by its name without `SIG`.
    void signal(String name) {
        running().signal(name);
    }

    /// Waits until it has drained and ended.
    void awaitEnd() {
        ChildProcess ending = running();
        assertEquals(0, ending.awaitExit(Http1Traffic.PATIENCE), ending::stdout);
        ending.close();
        program = null;
    }

    /// Tells it to stop, by the command and by a signal in turns, and waits until it has.
    void stop() {
        if (stops++ % 2 == 0) {
            ChildProcess.Result command = Program.run("stop", Program.rpc(running()));
            assertEquals(0, command.exitCode(), command::stderr);
        } else {
            signal("TERM");
        }
        awaitEnd();
    }

    private ChildProcess running() {
        if (program == null) {
            throw new IllegalStateException("not started");
        }
        return program;
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
