package io.roadrunner.conformance.architecture;

/// Blanks out what is not code in a Java source, so that simple patterns do not trip over it.
///
/// Every blanked character becomes a space and line ends stay, so offsets and lines still fit.
final class JavaText {
    private final String text;
    private final boolean keepsComments;
    private final StringBuilder out;
    private int at;

    private JavaText(String text, boolean keepsComments) {
        this.text = text;
        this.keepsComments = keepsComments;
        this.out = new StringBuilder(text.length());
    }

    /// Without comments, strings, text blocks and character literals.
    static String code(String text) {
        return new JavaText(text, false).scan();
    }

    /// Without strings, text blocks and character literals.
    static String codeAndComments(String text) {
        return new JavaText(text, true).scan();
    }

    private String scan() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                copyUntil(endOf("\n", at) - 1, keepsComments);
            } else if (text.startsWith("/*", at)) {
                copyUntil(endOf("*/", at + 2), keepsComments);
            } else if (text.startsWith("\"\"\"", at)) {
                copyUntil(endOfLiteral("\"\"\"", at + 3), false);
            } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
                copyUntil(endOfLiteral(text.substring(at, at + 1), at + 1), false);
            } else {
                copyUntil(at + 1, true);
            }
        }
        return out.toString();
    }

    private void copyUntil(int end, boolean keep) {
        for (; at < Math.min(end, text.length()); at++) {
            char c = text.charAt(at);
            out.append(keep || c == '\n' ? c : ' ');
        }
    }

    private int endOf(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() + 1 : found + mark.length();
    }

    private int endOfLiteral(String quote, int from) {
        int i = from;
        while (i < text.length() && !text.startsWith(quote, i)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + quote.length();
    }
}
