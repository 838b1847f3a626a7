package io.roadrunner.http2;

import org.jspecify.annotations.Nullable;

/// How urgent a response is (RFC 9218 §4). Immutable.
///
/// @param urgency 0 for the most urgent to 7
/// @param incremental whether it takes turns with others of the same urgency, rather than being
///   sent as a whole
record StreamPriority(int urgency, boolean incremental) {
    /// How many urgencies there are.
    static final int LEVELS = 8;

    private static final int STANDARD_URGENCY = 3;

    /// What a peer that says nothing gets: everybody takes turns.
    static final StreamPriority STANDARD = new StreamPriority(STANDARD_URGENCY, true);

    /// Reads a priority field; what is malformed, unknown or out of range counts as not said (RFC
    /// 9218 §4).
    ///
    /// @param field the value of `priority`, null when there is none
    static StreamPriority of(@Nullable String field) {
        if (field == null) {
            return STANDARD;
        }
        int urgency = STANDARD_URGENCY;
        boolean incremental = false;
        for (String member : field.split(",", 8)) {
            String text = member.strip();
            if (text.length() == 3 && text.startsWith("u=") && isUrgency(text.charAt(2))) {
                urgency = text.charAt(2) - '0';
            } else if (text.equals("i") || text.equals("i=?1")) {
                incremental = true;
            } else if (text.equals("i=?0")) {
                incremental = false;
            }
        }
        return new StreamPriority(urgency, incremental);
    }

    private static boolean isUrgency(char digit) {
        return digit >= '0' && digit < '0' + LEVELS;
    }
}
