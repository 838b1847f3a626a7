package io.roadrunner.bytes;

import org.jspecify.annotations.Nullable;

/// Field lines that a protocol has checked one by one, as strings: names in lower case. Whoever
/// builds one gives the array away. Any thread.
public final class CheckedFields {
    private final @Nullable String[] namesAndValues;

    /// @param namesAndValues names and values in turn, none of them null; never changed afterwards
    public CheckedFields(@Nullable String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /// Names and values in turn; not to be changed.
    public @Nullable String[] namesAndValues() {
        return namesAndValues;
    }
}
