package io.roadrunner.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the parameters of a route's pattern matched: one segment for `:name`, the rest of the path
/// for `*name`. Values are raw, not percent-decoded. Immutable; few entries, looked up in order.
public final class Bindings {
    private static final Bindings EMPTY = new Bindings(List.of(), List.of());

    private final List<String> names;
    private final List<String> values;

    private Bindings(List<String> names, List<String> values) {
        this.names = names;
        this.values = values;
    }

    /// No parameter.
    public static Bindings empty() {
        return EMPTY;
    }

    /// Values for names, in the order of the pattern.
    ///
    /// @throws IllegalArgumentException when the counts differ
    public static Bindings of(List<String> names, List<String> values) {
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(names + " do not fit " + values);
        }
        return names.isEmpty() ? EMPTY : new Bindings(List.copyOf(names), List.copyOf(values));
    }

    /// The value of a parameter; of a `*name` the remaining path without its first slash.
    ///
    /// @throws IllegalArgumentException when there is no such parameter
    public String value(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no binding " + name + " among " + names);
        }
        return values.get(index);
    }

    /// The segments of a `*name`, possibly none.
    ///
    /// @throws IllegalArgumentException when there is no such parameter
    public List<String> segments(String name) {
        String rest = value(name);
        return rest.isEmpty() ? List.of() : List.of(rest.split("/", -1));
    }

    /// Whether there is such a parameter.
    public boolean contains(String name) {
        return names.contains(name);
    }

    /// All names and values in the order of the pattern.
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
