package io.roadrunner.standalone.config;

/// One thing that is wrong with a configuration.
///
/// @param origin where it was written
/// @param subject the option with its path, and its value where that helps; may be empty
/// @param reason what is wrong, in a few words
public record ConfigProblem(Origin origin, String subject, String reason) {
    private static final int LONGEST_SUBJECT = 200;

    /// Cuts a long subject off, and what would break the line or a terminal.
    public ConfigProblem {
        subject = printable(subject);
        if (subject.length() > LONGEST_SUBJECT) {
            subject = subject.substring(0, LONGEST_SUBJECT) + "...";
        }
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, '?');
            }
        }
        return clean.toString();
    }

    /// The problem as one line of text.
    @Override
    public String toString() {
        return origin + ": " + (subject.isEmpty() ? "" : subject + ": ") + reason;
    }
}
