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
            problems.add(
                    options.origin(),
                    path + ".middlewares." + name,
                    String.valueOf(e.getMessage()));
            return null;
        }
    }
}
