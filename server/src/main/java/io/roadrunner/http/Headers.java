package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.bytes.CheckedFields;
import io.roadrunner.bytes.FieldBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// An immutable, ordered list of field lines (RFC 9110 §5.3). Names are lower case, a name may
/// occur more than once, and every entry has been checked, so that an instance can be written to
/// the wire as it is. Any thread may read it.
public final class Headers implements Iterable<Header> {
    private static final Headers EMPTY = new Headers(new String[0], null);

    /// Name and value in turn; with a wire block each entry is filled when first asked for. The
    /// race is benign: a string made twice is equal, and strings are safely published.
    private final @Nullable String[] strings;

    private final @Nullable FieldBlock wire;

    private Headers(@Nullable String[] strings, @Nullable FieldBlock wire) {
        this.strings = strings;
        this.wire = wire;
    }

    /// No field at all.
    public static Headers empty() {
        return EMPTY;
    }

    /// One field. Throws [InvalidHeaderException] for a name or value that must not be sent.
    public static Headers of(String name, String value) {
        return new Headers(new String[] {checkName(name), checkValue(name, value)}, null);
    }

    /// Fields from names and values in turn. Throws [InvalidHeaderException] for one that must not
    /// be sent, [IllegalArgumentException] for an odd count.
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: odd number of arguments");
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /// The fields of a section that a protocol parser has checked; for protocol packages only.
    @SuppressWarnings("exports") // the type is not exported so that only this module can call it
    public static Headers of(FieldBlock wire) {
        return wire.size() == 0 ? EMPTY : new Headers(new @Nullable String[wire.size() * 2], wire);
    }

    /// The fields of a section that a protocol has checked; for protocol packages only.
    @SuppressWarnings("exports") // the type is not exported so that only this module can call it
    public static Headers of(CheckedFields fields) {
        return fields.namesAndValues().length == 0
                ? EMPTY
                : new Headers(fields.namesAndValues(), null);
    }

    /// A builder without a field.
    public static Builder builder() {
        return new Builder();
    }

    /// A builder that starts with these fields.
    public Builder toBuilder() {
        return new Builder().addAll(this);
    }

    /// The number of field lines.
    public int size() {
        return strings.length / 2;
    }

    /// Whether there is no field.
    public boolean isEmpty() {
        return strings.length == 0;
    }

    /// The lower-case name of the field at an index from 0.
    public String name(int index) {
        return part(index * 2);
    }

    /// The value of the field at an index from 0.
    public String value(int index) {
        return part(index * 2 + 1);
    }

    private String part(int at) {
        String known = strings[at];
        if (known != null) {
            return known;
        }
        if (wire == null) {
            throw new IllegalStateException("a field without a text at " + at);
        }
        String decoded = (at & 1) == 0 ? wire.name(at / 2) : wire.value(at / 2);
        strings[at] = decoded;
        return decoded;
    }

    /// The value of the first field of this name in any case, or null.
    public @Nullable String first(String name) {
        int index = indexOf(Ascii.toLower(name), 0);
        return index < 0 ? null : value(index);
    }

    /// The values of all fields of this name in any case, in order; empty when there is none.
    public List<String> all(String name) {
        String lower = Ascii.toLower(name);
        int index = indexOf(lower, 0);
        if (index < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (; index >= 0; index = indexOf(lower, index + 1)) {
            values.add(value(index));
        }
        return List.copyOf(values);
    }

    /// Whether a field of this name in any case is there.
    public boolean contains(String name) {
        return indexOf(Ascii.toLower(name), 0) >= 0;
    }

    /// The index of the first field of this lower-case name at or after `from`, or -1.
    public int indexOf(String lowerCaseName, int from) {
        if (wire != null && !wire.mayHave(lowerCaseName)) {
            return -1;
        }
        for (int i = from; i < size(); i++) {
            if (wire == null
                    ? lowerCaseName.equals(strings[i * 2])
                    : wire.nameEquals(i, lowerCaseName)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a list-valued field of this lower-case name holds the lower-case token, in any of
    /// its lines (RFC 9110 §5.6.1).
    public boolean hasToken(String lowerCaseName, String token) {
        for (int i = indexOf(lowerCaseName, 0); i >= 0; i = indexOf(lowerCaseName, i + 1)) {
            if (Ascii.listContains(value(i), token)) {
                return true;
            }
        }
        return false;
    }

    /// These fields and one more at the end.
    public Headers with(String name, String value) {
        return toBuilder().add(name, value).build();
    }

    /// These fields, the named one replaced by a single value.
    public Headers withReplaced(String name, String value) {
        return toBuilder().set(name, value).build();
    }

    /// These fields without any of this name.
    public Headers without(String name) {
        return contains(name) ? toBuilder().remove(name).build() : this;
    }

    @Override
    public Iterator<Header> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Header next() {
                if (next >= size()) {
                    throw new NoSuchElementException();
                }
                Header header = new Header(name(next), value(next));
                next++;
                return header;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && toList().equals(that.toList());
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    /// The fields as an immutable list.
    public List<Header> toList() {
        List<Header> list = new ArrayList<>(size());
        forEach(list::add);
        return List.copyOf(list);
    }

    @Override
    public String toString() {
        return toList().toString();
    }

    private static String checkName(String name) {
        if (!Ascii.isToken(name)) {
            throw new InvalidHeaderException("not a field name: " + quoted(name));
        }
        return Ascii.toLower(name);
    }

    private static String checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Ascii.isFieldValueCharacter(value.charAt(i))) {
                throw new InvalidHeaderException(
                        "field "
                                + name
                                + " has a character that must not be sent: "
                                + quoted(value));
            }
        }
        return value;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /// Gathers fields; each is checked when it is added. Not for use by several threads at once.
    public static final class Builder {
        private final List<String> strings = new ArrayList<>();

        private Builder() {}

        /// Appends a field. Throws [InvalidHeaderException] if it must not be sent.
        public Builder add(String name, String value) {
            String lower = checkName(name);
            strings.add(lower);
            strings.add(checkValue(lower, value));
            return this;
        }

        /// Appends all fields of another list.
        public Builder addAll(Headers headers) {
            for (int i = 0; i < headers.size(); i++) {
                strings.add(headers.name(i));
                strings.add(headers.value(i));
            }
            return this;
        }

        /// Replaces every field of this name by one with this value.
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /// Appends the field unless one of this name is there.
        public Builder addIfAbsent(String name, String value) {
            return contains(name) ? this : add(name, value);
        }

        /// Whether a field of this name in any case is there.
        public boolean contains(String name) {
            String lower = Ascii.toLower(name);
            for (int i = 0; i < strings.size(); i += 2) {
                if (strings.get(i).equals(lower)) {
                    return true;
                }
            }
            return false;
        }

        /// Takes away every field of this name.
        public Builder remove(String name) {
            String lower = Ascii.toLower(name);
            for (int i = strings.size() - 2; i >= 0; i -= 2) {
                if (strings.get(i).equals(lower)) {
                    strings.remove(i + 1);
                    strings.remove(i);
                }
            }
            return this;
        }

        /// The fields gathered so far; the builder can go on.
        public Headers build() {
            return strings.isEmpty() ? EMPTY : new Headers(strings.toArray(String[]::new), null);
        }
    }
}
