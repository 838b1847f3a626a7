package io.roadrunner.status;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was registered, by name; at most [#MOST]. Any thread.
///
/// @param <C> what is registered
final class NamedChecks<C> {
    static final int MOST = 1000;

    private static final int LONGEST_NAME = 200;

    /// Replaced as a whole, under the monitor of this.
    private volatile SortedMap<String, C> checks = Collections.emptySortedMap();

    /// @throws IllegalArgumentException when the name is taken or cannot be asked for, or there are
    ///   too many
    synchronized Registration add(String name, C check) {
        String complaint = complaint(name);
        if (complaint != null) {
            throw new IllegalArgumentException(complaint);
        }
        SortedMap<String, C> more = new TreeMap<>(checks);
        more.put(name, check);
        checks = Collections.unmodifiableSortedMap(more);
        return () -> remove(name, check);
    }

    private @Nullable String complaint(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
            return "the name of a check has 1 to 200 characters without blanks around them";
        }
        if (name.indexOf(',') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            return "the name of a check has no comma and no control character";
        }
        if (checks.containsKey(name)) {
            return "a check of the name " + name + " is there already";
        }
        return checks.size() == MOST ? "there are " + MOST + " checks already" : null;
    }

    private synchronized void remove(String name, C check) {
        SortedMap<String, C> fewer = new TreeMap<>(checks);
        if (fewer.remove(name, check)) {
            checks = Collections.unmodifiableSortedMap(fewer);
        }
    }

    /// What is registered now, sorted by name. Unmodifiable.
    SortedMap<String, C> all() {
        return checks;
    }
}
