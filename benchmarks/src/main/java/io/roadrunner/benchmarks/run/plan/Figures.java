package io.roadrunner.benchmarks.run.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What one measurement gave, or the medians of several. Immutable.
///
/// @param values those that were measured
public record Figures(Map<Figure, Double> values) {
    /// Copies the map, in the order of the figures.
    public Figures {
        EnumMap<Figure, Double> ordered = new EnumMap<>(Figure.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
    }

    /// One figure, if it was measured.
    public OptionalDouble find(Figure figure) {
        Double value = values.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// These and one more.
    public Figures with(Figure figure, double value) {
        EnumMap<Figure, Double> more = new EnumMap<>(Figure.class);
        more.putAll(values);
        more.put(figure, value);
        return new Figures(more);
    }

    /// Of each figure the median over all that have it; of the errors the sum, so that none is
    /// hidden by rounds that went well.
    public static Figures medians(List<Figures> rounds) {
        EnumMap<Figure, Double> medians = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            double[] sorted =
                    rounds.stream()
                            .flatMapToDouble(round -> round.find(figure).stream())
                            .sorted()
                            .toArray();
            if (sorted.length > 0) {
                medians.put(figure, figure == Figure.ERRORS ? sum(sorted) : median(sorted));
            }
        }
        return new Figures(medians);
    }

    private static double sum(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double median(double... sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
