package io.roadrunner.standalone.config;

import io.roadrunner.http.Middleware;
import io.roadrunner.standalone.config.Shape.ByName;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Items;
import io.roadrunner.standalone.config.Shape.Pick;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The middlewares that a configuration can name: one row each, with the options it takes and how
/// it is made of them. Immutable.
final class MiddlewareTable {
    private static final Map<String, Row> ROWS = Collections.unmodifiableMap(table());

    private MiddlewareTable() {}

    /// A middleware that can be named.
    ///
    /// @param options what it takes
    /// @param factory makes it; throws [IllegalArgumentException] with the reason when the options
    ///   do not go together
    record Row(Fields options, Function<OptionValues, Middleware> factory) {}

    private static Map<String, Row> table() {
        Map<String, Row> table = new LinkedHashMap<>();
        table.put(
                "headers",
                row(
                        ResponseFields::of,
                        Map.entry("set", option(new ByName("fields", Value.TEXT), "replaces")),
                        Map.entry("remove", option(new Items(Value.TEXT), "takes away"))));
        return table;
    }

    @SafeVarargs
    private static Row row(
            Function<OptionValues, Middleware> factory, Map.Entry<String, Field>... options) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Field> option : options) {
            fields.put(option.getKey(), option.getValue());
        }
        return new Row(new Fields(fields), factory);
    }

    private static Field option(Shape shape, String effect) {
        return Field.optional(shape, effect);
    }

    /// How a middleware is written: its name, or its name with options.
    static Pick shape() {
        Map<String, Fields> choices = new LinkedHashMap<>();
        ROWS.forEach((name, row) -> choices.put(name, row.options()));
        return new Pick(choices);
    }

    /// Makes a middleware.
    ///
    /// @param name one of the table
    /// @throws IllegalArgumentException with the reason when the options do not go together
    static Middleware make(String name, OptionValues options) {
        Row row = ROWS.get(name);
        if (row == null) {
            throw new IllegalArgumentException("there is no such middleware");
        }
        return row.factory().apply(options);
    }
}
