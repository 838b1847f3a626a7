package io.roadrunner.standalone.config;

import io.roadrunner.config.ListenerOptions;
import java.util.function.Function;

/// One option of a listener as it can be written: a row of [ListenerSettingTable]. Immutable.
///
/// @param shape what its value looks like
/// @param setter reads and sets it
/// @param current the value that a listener has
/// @param changeable whether a reload can change it; otherwise the listener has to be restarted
record Setting(
        Shape shape, Setter setter, Function<ListenerOptions, Object> current, boolean changeable) {
    /// Reads a value and sets an option.
    @FunctionalInterface
    interface Setter {
        /// Throws [IllegalArgumentException] with the reason when the value makes no sense.
        void set(ListenerSettings settings, String text);
    }

    /// This option, which a reload can change.
    Setting whileRunning() {
        return new Setting(shape, setter, current, true);
    }
}
