package io.roadrunner.exchange;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// What is to be done when the peer of one request goes away: each action exactly once, whether it
/// was given before or after, and none after the end of the request. Any thread.
final class DisconnectActions {
    private static final System.Logger LOGGER = System.getLogger(DisconnectActions.class.getName());

    private final List<Runnable> waiting = new ArrayList<>(1);
    private boolean disconnected;
    private boolean ended;

    /// Keeps the action for later, or runs it now when the peer has gone already.
    void add(Runnable action) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (!disconnected) {
                waiting.add(action);
                return;
            }
        }
        runQuietly(action);
    }

    /// The peer has gone: runs what waits, in the order in which it was given.
    void disconnect() {
        List<Runnable> actions;
        synchronized (this) {
            if (ended || disconnected) {
                return;
            }
            disconnected = true;
            actions = List.copyOf(waiting);
        }
        actions.forEach(DisconnectActions::runQuietly);
    }

    /// The request is over: a peer that goes away now does not matter to it.
    synchronized void end() {
        ended = true;
    }

    private static void runQuietly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "an action for a lost peer failed", e);
        }
    }
}
