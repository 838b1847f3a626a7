package io.roadrunner.standalone.config;

import io.roadrunner.standalone.config.Shape.ByName;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Items;
import io.roadrunner.standalone.config.Shape.OrNone;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everything that may stand in a configuration. Immutable.
final class ConfigShape {
    private static final String DRAIN = "drain.";

    /// What a route can be served by; each route has one of them.
    static final Fields TARGETS = new Fields(targets());

    /// A route.
    static final Fields ROUTE = new Fields(route());

    /// A listener.
    static final Fields LISTENER = new Fields(listener());

    /// The whole file.
    static final Fields ROOT = new Fields(root());

    private ConfigShape() {}

    private static Map<String, Field> targets() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("static", Field.optional(StaticMount.OPTIONS, "files of a folder"));
        fields.put("app", Field.optional(Value.PATH, "the jar of an application"));
        fields.put("redirect", Field.optional(FixedAnswers.REDIRECT, "another place"));
        fields.put("respond", Field.optional(FixedAnswers.RESPOND, "always the same answer"));
        return fields;
    }

    private static Map<String, Field> route() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "path",
                Field.required(
                        Value.TEXT, "the pattern: `/a`, `/:name` and, at the end, `/*rest`"));
        fields.put(
                "methods",
                Field.optional(new Items(Value.TEXT), "which methods are served; without it all"));
        fields.putAll(TARGETS.fields());
        fields.put("middlewares", middlewares("run around the handler"));
        return fields;
    }

    private static Field middlewares(String effect) {
        return Field.optional(new Items(MiddlewareTable.shape()), effect + ", the first outermost");
    }

    private static Map<String, Field> listener() {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String key : ListenerSettingTable.keys()) {
            if (!key.startsWith(DRAIN)) {
                put(fields, key);
            }
        }
        fields.put("tls", Field.optional(TlsReader.SHAPE, "certificate and key"));
        fields.put("middlewares", middlewares("run around every answer"));
        fields.put("routes", Field.optional(new Items(ROUTE), "what is served; first match wins"));
        return fields;
    }

    /// Adds an option; a dot in its key leads into a section.
    private static void put(Map<String, Field> fields, String key) {
        Setting setting = ListenerSettingTable.find(key);
        if (setting == null) {
            throw new IllegalStateException(key);
        }
        int dot = key.indexOf('.');
        if (dot < 0) {
            fields.put(key, Field.optional(setting.shape(), ""));
            return;
        }
        String section = key.substring(0, dot);
        Map<String, Field> inner = new LinkedHashMap<>();
        Field before = fields.get(section);
        if (before != null && before.shape() instanceof Fields others) {
            inner.putAll(others.fields());
        }
        inner.put(key.substring(dot + 1), Field.optional(setting.shape(), ""));
        fields.put(section, Field.optional(new Fields(inner), ""));
    }

    private static Map<String, Field> root() {
        Map<String, Field> drain = new LinkedHashMap<>();
        for (String key : ListenerSettingTable.keys()) {
            if (key.startsWith(DRAIN)) {
                put(drain, key);
            }
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                "listeners",
                Field.required(new ByName("listeners", LISTENER), "where is listened, by name"));
        Field section = drain.get("drain");
        if (section == null) {
            throw new IllegalStateException("no options of a drain");
        }
        fields.put(
                "drain",
                Field.optional(section.shape(), "for every listener that does not say it itself"));
        fields.put("status", Field.optional(new OrNone(OperatorReader.STATUS), "the status page"));
        fields.put("rpc", Field.optional(new OrNone(OperatorReader.RPC), "the control port"));
        fields.put(
                "pid_file",
                Field.optional(Value.PATH, "has the number of the process while it serves; none"));
        return fields;
    }
}
