package io.roadrunner.standalone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.standalone.config.Shape.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Holds the schema and the tables of `docs/configuration.md` to what the code says. What they
/// should be is written to `target`.
final class GeneratedFilesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @Test
    void theShippedSchemaIsWhatTheTablesSay() throws IOException {
        String expected = ConfigSchema.generate();
        Files.writeString(Path.of("target", ConfigSchema.RESOURCE), expected);
        assertEquals(expected, ConfigSchema.shipped());
    }

    @Test
    void theTablesOfTheDocumentAreWhatTheCodeSays() throws IOException {
        String expected = String.join("\n", rows());
        Files.writeString(Path.of("target", "configuration-rows.md"), expected);
        List<String> rows =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertEquals(expected, String.join("\n", rows));
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        ConfigShape.ROOT.fields().forEach((key, field) -> rows.add(row(key, field)));
        addRows("", ConfigShape.LISTENER, rows);
        addRows("drain.", section(ConfigShape.ROOT, "drain"), rows);
        addRows("status.", section(ConfigShape.ROOT, "status"), rows);
        addRows("rpc.", section(ConfigShape.ROOT, "rpc"), rows);
        addRows("", ConfigShape.ROUTE, rows);
        MiddlewareTable.shape()
                .choices()
                .forEach((name, options) -> addRows(name + ".", options, rows));
        return rows;
    }

    private static Fields section(Fields shape, String key) {
        Shape found = Objects.requireNonNull(shape.fields().get(key)).shape();
        return found instanceof Shape.OrNone(Fields section) ? section : (Fields) found;
    }

    private static void addRows(String prefix, Fields shape, List<String> rows) {
        for (Map.Entry<String, Shape.Field> entry : shape.fields().entrySet()) {
            String key = prefix + entry.getKey();
            Setting setting = ListenerSettingTable.find(key);
            if (setting != null) {
                rows.add(row(key, setting));
            } else if (entry.getValue().shape() instanceof Fields inner) {
                addRows(key + ".", inner, rows);
            } else {
                rows.add(row(key, entry.getValue()));
            }
        }
    }

    private static String row(String key, Setting setting) {
        Object initial = ConfigSchema.initial(setting);
        return "| `%s` | %s | `%s` | %s |"
                .formatted(
                        key,
                        setting.shape().inWords(),
                        initial,
                        setting.changeable() ? "yes" : "no");
    }

    private static String row(String key, Shape.Field field) {
        return "| `%s` | %s | %s%s |"
                .formatted(
                        key,
                        field.shape().inWords(),
                        field.effect(),
                        field.required() ? " (required)" : "");
    }
}
