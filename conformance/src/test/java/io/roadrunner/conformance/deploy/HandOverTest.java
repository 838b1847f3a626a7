package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.PassedSocket;
import io.roadrunner.conformance.deploy.Http1Traffic.Kind;
import io.roadrunner.conformance.standalone.Program;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// One process takes the port over from another, without a balancer, while clients go on asking.
class HandOverTest {
    private static final int REPLACEMENTS = 3;

    /// Long enough for every client to ask once more, which it then does elsewhere.
    private static final List<String> FLAGS =
            List.of("--detect-preface", "--protocols=http2,http1", "--set=drain.idle_grace=1s");

    private static Instance sharing(int port, int statusPort) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("--set=reuse_port=true");
        return new Instance(port, statusPort, flags).start();
    }

    private static List<Traffic> clients(int port) {
        return List.of(
                new Http1Traffic(port, Kind.GET),
                new Http1Traffic(port, Kind.POST),
                new Http1Traffic(port, Kind.UPLOAD),
                new Http2Traffic(port, null),
                new WebSocketTraffic(port));
    }

    @Test
    void twoProcessesListenUntilTheOldOneHasGone() throws IOException {
        int[] ports = Ports.free(3);
        List<Instance> instances = new ArrayList<>();
        try {
            instances.add(sharing(ports[0], ports[1]));
            try (Load load = Load.start(clients(ports[0]))) {
                load.awaitMore(10);
                for (int i = 0; i < REPLACEMENTS; i++) {
                    instances.add(sharing(ports[0], ports[1 + (i + 1) % 2]));
                    load.awaitMore(10);
                    instances.get(i).stop();
                    load.awaitMore(10);
                }
                load.expectEverythingAnswered();
            }
        } finally {
            instances.forEach(Instance::close);
        }
    }

    /// The old process is stopped in the middle of nothing, so that connections wait for it in the
    /// kernel; about every second one, the others go to the new process.
    @Test
    void whatWaitsForTheOldProcessInTheKernelIsServed() throws IOException {
        int[] ports = Ports.free(3);
        List<Wire> clients = new ArrayList<>();
        try (Instance old = sharing(ports[0], ports[1]);
                Instance _ = sharing(ports[0], ports[2])) {
            old.signal("STOP");
            for (int i = 0; i < 40; i++) {
                Wire client = Wire.connect(ports[0]).withTimeout(Http1Traffic.PATIENCE);
                clients.add(client.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n"));
            }
            old.signal("TERM");
            old.signal("CONT");
            for (Wire client : clients) {
                client.readResponse().expectStatus(200).expectBody("hello, roadrunner!");
            }
            old.awaitEnd();
        } finally {
            clients.forEach(Wire::close);
        }
    }

    /// As `systemctl restart` does with a socket unit: nobody serves for a while, and the kernel
    /// keeps who comes.
    @Test
    void theSocketStaysWhileTheProcessIsReplaced() {
        List<String> arguments = new ArrayList<>(List.of("demo", "--set=address=inherit"));
        arguments.addAll(FLAGS);
        try (ChildProcess keeper =
                Program.startThrough(PassedSocket.keeper(), arguments.toArray(String[]::new))) {
            int port = PassedSocket.port(keeper);
            List<Traffic> clients = new ArrayList<>(clients(port));
            clients.add(new Http1Traffic(port, Kind.GET_ALONE));
            try (Load load = Load.start(clients)) {
                for (int i = 0; i < REPLACEMENTS; i++) {
                    load.awaitMore(10);
                    terminate(printed(keeper, "child", i));
                    assertEquals("0", printed(keeper, "ended", i), keeper::stdout);
                }
                load.awaitMore(10);
                load.expectEverythingAnswered();
            }
        }
    }

    private static void terminate(String process) {
        ChildProcess.Result sent =
                ChildProcess.run(Duration.ofSeconds(5), "sh", "-c", "kill -s TERM " + process);
        assertEquals(0, sent.exitCode(), sent::stderr);
    }

    /// A number that the keeper has printed, waited for if need be.
    ///
    /// @param index which of those with this name, from 0
    private static String printed(ChildProcess keeper, String name, int index) {
        String repeated = "(?s)(?:%s=(\\d+)\n.*?){%d}".formatted(name, index + 1);
        return keeper.awaitOutput(Pattern.compile(repeated), Http1Traffic.PATIENCE).group(1);
    }
}
