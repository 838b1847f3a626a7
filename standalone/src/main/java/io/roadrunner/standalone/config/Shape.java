package io.roadrunner.standalone.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What may stand at a place of the configuration, as data: the check, the names of overrides, the
/// JSON Schema and the documentation all come from it. Immutable.
sealed interface Shape {
    /// The shape in a few words, as problems and the documentation name it.
    String inWords();

    /// One value.
    enum Value implements Shape {
        TEXT("a text"),
        PATH("a path"),
        ADDRESS("host:port, unix:PATH or inherit"),
        HOST_AND_PORT("host:port"),
        NUMBER("a whole number"),
        FLAG("true or false"),
        TIME("a time such as 250ms, 30s or 5m"),
        SECONDS("a number of seconds, or a time such as 250ms, 30s or 5m"),
        SIZE("a size such as 65536, 64KiB or 10MiB");

        private final String words;

        Value(String words) {
            this.words = words;
        }

        @Override
        public String inWords() {
            return words;
        }
    }

    /// One of some words.
    ///
    /// @param words what may be written
    record OneOf(List<String> words) implements Shape {
        static OneOf of(String... words) {
            return new OneOf(List.of(words));
        }

        @Override
        public String inWords() {
            return words.size() == 1
                    ? words.getFirst()
                    : String.join(", ", words.subList(0, words.size() - 1))
                            + " or "
                            + words.getLast();
        }
    }

    /// A list.
    ///
    /// @param item what each item is
    record Items(Shape item) implements Shape {
        @Override
        public String inWords() {
            return "a list, each " + item.inWords();
        }
    }

    /// Values by names that the user gives.
    ///
    /// @param what what the names are of
    /// @param value what each value is
    record ByName(String what, Shape value) implements Shape {
        @Override
        public String inWords() {
            return what + " by name, each " + value.inWords();
        }
    }

    /// Values by names that are known.
    ///
    /// @param fields in the order of the documentation
    record Fields(Map<String, Field> fields) implements Shape {
        /// Copies the map.
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String inWords() {
            return "a section with keys";
        }

        boolean needsNothing() {
            return fields.values().stream().noneMatch(Field::required);
        }
    }

    /// A known name alone, or a known name with options.
    ///
    /// @param choices the options of each name
    record Pick(Map<String, Fields> choices) implements Shape {
        /// Copies the map.
        public Pick {
            choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }

        @Override
        public String inWords() {
            return "a name, or {name: options}";
        }
    }

    /// A section, or the word `none` for the lack of what it describes.
    ///
    /// @param section what is there
    record OrNone(Fields section) implements Shape {
        static final String NONE = "none";

        @Override
        public String inWords() {
            return section.inWords() + ", or " + NONE;
        }
    }

    /// A key of a section.
    ///
    /// @param shape what its value is
    /// @param required whether it must be there
    /// @param effect what it does, in a few words
    record Field(Shape shape, boolean required, String effect) {
        static Field required(Shape shape, String effect) {
            return new Field(shape, true, effect);
        }

        static Field optional(Shape shape, String effect) {
            return new Field(shape, false, effect);
        }
    }
}
