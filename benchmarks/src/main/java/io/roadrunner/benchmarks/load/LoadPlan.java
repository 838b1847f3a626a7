package io.roadrunner.benchmarks.load;

import java.net.URI;
import java.time.Duration;

/// What to do to which server. Immutable.
///
/// @param server a `ws` URI
/// @param connections of all threads together
/// @param window the messages that each connection has in flight, at least 1
/// @param time how long is measured
/// @param warmUp how long nothing is measured before
/// @param threads at least 1
record LoadPlan(
        URI server, int connections, int window, Duration time, Duration warmUp, int threads) {
    /// The octets of a message.
    static final int MESSAGE_LENGTH = 1024;

    private static final int MAX_CONNECTIONS = 60_000;
    private static final int MAX_WINDOW = 4096;

    LoadPlan {
        if (!"ws".equals(server.getScheme())
                || server.getHost() == null
                || server.getPort() < 0
                || !server.getRawPath().startsWith("/")) {
            throw new IllegalArgumentException(server + ": not ws://host:port/path");
        }
        require("connections", connections, MAX_CONNECTIONS);
        require("window", window, MAX_WINDOW);
        require("threads", threads, connections);
    }

    /// Reads `uri connections window seconds [warm-up seconds [threads]]`; 2 seconds and 1 thread
    /// where nothing is said.
    static LoadPlan of(String... arguments) {
        return new LoadPlan(
                URI.create(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Duration.ofSeconds(Integer.parseInt(arguments[3])),
                Duration.ofSeconds(arguments.length > 4 ? Integer.parseInt(arguments[4]) : 2),
                arguments.length > 5 ? Integer.parseInt(arguments[5]) : 1);
    }

    /// How many of the connections the thread with this number has.
    int connectionsOf(int thread) {
        return connections / threads + (thread < connections % threads ? 1 : 0);
    }

    private static void require(String name, int value, int greatest) {
        if (value < 1 || value > greatest) {
            throw new IllegalArgumentException(name + " = " + value + ": must be 1 to " + greatest);
        }
    }
}
