package io.roadrunner.standalone.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of the configuration with the place where it was written. Immutable.
public sealed interface ConfigNode {
    /// Where it was written.
    Origin origin();

    /// One value.
    ///
    /// @param text as it was written, without quotes
    /// @param plain whether it was written without quotes, so that it may be a number
    /// @param origin where it was written
    record Scalar(String text, boolean plain, Origin origin) implements ConfigNode {
        /// Whether the file leaves the value out.
        boolean isNull() {
            return plain
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }
    }

    /// A list.
    ///
    /// @param items in order
    /// @param origin where it starts
    record Sequence(List<ConfigNode> items, Origin origin) implements ConfigNode {
        /// Copies the list.
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Values by their key.
    ///
    /// @param entries in order
    /// @param origin where it starts
    record Mapping(Map<String, Entry> entries, Origin origin) implements ConfigNode {
        /// Copies the map.
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /// The value of a key, or null.
        @Nullable ConfigNode value(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /// This mapping with a key at its end, in the place of an older one.
        public Mapping with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            changed.put(key, entry);
            return new Mapping(changed, origin);
        }
    }

    /// A key's value.
    ///
    /// @param key where the key was written
    /// @param value the value
    record Entry(Origin key, ConfigNode value) {}
}
