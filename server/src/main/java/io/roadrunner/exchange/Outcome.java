package io.roadrunner.exchange;

/// How the service of one request ended, for the protocol to decide what comes next.
public sealed interface Outcome {
    /// The response is complete.
    record Completed() implements Outcome {
        static final Completed INSTANCE = new Completed();
    }

    /// The response could not be completed; the exchange was aborted.
    record Aborted() implements Outcome {
        static final Aborted INSTANCE = new Aborted();
    }

    /// The protocol was switched: the session owns the bytes now and counts as a request in flight
    /// until it has been served.
    ///
    /// @param route the pattern of the route
    /// @param protocol the short name of the protocol that follows
    /// @param session what serves the connection
    record HandOver(String route, String protocol, Session session) implements Outcome {}

    /// The rest of a request's life after a switch of protocols.
    @FunctionalInterface
    interface Session {
        /// Runs the application's handler to its end; exactly once.
        ///
        /// @return false when the handler failed
        boolean serve(Tunnel tunnel);
    }
}
