package io.roadrunner.standalone;

import org.jspecify.annotations.Nullable;

/// Texts of others, made fit for a terminal. Stateless.
final class Printing {
    private Printing() {}

    /// The text in one line without what could move the cursor.
    static String clean(@Nullable String text) {
        StringBuilder clean = new StringBuilder(text == null ? "" : text);
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, '?');
            }
        }
        return clean.toString();
    }
}
