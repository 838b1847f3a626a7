package io.roadrunner.standalone.config;

import io.roadrunner.http.Middleware;
import io.roadrunner.middleware.EntityTag;
import io.roadrunner.standalone.config.Shape.ByName;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Items;
import io.roadrunner.standalone.config.Shape.OneOf;
import io.roadrunner.standalone.config.Shape.Pick;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
        table.put(
                "compression",
                row(
                        BuiltInMiddlewares::compression,
                        Map.entry("types", option(new Items(Value.TEXT), "media types; text")),
                        Map.entry("minimum_size", option(Value.SIZE, "least body; 860")),
                        Map.entry("level", option(Value.NUMBER, "1 (fast) to 9 (small); 4")),
                        Map.entry("max_encoders", option(Value.NUMBER, "answers at once; 256"))));
        table.put(
                "cors",
                row(
                        BuiltInMiddlewares::cors,
                        Map.entry(
                                "origins",
                                Field.required(new Items(Value.TEXT), "who may; `*` for all")),
                        Map.entry(
                                "methods",
                                option(new Items(Value.TEXT), "what they send; GET, HEAD, POST")),
                        Map.entry(
                                "headers",
                                option(new Items(Value.TEXT), "fields they send; what they ask")),
                        Map.entry(
                                "expose", option(new Items(Value.TEXT), "fields they read; none")),
                        Map.entry("credentials", option(Value.FLAG, "cookies too; false")),
                        Map.entry(
                                "max_age",
                                option(Value.TIME, "for how long it is known; not said"))));
        addGuards(table);
        addMarks(table);
        table.put(
                "access_log",
                row(
                        BuiltInMiddlewares::accessLog,
                        Map.entry("file", option(Value.PATH, "appended to; standard output")),
                        Map.entry(
                                "format",
                                option(OneOf.of("combined", "json"), "of a line; combined")),
                        Map.entry("capacity", option(Value.NUMBER, "lines that wait; 8192"))));
        return table;
    }

    private static void addGuards(Map<String, Row> table) {
        table.put(
                "security_headers",
                row(
                        BuiltInMiddlewares::securityHeaders,
                        Map.entry("content_type_options", option(Value.TEXT, "`nosniff`")),
                        Map.entry("frame_options", option(Value.TEXT, "`SAMEORIGIN`")),
                        Map.entry(
                                "referrer_policy",
                                option(Value.TEXT, "`strict-origin-when-cross-origin`")),
                        Map.entry("content_security_policy", option(Value.TEXT, "`none`")),
                        Map.entry(
                                "strict_transport",
                                option(Value.FLAG, "https for a year, when over https; false"))));
        table.put(
                "rate_limit",
                row(
                        BuiltInMiddlewares::rateLimit,
                        Map.entry(
                                "permits",
                                Field.required(Value.NUMBER, "requests of a client in a period")),
                        Map.entry("period", option(Value.TIME, "how long that is; 1 s")),
                        Map.entry("burst", option(Value.NUMBER, "at once; as `permits`")),
                        Map.entry("max_keys", option(Value.NUMBER, "clients known; 65536"))));
        table.put(
                "request_decompression",
                row(
                        BuiltInMiddlewares::requestDecompression,
                        Map.entry("max_ratio", option(Value.NUMBER, "of growth; 100"))));
        table.put(
                "concurrency_limit",
                row(
                        BuiltInMiddlewares::concurrencyLimit,
                        Map.entry(
                                "max_concurrent",
                                Field.required(Value.NUMBER, "requests that run at once")),
                        Map.entry("max_queued", option(Value.NUMBER, "how many more wait; 0")),
                        Map.entry("max_wait", option(Value.TIME, "for so long; 0"))));
        table.put(
                "timeout",
                row(
                        BuiltInMiddlewares::timeout,
                        Map.entry("limit", option(Value.TIME, "until there is an answer; 30 s"))));
    }

    private static void addMarks(Map<String, Row> table) {
        table.put("entity_tag", row(_ -> EntityTag.standard()));
        table.put(
                "request_id",
                row(
                        BuiltInMiddlewares::requestId,
                        Map.entry(
                                "trusted",
                                option(
                                        new Items(Value.TEXT),
                                        "networks, or `unix`, whose id is taken; none"))));
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

    /// The names of the options of a middleware.
    ///
    /// @param name one of the table
    static Set<String> optionsOf(String name) {
        Row row = ROWS.get(name);
        return row == null ? Set.of() : row.options().fields().keySet();
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
