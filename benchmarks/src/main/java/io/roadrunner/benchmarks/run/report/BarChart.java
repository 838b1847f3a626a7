package io.roadrunner.benchmarks.run.report;

import java.util.List;

/// Ratios as horizontal bars beside a line at 1. Stateless.
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABELS = 190;
    private static final int RIGHT = 90;
    private static final int TOP = 64;
    private static final int STEP = 26;
    private static final int THICKNESS = 16;
    private static final int BASELINE = 13;
    private static final int TITLE = 24;
    private static final int SUBTITLE = 44;

    private BarChart() {}

    /// A bar.
    ///
    /// @param label at its left
    /// @param value how long it is
    /// @param note behind the figure
    record Bar(String label, double value, String note) {}

    /// A chart.
    ///
    /// @param subtitle what a long bar means
    static String draw(String title, String subtitle, List<Bar> bars) {
        int height = TOP + bars.size() * STEP + STEP;
        Svg svg = new Svg(WIDTH, height);
        svg.text("title", new Svg.Point(12, TITLE), title);
        svg.text("", new Svg.Point(12, SUBTITLE), subtitle);
        double greatest = Math.max(1.2, bars.stream().mapToDouble(Bar::value).max().orElse(1));
        double unit = (WIDTH - LABELS - RIGHT) / greatest;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + (double) i * STEP;
            double length = Math.max(1, bar.value() * unit);
            svg.text("end", new Svg.Point(LABELS - 10, y + BASELINE), bar.label());
            svg.bar("own", new Svg.Point(LABELS, y), length, THICKNESS);
            String figure = MarkdownReport.number(bar.value(), 2) + " " + bar.note();
            svg.text("", new Svg.Point(LABELS + length + 6, y + BASELINE), figure.strip());
        }
        double one = LABELS + unit;
        svg.line("mark", new Svg.Point(one, TOP - 8), new Svg.Point(one, height - STEP + 4));
        return svg.document(title + ": " + subtitle);
    }
}
