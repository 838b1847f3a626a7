package io.roadrunner.connection;

/// What a connection wants to happen when its [Connection#serve()] returns.
public sealed interface Next {
    /// Close the transport.
    ///
    /// @param cause why
    record Close(CloseCause cause) implements Next {}

    /// Go on with another protocol on the same transport and thread.
    ///
    /// @param connection what serves it from here on
    record HandOver(Connection connection) implements Next {}
}
