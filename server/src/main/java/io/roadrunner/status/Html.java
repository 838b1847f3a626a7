package io.roadrunner.status;

/// Text that is put together from markup and from what comes from outside, which is escaped. Owned
/// by one thread.
final class Html {
    private static final int MOST_TEXT = 1_000;

    private final StringBuilder html = new StringBuilder();

    /// Adds markup as it is.
    Html markup(String markup) {
        html.append(markup);
        return this;
    }

    /// Adds text that stands for itself, between tags or within quotes.
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return this;
    }

    /// Adds an element with text.
    ///
    /// @param tag its name and attributes, such as `td class="number"`
    Html element(String tag, String text) {
        int space = tag.indexOf(' ');
        String name = space < 0 ? tag : tag.substring(0, space);
        return markup("<" + tag + ">").text(text).markup("</" + name + ">");
    }

    /// A text that is not longer than people read.
    static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
