package io.roadrunner.benchmarks.run.plan;

import java.util.List;

/// How a scenario is measured. Immutable.
public sealed interface Measure {
    /// A closed loop for some seconds.
    ///
    /// @param door where it knocks
    /// @param path what it asks for
    /// @param company who else is there
    /// @param ownHeap whether a server on the JVM decides itself how much heap it takes
    record Window(Door door, String path, Load load, Company company, boolean ownHeap)
            implements Measure {
        /// Whether each turn takes a process of its own, that no other server runs beside: one
        /// whose memory is the figure, or that has company which would disturb the others.
        public boolean isAlone() {
            return ownHeap || company != Company.NONE;
        }
    }

    /// Requests at fixed times, at each of [#SHARES] of what a closed loop got through before.
    ///
    /// @param closed finds the peak
    /// @param http2 whether the requests are HTTP/2
    record OpenLoop(Window closed, boolean http2) implements Measure {}

    /// The time from the start of the process to the first answer.
    ///
    /// @param program whether the shipped program is started and not a server of the peers
    record StartUp(boolean program) implements Measure {}

    /// The heap that an idle connection keeps.
    ///
    /// @param path of the request before it is idle
    record IdleMemory(Idle kind, String path) implements Measure {}

    /// Roadrunner alone, in several sizes of something.
    ///
    /// @param of what the sizes count
    record Sweep(String of, List<Point> points) implements Measure {
        /// Copies the list.
        public Sweep {
            points = List.copyOf(points);
        }
    }

    /// The drain of a listener of Roadrunner.
    ///
    /// @param connections how many are idle, one measurement for each
    record Drain(List<Integer> connections) implements Measure {
        /// Copies the list.
        public Drain {
            connections = List.copyOf(connections);
        }
    }

    /// The shares of the peak that an open loop asks for.
    List<Double> SHARES = List.of(0.5, 0.75, 0.9);

    /// One measurement of a sweep.
    ///
    /// @param size how many of what the sweep counts
    /// @param routes how many routes the server has
    record Point(int size, int routes, String path, Load load) {}

    /// A kind of connection that is idle.
    enum Idle {
        /// HTTP/1.1 after one request.
        HTTP1,
        /// HTTP/2 without TLS after one request.
        HTTP2,
        /// A WebSocket after its opening.
        WEBSOCKET
    }
}
