package io.roadrunner.standalone.config;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The JSON Schema (draft 2020-12) of a configuration file, for editors. Stateless.
public final class ConfigSchema {
    /// Beside this class.
    static final String RESOURCE = "roadrunner.schema.json";

    private ConfigSchema() {}

    /// The schema that ships with the program.
    ///
    /// @throws IOException when the program is damaged
    public static String shipped() throws IOException {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
            byte[] bytes = Objects.requireNonNull(in, RESOURCE).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// The schema as the tables say it, which a test holds the shipped one to.
    static String generate() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Configuration of Roadrunner");
        schema.putAll(of(ConfigShape.ROOT, ""));
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("middleware", pick(MiddlewareTable.shape()));
        schema.put("$defs", definitions);
        return PrettyJson.of(schema);
    }

    private static Map<String, Object> of(Shape shape, String path) {
        return switch (shape) {
            case Value value -> value(value);
            case Shape.OneOf(List<String> words) -> map("enum", words);
            case Shape.Items(Shape item) -> map("type", "array", "items", of(item, path));
            case Shape.ByName(_, Shape each) ->
                    map("type", "object", "additionalProperties", of(each, path + "*."));
            case Fields fields -> section(fields, path);
            case Shape.Pick _ -> map("$ref", "#/$defs/middleware");
            case Shape.OrNone(Fields fields) ->
                    map("anyOf", List.of(map("const", Shape.OrNone.NONE), section(fields, path)));
        };
    }

    private static Map<String, Object> value(Value value) {
        return switch (value) {
            case TEXT -> map("type", List.of("string", "number", "boolean"));
            case PATH, ADDRESS, HOST_AND_PORT -> map("type", "string");
            case NUMBER -> map("type", "integer");
            case FLAG -> map("type", "boolean");
            case TIME, SECONDS -> scaled("^[0-9]+(ms|s|m|h)?$");
            case SIZE -> scaled("^[0-9]+(B|KiB|MiB|GiB)?$");
        };
    }

    private static Map<String, Object> scaled(String pattern) {
        return map("type", List.of("integer", "string"), "minimum", 0, "pattern", pattern);
    }

    private static Map<String, Object> section(Fields fields, String path) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        fields.fields()
                .forEach((key, field) -> {
                    properties.put(key, property(field, path + key));
                    if (field.required()) {
                        required.add(key);
                    }
                });
        Map<String, Object> schema = map("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (fields.equals(ConfigShape.ROUTE)) {
            List<Object> targets = new ArrayList<>();
            ConfigShape.TARGETS
                    .fields()
                    .keySet()
                    .forEach(target -> targets.add(map("required", List.of(target))));
            schema.put("oneOf", targets);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(Field field, String path) {
        Map<String, Object> schema = of(field.shape(), path + ".");
        if (!field.effect().isEmpty()) {
            schema.put("description", field.effect());
        }
        Setting setting = ListenerSettingTable.find(path.replace("listeners.*.", ""));
        if (setting != null) {
            schema.put("default", initial(setting));
        }
        return schema;
    }

    /// The default of an option as a file would write it.
    static Object initial(Setting setting) {
        Object value = setting.current().apply(ListenerOptions.builder().build());
        return switch (value) {
            case Duration time when time.toMillis() % 1000 == 0 -> time.toSeconds() + "s";
            case Duration time -> time.toMillis() + "ms";
            case Number _, Boolean _, List<?> _ -> value;
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            default -> value.toString();
        };
    }

    private static Map<String, Object> pick(Shape.Pick shape) {
        List<String> alone = new ArrayList<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        shape.choices()
                .forEach((name, options) -> {
                    if (options.needsNothing()) {
                        alone.add(name);
                    }
                    properties.put(name, section(options, ""));
                });
        Map<String, Object> named = map("type", "object", "properties", properties);
        named.put("minProperties", 1);
        named.put("maxProperties", 1);
        named.put("additionalProperties", false);
        return map("anyOf", List.of(map("enum", alone), named));
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static Map<String, Object> map(String key, Object value, Object... more) {
        Map<String, Object> map = map(key, value);
        for (int i = 0; i < more.length; i += 2) {
            map.put((String) more[i], more[i + 1]);
        }
        return map;
    }
}
