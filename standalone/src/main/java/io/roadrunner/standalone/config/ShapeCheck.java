package io.roadrunner.standalone.config;

import io.roadrunner.standalone.config.ConfigNode.Entry;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds a tree of values to a shape. What does not fit becomes a problem and is left out of the
/// result, so that the rest can be looked at too. Belongs to one reading.
final class ShapeCheck {
    private final Problems problems;

    ShapeCheck(Problems problems) {
        this.problems = problems;
    }

    /// The part of a section that fits, or null when it has to be left out altogether.
    @Nullable Mapping check(Mapping root, Fields shape) {
        return section(root, shape, "");
    }

    private @Nullable ConfigNode check(ConfigNode node, Shape shape, String path) {
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return wrong(node, path, "has no value; it is " + shape.inWords());
        }
        return switch (shape) {
            case Value value -> value(node, value, path);
            case Shape.OneOf(List<String> words) -> word(node, words, path);
            case Shape.Items(Shape item) -> list(node, item, path);
            case Shape.ByName byName -> byName(node, byName, path);
            case Fields fields ->
                    node instanceof Mapping mapping
                            ? section(mapping, fields, path)
                            : wrong(node, path, "must be " + shape.inWords());
            case Shape.OrNone(Fields section) ->
                    switch (node) {
                        case Mapping mapping -> section(mapping, section, path);
                        case Scalar scalar when scalar.text().strip().equals(Shape.OrNone.NONE) ->
                                node;
                        case Scalar _, Sequence _ ->
                                wrong(node, path, "must be " + shape.inWords());
                    };
            case Shape.Pick pick -> pick(node, pick, path);
        };
    }

    private @Nullable ConfigNode wrong(ConfigNode node, String path, String reason) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            problems.add(scalar, path, reason);
        } else {
            problems.add(node.origin(), path, reason);
        }
        return null;
    }

    private @Nullable ConfigNode value(ConfigNode node, Value value, String path) {
        if (!(node instanceof Scalar scalar)) {
            return wrong(node, path, "must be " + value.inWords());
        }
        boolean typed = value == Value.NUMBER || value == Value.FLAG;
        if (typed && !scalar.plain()) {
            return wrong(node, path, "must be " + value.inWords() + ", without quotes");
        }
        try {
            read(value, scalar.text().strip());
            return scalar;
        } catch (IllegalArgumentException e) {
            return wrong(node, path, String.valueOf(e.getMessage()));
        }
    }

    private static void read(Value value, String text) {
        switch (value) {
            case TEXT -> {}
            case PATH, ADDRESS -> {
                if (text.isEmpty() || text.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("must be " + value.inWords());
                }
            }
            case HOST_AND_PORT -> OptionText.hostAndPort(text);
            case SECONDS -> OptionText.seconds(text);
            case NUMBER -> OptionText.whole(text);
            case FLAG -> OptionText.flag(text);
            case TIME -> OptionText.duration(text);
            case SIZE -> OptionText.bytes(text);
        }
    }

    private @Nullable ConfigNode word(ConfigNode node, List<String> words, String path) {
        boolean known = node instanceof Scalar scalar && words.contains(scalar.text().strip());
        return known ? node : wrong(node, path, "must be " + new Shape.OneOf(words).inWords());
    }

    private @Nullable ConfigNode list(ConfigNode node, Shape item, String path) {
        if (!(node instanceof Sequence sequence)) {
            return wrong(node, path, "must be a list");
        }
        List<ConfigNode> fitting = new ArrayList<>();
        int index = 0;
        for (ConfigNode each : sequence.items()) {
            ConfigNode checked = check(each, item, join(path, String.valueOf(index++)));
            if (checked != null) {
                fitting.add(checked);
            }
        }
        return new Sequence(fitting, sequence.origin());
    }

    private @Nullable ConfigNode byName(ConfigNode node, Shape.ByName shape, String path) {
        if (!(node instanceof Mapping mapping)) {
            return wrong(node, path, "must be " + shape.what() + " by name");
        }
        Map<String, Entry> fitting = new LinkedHashMap<>();
        mapping.entries()
                .forEach((name, entry) -> {
                    ConfigNode checked = check(entry.value(), shape.value(), join(path, name));
                    if (checked != null) {
                        fitting.put(name, new Entry(entry.key(), checked));
                    }
                });
        return new Mapping(fitting, mapping.origin());
    }

    private @Nullable Mapping section(Mapping mapping, Fields shape, String path) {
        Map<String, Entry> fitting = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> {
                    Field field = shape.fields().get(key);
                    ConfigNode checked =
                            field == null
                                    ? unknown(entry, join(path, key), key, shape)
                                    : check(entry.value(), field.shape(), join(path, key));
                    if (checked != null) {
                        fitting.put(key, new Entry(entry.key(), checked));
                    }
                });
        boolean complete = true;
        for (Map.Entry<String, Field> field : shape.fields().entrySet()) {
            boolean missing =
                    field.getValue().required() && !mapping.entries().containsKey(field.getKey());
            if (missing) {
                problems.add(mapping.origin(), path, field.getKey() + " is missing");
            }
            complete &= !field.getValue().required() || fitting.containsKey(field.getKey());
        }
        return complete ? new Mapping(fitting, mapping.origin()) : null;
    }

    private @Nullable ConfigNode unknown(Entry entry, String path, String key, Fields shape) {
        // The nearest key takes a while to find, and is not shown any more.
        Set<String> known = problems.isFull() ? Set.of() : shape.fields().keySet();
        problems.add(entry.key(), path, noSuchOption(key, known));
        return null;
    }

    /// @param known what there is; may be empty
    static String noSuchOption(String key, Set<String> known) {
        return known.isEmpty()
                ? "there is no such option"
                : "there is no such option; did you mean " + EditDistance.nearest(key, known) + "?";
    }

    private @Nullable ConfigNode pick(ConfigNode node, Shape.Pick shape, String path) {
        return switch (node) {
            case Scalar scalar -> {
                Fields options = shape.choices().get(scalar.text());
                if (options == null) {
                    yield unknownChoice(node, path, scalar.text(), shape);
                }
                yield options.needsNothing()
                        ? scalar
                        : wrong(node, path, "needs options: {" + scalar.text() + ": {...}}");
            }
            case Mapping mapping when mapping.entries().size() == 1 -> {
                Map.Entry<String, Entry> only = mapping.entries().entrySet().iterator().next();
                Fields options = shape.choices().get(only.getKey());
                if (options == null) {
                    yield unknownChoice(node, path, only.getKey(), shape);
                }
                ConfigNode checked =
                        check(only.getValue().value(), options, join(path, only.getKey()));
                yield checked == null
                        ? null
                        : new Mapping(
                                Map.of(only.getKey(), new Entry(only.getValue().key(), checked)),
                                mapping.origin());
            }
            case Mapping _, Sequence _ -> wrong(node, path, "must be " + shape.inWords());
        };
    }

    private @Nullable ConfigNode unknownChoice(
            ConfigNode node, String path, String name, Shape.Pick shape) {
        String nearest =
                problems.isFull() ? "" : EditDistance.nearest(name, shape.choices().keySet());
        problems.add(
                node.origin(),
                join(path, name),
                "there is no such name; did you mean " + nearest + "?");
        return null;
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
