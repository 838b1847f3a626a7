package io.roadrunner.benchmarks.run.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of the rounds.
final class FiguresTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertEquals(5, median(9, 5, 1));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertEquals(4, median(9, 5, 3, 1));
    }

    @Test
    void errorsAreAddedUp() {
        List<Figures> rounds =
                List.of(
                        new Figures(Map.of(Figure.ERRORS, 0.0)),
                        new Figures(Map.of(Figure.ERRORS, 0.0)),
                        new Figures(Map.of(Figure.ERRORS, 7.0)));

        assertEquals(7, Figures.medians(rounds).find(Figure.ERRORS).orElseThrow());
    }

    @Test
    void aFigureThatNobodyHasIsNotThere() {
        Figures medians = Figures.medians(List.of(new Figures(Map.of(Figure.CPU, 1.0))));

        assertTrue(medians.find(Figure.MILLIS).isEmpty());
    }

    private static double median(double... values) {
        List<Figures> rounds =
                Arrays.stream(values)
                        .mapToObj(value -> new Figures(Map.of(Figure.CPU, value)))
                        .toList();
        return Figures.medians(rounds).find(Figure.CPU).orElseThrow();
    }
}
