package io.roadrunner.standalone.config;

import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import io.roadrunner.standalone.config.Shape.Fields;
import io.roadrunner.standalone.config.Shape.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Finds the option that a variable of the environment stands for: `ROADRUNNER_`, then the keys in
/// capitals with underscores between them, whatever else a name has but letters and digits being an
/// underscore too. As keys have underscores themselves, the known keys, and the names that the
/// configuration has already, decide where one ends. Belongs to one reading.
final class EnvironmentNames {
    private static final String PREFIX = "ROADRUNNER_";

    /// Of the script that starts the JVM.
    private static final String NOT_OURS = "ROADRUNNER_JAVA_OPTS";

    private final Mapping root;
    private final Problems problems;
    private final List<String> notes = new ArrayList<>();

    /// @param root the tree of the file
    EnvironmentNames(Mapping root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /// What the environment replaces, in the order of the names of the variables.
    List<Replacement> replacements(Map<String, String> environment) {
        List<Replacement> found = new ArrayList<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.equals(NOT_OURS))
                .sorted()
                .forEach(name -> add(found, name, environment.getOrDefault(name, "")));
        return found;
    }

    /// Variables that stand for nothing. They are no problem: orchestrators set such ones for
    /// services that happen to be called like this program.
    List<String> notes() {
        return notes;
    }

    private void add(List<Replacement> found, String variable, String text) {
        if (isPortOfService(variable, text)) {
            notes.add(variable + " is taken for what Kubernetes says of a service, and ignored");
            return;
        }
        List<String> paths = new ArrayList<>();
        String rest = variable.substring(PREFIX.length());
        walk(root, ConfigShape.ROOT, new Place("", rest, paths));
        Origin origin = new Origin.Environment(variable);
        if (paths.isEmpty()) {
            notes.add(variable + " stands for no option and is ignored");
        } else if (paths.size() > 1) {
            problems.add(origin, "", "stands for " + String.join(" and for ", paths));
        } else {
            found.add(new Replacement(origin, paths.getFirst(), text));
        }
    }

    /// `ROADRUNNER_STATUS_PORT=tcp://10.0.0.1:2114` is there when a service has the name
    /// `roadrunner-status`; no option that is called a port has such a value.
    private static boolean isPortOfService(String variable, String text) {
        return variable.endsWith("_PORT")
                && (text.startsWith("tcp://") || text.startsWith("udp://"));
    }

    /// How far a name has been understood.
    ///
    /// @param path the keys so far
    /// @param rest what of the name is left
    /// @param found where complete paths go
    private record Place(String path, String rest, List<String> found) {
        /// Goes on behind a key if the name has it here.
        void enter(String key, BiConsumer<String, Place> next) {
            String capitals = capitals(key);
            String inner = ShapeCheck.join(path, key);
            if (rest.equals(capitals)) {
                next.accept(key, new Place(inner, "", found));
            } else if (rest.startsWith(capitals + "_")) {
                next.accept(key, new Place(inner, rest.substring(capitals.length() + 1), found));
            }
        }

        private static String capitals(String key) {
            StringBuilder capitals = new StringBuilder(key.toUpperCase(Locale.ROOT));
            for (int i = 0; i < capitals.length(); i++) {
                char c = capitals.charAt(i);
                boolean letter = c >= 'A' && c <= 'Z';
                boolean digit = c >= '0' && c <= '9';
                if (!letter && !digit) {
                    capitals.setCharAt(i, '_');
                }
            }
            return capitals.toString();
        }
    }

    private static void walk(@Nullable ConfigNode node, Shape shape, Place place) {
        if (place.rest().isEmpty()) {
            if (!(shape instanceof Fields)) {
                place.found().add(place.path());
            }
            return;
        }
        switch (shape) {
            case Value _, Shape.OneOf _ -> {}
            case Shape.OrNone(Fields section) -> walk(node, section, place);
            case Fields(var fields) ->
                    fields.forEach((key, field) ->
                            place.enter(
                                    key, (_, next) -> walk(child(node, key), field.shape(), next)));
            case Shape.ByName(_, Shape each) -> {
                if (node instanceof Mapping mapping) {
                    for (String key : mapping.entries().keySet()) {
                        place.enter(key, (name, next) -> walk(child(node, name), each, next));
                    }
                }
            }
            case Shape.Items(Shape item) -> {
                if (node instanceof Sequence(List<ConfigNode> items, _)) {
                    for (int i = 0; i < items.size(); i++) {
                        ConfigNode each = items.get(i);
                        place.enter(String.valueOf(i), (_, next) -> walk(each, item, next));
                    }
                }
            }
            case Shape.Pick(Map<String, Fields> choices) ->
                    choices.forEach((name, options) -> {
                        if (isPicked(node, name)) {
                            place.enter(name, (key, next) -> walk(child(node, key), options, next));
                        }
                    });
        }
    }

    private static boolean isPicked(@Nullable ConfigNode node, String name) {
        return node instanceof Scalar scalar
                ? scalar.text().equals(name)
                : child(node, name) != null;
    }

    private static @Nullable ConfigNode child(@Nullable ConfigNode node, String key) {
        return node instanceof Mapping mapping ? mapping.value(key) : null;
    }
}
