package io.roadrunner.benchmarks.run.report;

import java.util.Locale;

/// A drawing that grows element by element, in colours that follow the reader's light or dark
/// theme. One thread.
final class Svg {
    /// Text has the colour of the page's text; what was measured has one that is readable on both.
    private static final String STYLE =
            """
            <style>
            svg { --text: #1f2328; --faint: #d1d9e0; --paper: #ffffff; --own: #0969da; }
            @media (prefers-color-scheme: dark) {
              svg { --text: #f0f6fc; --faint: #3d444d; --paper: #0d1117; --own: #4493f8; }
            }
            .paper { fill: var(--paper); }
            text { font: 13px system-ui, sans-serif; fill: var(--text); }
            .title { font-weight: 600; font-size: 15px; }
            .end { text-anchor: end; }
            .middle { text-anchor: middle; }
            .own { fill: var(--own); }
            .rule { stroke: var(--faint); stroke-width: 1; }
            .mark { stroke: var(--text); stroke-width: 1; stroke-dasharray: 3 3; }
            .line { fill: none; stroke: var(--own); stroke-width: 2; }
            </style>
            """;

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;

    /// @param width in pixels, as the height
    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /// A place, in pixels from the left upper corner.
    record Point(double x, double y) {}

    /// A filled rectangle with its left upper corner.
    void bar(String style, Point corner, double barWidth, double barHeight) {
        element(
                "rect",
                attribute("class", style)
                        + attribute("x", corner.x())
                        + attribute("y", corner.y())
                        + attribute("width", barWidth)
                        + attribute("height", barHeight)
                        + attribute("rx", 2));
    }

    void line(String style, Point from, Point to) {
        element(
                "line",
                attribute("class", style)
                        + attribute("x1", from.x())
                        + attribute("y1", from.y())
                        + attribute("x2", to.x())
                        + attribute("y2", to.y()));
    }

    void dot(Point center) {
        element(
                "circle",
                attribute("class", "own")
                        + attribute("cx", center.x())
                        + attribute("cy", center.y())
                        + attribute("r", 4));
    }

    /// Text whose style says where its place is.
    ///
    /// @param style the classes of the text, apart by blanks
    void text(String style, Point place, String text) {
        elements.append("<text")
                .append(attribute("class", style))
                .append(attribute("x", place.x()))
                .append(attribute("y", place.y()))
                .append('>')
                .append(escaped(text))
                .append("</text>\n");
    }

    /// The whole drawing.
    ///
    /// @param title said to who cannot see it
    String document(String title) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\""
                + attribute("viewBox", "0 0 " + width + " " + height)
                + attribute("width", Integer.toString(width))
                + attribute("role", "img")
                + attribute("aria-label", title)
                + ">\n"
                + STYLE
                + "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n"
                + elements
                + "</svg>\n";
    }

    private void element(String name, String attributes) {
        elements.append('<').append(name).append(attributes).append("/>\n");
    }

    private static String attribute(String name, double value) {
        return attribute(name, String.format(Locale.ROOT, "%.1f", value));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value) + "\"";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
