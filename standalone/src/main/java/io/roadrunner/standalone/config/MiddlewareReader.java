package io.roadrunner.standalone.config;

import io.roadrunner.http.Middleware;
import io.roadrunner.standalone.config.ConfigNode.Entry;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes middlewares of their list in the configuration. Belongs to one reading.
final class MiddlewareReader {
    private final Path base;
    private final Problems problems;

    MiddlewareReader(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /// The middlewares in their order, without those that cannot be made.
    ///
    /// @param list what has been held to its shape; null for none
    /// @param path of what has the list
    List<Middleware> read(@Nullable ConfigNode list, String path) {
        List<Middleware> middlewares = new ArrayList<>();
        if (list instanceof Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                Middleware middleware = one(item, path);
                if (middleware != null) {
                    middlewares.add(middleware);
                }
            }
        }
        return middlewares;
    }

    private @Nullable Middleware one(ConfigNode item, String path) {
        return switch (item) {
            case Scalar name -> make(name.text(), new Mapping(Map.of(), item.origin()), path);
            case Mapping named -> {
                Map.Entry<String, Entry> only = named.entries().entrySet().iterator().next();
                yield only.getValue().value() instanceof Mapping options
                        ? make(only.getKey(), options, path)
                        : null;
            }
            case Sequence _ -> null;
        };
    }

    private @Nullable Middleware make(String name, Mapping options, String path) {
        try {
            return MiddlewareTable.make(name, new OptionValues(options, base));
        } catch (IllegalArgumentException e) {
            report(String.valueOf(e.getMessage()), name, options, path + ".middlewares." + name);
            return null;
        }
    }

    /// Reasons that begin with the name of an option belong to its value, if it was written.
    private void report(String message, String name, Mapping options, String path) {
        String text = message;
        for (String key : MiddlewareTable.optionsOf(name)) {
            text = text.replace(component(key), key);
        }
        List<String> reasons = List.of(text.split("; ", -1));
        if (!reasons.stream().allMatch(reason -> value(options, reason) != null)) {
            problems.add(options.origin(), path, text);
            return;
        }
        for (String reason : reasons) {
            Scalar value = value(options, reason);
            if (value != null) {
                String key = firstWord(reason);
                problems.add(value, path + "." + key, reason.substring(key.length() + 1));
            }
        }
    }

    private static @Nullable Scalar value(Mapping options, String reason) {
        return options.value(firstWord(reason)) instanceof Scalar value ? value : null;
    }

    private static String firstWord(String reason) {
        int blank = reason.indexOf(' ');
        return blank < 0 ? "" : reason.substring(0, blank);
    }

    /// What the library calls an option: `maxQueued` for `max_queued`.
    private static String component(String key) {
        StringBuilder name = new StringBuilder();
        boolean raise = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != '_') {
                name.append(raise ? Character.toUpperCase(c) : c);
            }
            raise = c == '_';
        }
        return name.toString();
    }
}
