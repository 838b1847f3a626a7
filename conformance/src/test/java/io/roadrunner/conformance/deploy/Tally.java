package io.roadrunner.conformance.deploy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What one client has asked and what was answered. Counted by the thread of the client, read by
/// any.
final class Tally {
    private final String client;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /// @param client what it does, for messages
    Tally(String client) {
        this.client = client;
    }

    void connected() {
        connections.incrementAndGet();
    }

    void asked() {
        asked.incrementAndGet();
    }

    void answered() {
        answered.incrementAndGet();
    }

    void failed(Throwable failure) {
        failures.add(client + " at request " + asked + ": " + failure);
    }

    int answers() {
        return answered.get();
    }

    int requests() {
        return asked.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public String toString() {
        return "%s: %s asked, %s answered, %s connections"
                .formatted(client, asked, answered, connections);
    }
}
