package io.roadrunner.conformance.deploy;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import java.time.Duration;
import java.util.Map;

/// HAProxy as `deploy/haproxy/haproxy.cfg` configures it.
final class Haproxy implements Balancer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The columns of the statistics that tell which instance a row is of, and its state.
    private static final int NAME = 1;

    private static final int STATE = 17;

    private final int port;
    private final int statistics;
    private final Map<Integer, String> names;
    private final ChildProcess program;

    /// @param ports where clients come, and where it is asked for its statistics
    /// @param settings further variables of the file
    Haproxy(int[] ports, Instance one, Instance two, Map<String, String> settings) {
        this.port = ports[0];
        this.statistics = ports[1];
        this.names = Map.of(one.port(), "one", two.port(), "two");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Programs.need("haproxy").toString(),
                        "-db",
                        "-f",
                        Shipped.file("haproxy/haproxy.cfg").toString());
        Map<String, String> environment = builder.environment();
        environment.put("ROADRUNNER_BIND", "127.0.0.1:" + port);
        environment.put("ROADRUNNER_STATISTICS", "127.0.0.1:" + statistics);
        environment.put("ROADRUNNER_ONE", one.address());
        environment.put("ROADRUNNER_ONE_STATUS", Integer.toString(one.statusPort()));
        environment.put("ROADRUNNER_TWO", two.address());
        environment.put("ROADRUNNER_TWO_STATUS", Integer.toString(two.statusPort()));
        environment.putAll(settings);
        program = ChildProcess.start(builder);
        awaitServed(one);
        awaitServed(two);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Traffic http2() {
        return new Http2Traffic(port, null);
    }

    @Override
    public void awaitServed(Instance instance) {
        String name = names.get(instance.port());
        Await.until("HAProxy uses " + name, PATIENCE, () -> state(name).startsWith("UP"));
    }

    /// What HAProxy thinks of an instance, empty when it cannot be asked.
    private String state(String name) {
        try (Wire wire = Wire.connect(statistics)) {
            String request = "GET /;csv HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
            return wire.send(request)
                    .readResponse()
                    .text()
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(row -> row.length > STATE && row[NAME].equals(name))
                    .map(row -> row[STATE])
                    .findFirst()
                    .orElse("");
        } catch (WireException _) {
            return "";
        }
    }

    @Override
    public String complaints() {
        return program.stdout() + program.stderr();
    }

    @Override
    public void close() {
        program.close();
    }
}
