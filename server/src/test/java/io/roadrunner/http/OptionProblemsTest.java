package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/// What is said of wrong options.
class OptionProblemsTest {
    @Test
    void allProblemsAreSaidTogetherInTheirOrder() {
        OptionProblems problems =
                new OptionProblems()
                        .range("small", 0, 1, 10)
                        .range("first", 1, 1, 10)
                        .range("last", 10, 1, 10)
                        .range("large", 11, 1, 10)
                        .require(true, "fine")
                        .require(false, "name is empty");
        assertEquals(
                "small must be 1 to 10, not 0; large must be 1 to 10, not 11; name is empty",
                assertThrows(IllegalArgumentException.class, problems::throwIfAny).getMessage());
    }

    @Test
    void nothingIsThrownForNothing() {
        new OptionProblems().range("bound", Long.MAX_VALUE, 0, Long.MAX_VALUE).throwIfAny();
    }
}
