package io.roadrunner.connection;

import java.util.List;

/// One live connection as its listener sees it. [#serve()] belongs to the connection's thread; all
/// other members may be called from any thread, return at once and may come at any moment, also
/// after the end.
public interface Connection {
    /// Serves until the protocol ends. Never throws for what a peer does.
    Next serve();

    /// Ends gracefully: nothing new is begun, what runs may finish until the deadline. Called again
    /// with an earlier deadline, that one counts.
    void drain(Drain drain);

    /// Tells the handlers of a drain, nothing else: the connection goes on as before.
    void notifyDrain(Drain drain);

    /// The deadline of a drain has come: says its last words, if its protocol has some.
    ///
    /// @return whether it needs a moment for them before it is cut
    default boolean bidFarewell() {
        return false;
    }

    /// The moment at which [#check(long)] has something to do, [Deadline#NONE] for never.
    long deadlineNanos();

    /// Called by the reaper about every 100 ms: wakes or cuts what is overdue and gives back the
    /// buffers of what has been idle for long.
    void check(long nowNanos);

    /// Cuts the connection now. Its thread wakes with an error if it is in a socket call.
    void close(CloseCause cause);

    /// The short name of the protocol: `h1`, `h2`, `h3`, `ws`.
    String protocol();

    /// The requests that are being worked on.
    List<ActiveRequest> activeRequests();

    /// How many requests were read so far.
    long requestsServed();
}
