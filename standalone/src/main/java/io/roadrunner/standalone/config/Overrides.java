package io.roadrunner.standalone.config;

import io.roadrunner.standalone.config.ConfigNode.Entry;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import io.roadrunner.standalone.config.Shape.Field;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts single values into a tree: those of the environment and of flags. The tree need not be
/// right; the values are checked with it. Belongs to one reading.
final class Overrides {
    private static final String LISTENERS = "listeners";

    private final Problems problems;

    /// A path that leads nowhere.
    private static final class NoSuchPlace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchPlace(String reason) {
            super(reason, null, false, false);
        }
    }

    Overrides(Problems problems) {
        this.problems = problems;
    }

    /// The tree with the value in it; the tree as it is, and a problem, when there is no such
    /// place.
    Mapping apply(Mapping root, Replacement replacement) {
        try {
            String path = fullPath(root, replacement.path());
            List<String> keys = List.of(path.split("\\.", -1));
            Scalar value = new Scalar(replacement.text(), true, replacement.origin());
            return (Mapping) put(root, ConfigShape.ROOT, keys, value);
        } catch (NoSuchPlace e) {
            problems.add(
                    replacement.origin(),
                    replacement.path() + " = " + replacement.text(),
                    String.valueOf(e.getMessage()));
            return root;
        }
    }

    /// Options of the only listener may be given without its name.
    private static String fullPath(Mapping root, String path) {
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        if (ConfigShape.ROOT.fields().containsKey(first)) {
            return path;
        }
        if (!ConfigShape.LISTENER.fields().containsKey(first)) {
            throw unknown(path);
        }
        Set<String> names =
                root.value(LISTENERS) instanceof Mapping listeners
                        ? listeners.entries().keySet()
                        : Set.of();
        if (names.size() != 1) {
            throw new NoSuchPlace("say of which listener: listeners.NAME." + path);
        }
        return LISTENERS + "." + names.iterator().next() + "." + path;
    }

    private static NoSuchPlace unknown(String path) {
        Set<String> known = new TreeSet<>(ListenerSettingTable.keys());
        known.addAll(ConfigShape.ROOT.fields().keySet());
        return noSuchOption(path, known);
    }

    private static NoSuchPlace noSuchOption(String key, Set<String> known) {
        return new NoSuchPlace(ShapeCheck.noSuchOption(key, known));
    }

    private static ConfigNode put(
            @Nullable ConfigNode node, Shape shape, List<String> keys, Scalar value) {
        if (keys.isEmpty()) {
            return whole(shape, value);
        }
        return switch (shape) {
            case Shape.OrNone(Fields section) -> put(node, section, keys, value);
            case Value _, Shape.OneOf _ ->
                    throw new NoSuchPlace("has no keys: it is " + shape.inWords());
            case Shape.Items(Shape item) -> putItem(node, item, keys, value);
            case Shape.ByName(_, Shape each) -> putKey(node, each, keys, value);
            case Fields fields -> {
                Field field = fields.fields().get(keys.getFirst());
                if (field == null) {
                    throw noSuchOption(keys.getFirst(), fields.fields().keySet());
                }
                yield putKey(node, field.shape(), keys, value);
            }
            case Shape.Pick(Map<String, Fields> choices) -> {
                Fields options = choices.get(keys.getFirst());
                boolean same =
                        switch (node) {
                            case Scalar name -> name.text().equals(keys.getFirst());
                            case Mapping named -> named.entries().containsKey(keys.getFirst());
                            case Sequence _ -> false;
                            case null -> true;
                        };
                if (options == null || !same) {
                    throw new NoSuchPlace("another name is there");
                }
                yield putKey(node, options, keys, value);
            }
        };
    }

    /// A text is taken as it is, also an empty one or `null`; an empty list has no item.
    private static ConfigNode whole(Shape shape, Scalar value) {
        if (shape == Value.TEXT) {
            return new Scalar(value.text(), false, value.origin());
        }
        if (!(shape instanceof Shape.Items(Shape item))) {
            return value;
        }
        if (item instanceof Fields) {
            throw new NoSuchPlace("is a list of sections; one value cannot replace it");
        }
        List<ConfigNode> items = new ArrayList<>();
        if (!value.text().isBlank()) {
            for (String part : value.text().split(",", -1)) {
                items.add(new Scalar(part.strip(), true, value.origin()));
            }
        }
        return new Sequence(items, value.origin());
    }

    private static ConfigNode putKey(
            @Nullable ConfigNode node, Shape shape, List<String> keys, Scalar value) {
        Mapping mapping =
                node instanceof Mapping present ? present : new Mapping(Map.of(), value.origin());
        String key = keys.getFirst();
        ConfigNode inner = put(mapping.value(key), shape, keys.subList(1, keys.size()), value);
        return mapping.with(key, new Entry(value.origin(), inner));
    }

    private static ConfigNode putItem(
            @Nullable ConfigNode node, Shape shape, List<String> keys, Scalar value) {
        List<ConfigNode> items =
                node instanceof Sequence sequence ? new ArrayList<>(sequence.items()) : List.of();
        int index = index(keys.getFirst());
        if (index < 0 || index >= items.size()) {
            throw new NoSuchPlace(
                    "the list has " + items.size() + " items, the first is 0: " + keys.getFirst());
        }
        items.set(index, put(items.get(index), shape, keys.subList(1, keys.size()), value));
        return new Sequence(items, value.origin());
    }

    private static int index(String text) {
        try {
            return OptionText.whole(text);
        } catch (IllegalArgumentException _) {
            return -1;
        }
    }
}
