package io.roadrunner.conformance.protocols;

/// One connection of a client. Owned by the test, which closes it; one thread.
interface Client extends AutoCloseable {
    /// Sends the head of a request. Over HTTP/1.1 one call after the other.
    Call begin(Ask ask);

    /// Ends the connection with a RST.
    void reset();

    @Override
    void close();
}
