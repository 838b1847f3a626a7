package io.roadrunner.standalone.demo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the members of a [ChatRoom] are called. Stateless; any thread.
final class MemberNames {
    private static final int MAX_LENGTH = 24;
    private static final String NOBODY = "guest";

    private MemberNames() {}

    /// A name without what could look like another one's: letters, digits, spaces, dots and
    /// hyphens.
    ///
    /// @param wish what somebody wants to be called, null for nothing special
    static String clean(@Nullable String wish) {
        if (wish == null) {
            return NOBODY;
        }
        StringBuilder name = new StringBuilder(MAX_LENGTH);
        for (int i = 0; i < wish.length() && name.length() < MAX_LENGTH; i++) {
            char c = wish.charAt(i);
            if (Character.isLetterOrDigit(c) || c == ' ' || c == '.' || c == '-') {
                name.append(c);
            }
        }
        String clean = name.toString().strip();
        return clean.isEmpty() ? NOBODY : clean;
    }

    /// The name itself, or with the first number from 2 that is free.
    static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + " " + number;
        }
        return free;
    }
}
