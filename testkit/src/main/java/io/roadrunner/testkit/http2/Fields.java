package io.roadrunner.testkit.http2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions to a list of fields. Stateless; any thread.
final class Fields {
    private Fields() {}

    static List<String> values(List<Field> fields, String name) {
        return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
    }

    static @Nullable String first(List<Field> fields, String name) {
        List<String> values = values(fields, name);
        return values.isEmpty() ? null : values.getFirst();
    }

    static void expectOne(List<Field> fields, String name, String value, Object seen) {
        boolean met = values(fields, name).equals(List.of(value));
        expect(met, "one field \"" + name + ": " + value + "\"", seen);
    }

    static void expect(boolean met, String expectation, Object seen) {
        if (!met) {
            throw new AssertionError("expected " + expectation + "\nand received " + seen);
        }
    }
}
