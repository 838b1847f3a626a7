package io.roadrunner.conformance.deploy;

/// A real balancer in front of two instances, run by the files that are shipped. Owned by the test.
interface Balancer extends AutoCloseable {
    /// Where clients connect that speak HTTP/1.1, or open a WebSocket.
    int port();

    /// A client that speaks HTTP/2 with it.
    Traffic http2();

    /// Waits until it gives requests to an instance that was just started.
    void awaitServed(Instance instance);

    /// What it says about itself, for messages.
    String complaints();

    @Override
    void close();
}
