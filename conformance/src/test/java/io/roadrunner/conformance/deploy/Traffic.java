package io.roadrunner.conformance.deploy;

/// One client: it asks, waits for the answers and checks them, again and again. Owned by a thread
/// of [Load].
interface Traffic extends AutoCloseable {
    /// Asks once more, on the connection it has or, when it was told to leave that one, on another.
    ///
    /// @param tally counts what is asked and what is answered
    /// @throws RuntimeException when an answer does not come; nothing is asked again
    /// @throws AssertionError when an answer is wrong
    void ask(Tally tally);

    /// What it does, for messages.
    @Override
    String toString();

    @Override
    void close();
}
