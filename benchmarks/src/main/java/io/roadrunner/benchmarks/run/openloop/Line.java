package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;

/// What is said on one connection. It remembers when each request in flight was due. One thread.
interface Line {
    /// Whether another request can go out now.
    boolean hasRoom();

    /// Says a request; it goes out with the next [#flush()], so that requests that are due at the
    /// same time go out together.
    ///
    /// @param number of the request, which its answer is told by
    void send(long number);

    /// Sends what was said.
    void flush() throws IOException;

    /// Reads what came.
    ///
    /// @param in all of it is read
    /// @throws IOException when it makes no sense
    void receive(ByteBuffer in, Answered answered) throws IOException;

    /// How many answers are still to come.
    int inFlight();

    /// Whether the server wants no more requests here.
    boolean isLast();

    /// Who hears of answers.
    @FunctionalInterface
    interface Answered {
        /// An answer is complete.
        ///
        /// @param number of the request
        /// @param ok whether its status is 200
        void answered(long number, boolean ok);
    }
}
