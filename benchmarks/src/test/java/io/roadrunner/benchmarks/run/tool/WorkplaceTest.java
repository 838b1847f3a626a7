package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Load;
import io.roadrunner.benchmarks.run.plan.Measure;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.plan.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run finds in its folder.
final class WorkplaceTest {
    @Test
    void everyScenarioFindsItsScript(@TempDir Path root) throws IOException {
        Workplace workplace = new Workplace(root);
        List<String> scripts =
                Scenarios.all().stream()
                        .map(Scenario::measure)
                        .flatMap(measure ->
                                measure instanceof Measure.Window window
                                                && window.load() instanceof Load.Wrk wrk
                                        ? List.of(wrk.script()).stream()
                                        : List.<String>of().stream())
                        .distinct()
                        .toList();

        assertTrue(scripts.size() > 5, scripts::toString);
        for (String script : scripts) {
            String text = Files.readString(workplace.script(script));
            assertTrue(text.contains("function done("), script);
        }
    }

    @Test
    void anUploadIsOfTheLengthThatItIsCalled(@TempDir Path root) throws IOException {
        assertEquals(Load.UPLOAD_OCTETS, Files.size(new Workplace(root).upload()));
    }
}
