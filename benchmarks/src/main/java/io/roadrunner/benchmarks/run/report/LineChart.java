package io.roadrunner.benchmarks.run.report;

import java.util.List;

/// A cost over sizes that grow by factors: sizes evenly apart, the cost from 0. Stateless.
final class LineChart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 280;
    private static final int LEFT = 70;
    private static final int RIGHT = 30;
    private static final int TOP = 64;
    private static final int BOTTOM = 50;
    private static final int RULES = 4;
    private static final int TITLE = 24;
    private static final int SUBTITLE = 44;

    private LineChart() {}

    /// A measured point.
    record Sample(String size, double cost) {}

    /// A chart.
    ///
    /// @param unit of the cost
    /// @param samples in the order of their sizes
    static String draw(String title, String unit, List<Sample> samples) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text("title", new Svg.Point(12, TITLE), title);
        svg.text("", new Svg.Point(12, SUBTITLE), unit);
        double greatest = samples.stream().mapToDouble(Sample::cost).max().orElse(1);
        double top = greatest > 0 ? greatest * 1.25 : 1;
        rules(svg, top);
        for (int i = 0; i < samples.size(); i++) {
            Svg.Point point = place(samples, i, top);
            if (i > 0) {
                svg.line("line", place(samples, i - 1, top), point);
            }
            svg.dot(point);
            svg.text(
                    "middle",
                    new Svg.Point(point.x(), point.y() - 10),
                    MarkdownReport.number(samples.get(i).cost(), 2));
            svg.text(
                    "middle",
                    new Svg.Point(point.x(), HEIGHT - BOTTOM + 22.0),
                    samples.get(i).size());
        }
        return svg.document(title + ", " + unit);
    }

    private static void rules(Svg svg, double top) {
        for (int i = 0; i <= RULES; i++) {
            double y = y(top * i / RULES, top);
            svg.line("rule", new Svg.Point(LEFT, y), new Svg.Point(WIDTH - RIGHT, y));
            svg.text(
                    "end",
                    new Svg.Point(LEFT - 8, y + 4),
                    MarkdownReport.number(top * i / RULES, 1));
        }
    }

    private static Svg.Point place(List<Sample> samples, int index, double top) {
        double inner = WIDTH - LEFT - RIGHT - 60;
        double x = LEFT + 30 + inner * index / Math.max(1, samples.size() - 1);
        return new Svg.Point(x, y(samples.get(index).cost(), top));
    }

    private static double y(double cost, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * cost / top;
    }
}
