package io.roadrunner.http2;

import io.roadrunner.connection.Drain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Who wants to know what happens to a stream from outside: its actions run in other threads than
/// those that read and write. Any thread.
final class StreamListeners {
    private final List<Consumer<Drain>> onDrain = new ArrayList<>(0);
    private final List<Runnable> onDisconnect = new ArrayList<>(0);
    private boolean disconnected;

    /// Has the action run for the next drain.
    synchronized void onDrain(Consumer<Drain> action) {
        onDrain.add(action);
    }

    /// Passes a drain on, in the calling thread.
    void drain(Drain drain) {
        List<Consumer<Drain>> actions;
        synchronized (this) {
            actions = List.copyOf(onDrain);
        }
        actions.forEach(action -> action.accept(drain));
    }

    /// Has the action run once when the peer goes away; at once if it has gone.
    void onDisconnect(Runnable action) {
        synchronized (this) {
            if (!disconnected) {
                onDisconnect.add(action);
                return;
            }
        }
        Thread.ofVirtual().start(action);
    }

    /// The peer has gone away, or does not want this stream any more.
    void disconnect() {
        List<Runnable> actions;
        synchronized (this) {
            if (disconnected) {
                return;
            }
            disconnected = true;
            actions = List.copyOf(onDisconnect);
        }
        if (!actions.isEmpty()) {
            Thread.ofVirtual().start(() -> actions.forEach(Runnable::run));
        }
    }
}
