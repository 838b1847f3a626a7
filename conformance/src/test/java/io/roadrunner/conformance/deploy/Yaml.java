package io.roadrunner.conformance.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A value of a YAML file, asked for by the names on the way to it. Immutable.
///
/// @param value a map, a list, or something simple
record Yaml(Object value) {
    /// The documents of a file.
    static List<Yaml> documents(String text) {
        Load load = new Load(LoadSettings.builder().build());
        return StreamSupport.stream(load.loadAllFromString(text).spliterator(), false)
                .map(Yaml::new)
                .toList();
    }

    /// @param path keys of maps and numbers of lists, with dots between them
    /// @throws AssertionError when there is nothing at its end
    Yaml at(String path) {
        Yaml found = this;
        for (String step : path.split("\\.", -1)) {
            found = found.get(step);
        }
        return found;
    }

    /// @param key of a map, or the number of an element of a list
    /// @throws AssertionError when it is not there
    Yaml get(String key) {
        Object found =
                switch (value) {
                    case Map<?, ?> map -> map.get(key);
                    case List<?> list -> list.get(Integer.parseInt(key));
                    default -> null;
                };
        if (found == null) {
            throw new AssertionError("no " + key + " in " + value);
        }
        return new Yaml(found);
    }

    String text() {
        return value.toString();
    }

    int number() {
        return Integer.parseInt(text());
    }

    /// Of a list of maps the one with this name.
    Yaml named(String name) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map && name.equals(map.get("name"))) {
                    return new Yaml(element);
                }
            }
        }
        throw new AssertionError("nothing is called " + name + " in " + value);
    }
}
