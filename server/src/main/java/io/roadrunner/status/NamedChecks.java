package io.roadrunner.status;

import java.util.Map;
import java.util.TreeMap;

/// What was registered, by name. Any thread.
///
/// @param <C> what is registered
final class NamedChecks<C> {
    private final Map<String, C> checks = new TreeMap<>();

    /// @throws IllegalArgumentException when the name is taken
    synchronized Registration add(String name, C check) {
        if (checks.putIfAbsent(name, check) != null) {
            throw new IllegalArgumentException("a check of the name " + name + " is there already");
        }
        return () -> remove(name, check);
    }

    private synchronized void remove(String name, C check) {
        checks.remove(name, check);
    }

    /// What is registered now, sorted by name.
    synchronized Map<String, C> all() {
        return new TreeMap<>(checks);
    }
}
