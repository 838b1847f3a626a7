package io.roadrunner.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.plan.Scenarios;
import io.roadrunner.benchmarks.run.process.BenchException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line of the harness.
final class BenchOptionsTest {
    @Test
    void withoutWordsEverythingIsMeasured() throws BenchException {
        BenchOptions options = BenchOptions.of();

        assertEquals(Scenarios.all(), options.scenarios());
        assertEquals(Contender.all(), options.contenders());
        assertEquals(3, options.rounds());
    }

    @Test
    void theShortRunHasLessOfEverything() throws BenchException {
        BenchOptions options = BenchOptions.of("--short");

        assertTrue(options.scenarios().stream().allMatch(Scenario::inShort));
        assertEquals(
                List.of("roadrunner", "helidon", "netty", "nginx"),
                options.contenders().stream().map(Contender::name).toList());
        assertEquals(1, options.rounds());
    }

    @Test
    void scenariosRunInTheirOrderAndRoadrunnerAlways() throws BenchException {
        BenchOptions options =
                BenchOptions.of("json", "hello", "--peers", "nginx", "--seconds", "9");

        assertEquals(
                List.of("hello", "json"),
                options.scenarios().stream().map(Scenario::name).toList());
        assertEquals(
                List.of("roadrunner", "nginx"),
                options.contenders().stream().map(Contender::name).toList());
        assertEquals(9, options.seconds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --fast           | there is no option --fast
                    --seconds        | --seconds needs a value
                    --seconds 0      | --seconds = 0: must be 1 to 600
                    --seconds 601    | --seconds = 601: must be 1 to 600
                    --rounds 100     | --rounds = 100: must be 1 to 99
                    --rounds x       | --rounds = x: must be 1 to 99
                    --short --full   | --short and --full exclude each other
                    """)
    void whatMakesNoSenseIsRefused(String line, String words) {
        BenchException thrown =
                assertThrows(BenchException.class, () -> BenchOptions.of(line.split(" ", -1)));

        assertEquals(words, thrown.getMessage());
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatThereAre() {
        BenchException scenario = assertThrows(BenchException.class, () -> BenchOptions.of("helo"));
        BenchException peer =
                assertThrows(BenchException.class, () -> BenchOptions.of("--peers", "iis"));

        assertTrue(scenario.getMessage().startsWith("there is no scenario helo: hello, json"));
        assertTrue(peer.getMessage().startsWith("there is no peer iis: roadrunner, helidon"));
    }
}
