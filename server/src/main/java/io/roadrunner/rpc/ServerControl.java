package io.roadrunner.rpc;

/// What the program around the server does when it is told to over RPC. Implemented by the program;
/// called by any thread, also by several at once.
public interface ServerControl {
    /// Reads configuration, routes, certificates and application again: all of it or nothing.
    ///
    /// @return the number of the generation that serves now
    /// @throws Exception when it is refused, and what was before still serves; its message says why
    long reload() throws Exception;

    /// Begins to end the program in good order, and returns at once.
    void stop();
}
