package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds the limits in `docs/request-bodies.md` to what the code says.
class RequestBodiesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "request-bodies.md");

    @Test
    void theTableOfTheDocumentIsWhatTheDefaultsAre() throws Exception {
        List<String> expected = new ArrayList<>();
        addNumbers(MultipartOptions.standard(), expected);
        addNumbers(FormLimits.standard(), expected);
        addNumbers(ContentDecodingOptions.standard(), expected);
        assertEquals(String.join("\n", expected), String.join("\n", rows()));
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1) + 1))
                .toList();
    }

    private static void addNumbers(Record limits, List<String> rows) throws Exception {
        for (RecordComponent component : limits.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(limits);
            if (value instanceof Number) {
                rows.add("| `" + component.getName() + "` | " + value + " |");
            }
        }
    }
}
