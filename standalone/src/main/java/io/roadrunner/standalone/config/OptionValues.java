package io.roadrunner.standalone.config;

import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a middleware or of a route's target, which have been held to their shape: what is
/// asked for here with the type of that shape is there and can be read. Immutable.
///
/// @param values what was written
/// @param base where relative paths start
record OptionValues(Mapping values, Path base) {
    /// Whether the option was written.
    boolean has(String key) {
        return values.value(key) != null;
    }

    /// A text.
    String text(String key, String otherwise) {
        String text = raw(key);
        return text == null ? otherwise : text;
    }

    /// A whole number.
    int number(String key, int otherwise) {
        String text = raw(key);
        return text == null ? otherwise : OptionText.whole(text.strip());
    }

    /// `true` or `false`.
    boolean flag(String key, boolean otherwise) {
        String text = raw(key);
        return text == null ? otherwise : OptionText.flag(text.strip());
    }

    /// A length of time.
    Duration time(String key, Duration otherwise) {
        String text = raw(key);
        return text == null ? otherwise : OptionText.duration(text.strip());
    }

    /// Bytes.
    long size(String key, long otherwise) {
        String text = raw(key);
        return text == null ? otherwise : OptionText.bytes(text.strip());
    }

    /// A path, made absolute.
    Path path(String key, String otherwise) {
        return base.resolve(text(key, otherwise));
    }

    /// A list of texts, empty without the option.
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (values.value(key) instanceof Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                if (item instanceof Scalar scalar) {
                    texts.add(scalar.text());
                }
            }
        }
        return texts;
    }

    /// Texts by name in the order of the file, empty without the option.
    Map<String, String> textsByName(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values.value(key) instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((name, entry) -> {
                        if (entry.value() instanceof Scalar scalar) {
                            texts.put(name, scalar.text());
                        }
                    });
        }
        return texts;
    }

    private @Nullable String raw(String key) {
        return values.value(key) instanceof Scalar scalar ? scalar.text() : null;
    }
}
