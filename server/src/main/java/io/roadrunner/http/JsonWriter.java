package io.roadrunner.http;

import io.roadrunner.bytes.ByteOutput;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes one value as a JSON text (RFC 8259). Used by one thread for one text; nesting is bounded,
/// so that a value that contains itself ends in an exception.
final class JsonWriter {
    /// How deep arrays and objects may be nested.
    static final int MAX_DEPTH = 64;

    private static final int FIRST_CAPACITY = 256;
    private static final char REPLACEMENT = '\ufffd';

    private final ByteOutput output = new ByteOutput(FIRST_CAPACITY);
    private int depth;

    private JsonWriter() {}

    /// The value as JSON in UTF-8.
    ///
    /// @throws InvalidJsonException when it has no JSON form or is nested too deeply
    static ByteBuffer write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.output.toByteBuffer();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> output.putLatin1("null");
            case CharSequence text -> string(text.toString());
            case Boolean truth -> output.putLatin1(truth.toString());
            case Number number -> output.putLatin1(JsonNumbers.text(number));
            case Record row -> record(row);
            case Map<?, ?> map -> map(map);
            case Optional<?> optional -> nested(optional.orElse(null));
            case OptionalInt optional -> value(optional.isPresent() ? optional.getAsInt() : null);
            case OptionalLong optional -> value(optional.isPresent() ? optional.getAsLong() : null);
            case OptionalDouble optional ->
                    value(optional.isPresent() ? optional.getAsDouble() : null);
            case Object other -> textOrSequence(other);
        }
    }

    private void textOrSequence(Object value) {
        switch (value) {
            case Enum<?> constant -> string(constant.name());
            case Character character -> string(character.toString());
            case UUID id -> string(id.toString());
            case TemporalAccessor time -> string(time.toString());
            case TemporalAmount amount -> string(amount.toString());
            case URI uri -> string(uri.toString());
            // A path iterates over paths that iterate over themselves.
            case Path path -> string(path.toString());
            case Iterable<?> elements -> iterable(elements);
            case Object other when other.getClass().isArray() -> array(other);
            case Object other ->
                    throw new InvalidJsonException("no JSON form for " + other.getClass());
        }
    }

    private void nested(@Nullable Object value) {
        enter();
        value(value);
        depth--;
    }

    private void enter() {
        if (depth == MAX_DEPTH) {
            throw new InvalidJsonException("nested deeper than " + MAX_DEPTH);
        }
        depth++;
    }

    private void open(char bracket) {
        enter();
        output.put(bracket);
    }

    private void close(char bracket) {
        depth--;
        output.put(bracket);
    }

    private void record(Record row) {
        RecordFields fields = RecordFields.of(row.getClass());
        open('{');
        for (int i = 0; i < fields.size(); i++) {
            member(i == 0, fields.name(i), fields.value(i, row));
        }
        close('}');
    }

    private void map(Map<?, ?> map) {
        open('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            member(first, key(entry.getKey()), entry.getValue());
            first = false;
        }
        close('}');
    }

    private void member(boolean first, String name, @Nullable Object value) {
        separate(first);
        string(name);
        output.put(':');
        value(value);
    }

    private void separate(boolean first) {
        if (!first) {
            output.put(',');
        }
    }

    /// "names within an object SHOULD be unique" RFC 8259 §4: the keys of a map are, except for
    /// keys of different types with the same text.
    private static String key(@Nullable Object key) {
        return switch (key) {
            case null -> throw new InvalidJsonException("a map with a null key");
            case Enum<?> constant -> constant.name();
            case CharSequence text -> text.toString();
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Character character -> character.toString();
            case UUID id -> id.toString();
            case TemporalAccessor time -> time.toString();
            case Object other ->
                    throw new InvalidJsonException("no name of a member: " + other.getClass());
        };
    }

    private void iterable(Iterable<?> elements) {
        open('[');
        boolean first = true;
        for (Object element : elements) {
            separate(first);
            value(element);
            first = false;
        }
        close(']');
    }

    private void array(Object array) {
        open('[');
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            separate(i == 0);
            value(Array.get(array, i));
        }
        close(']');
    }

    private void string(String text) {
        output.put('"');
        int clean = 0;
        int length = text.length();
        while (clean < length && isPlain(text.charAt(clean))) {
            clean++;
        }
        if (clean == length) {
            output.putLatin1(text);
        } else {
            output.putLatin1(text.substring(0, clean));
            escaped(text, clean);
        }
        output.put('"');
    }

    /// ASCII that stands for itself. DEL may be written as it is (RFC 8259 §7).
    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }

    private void escaped(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                output.put(c);
                i++;
            } else if (c < 0x80) {
                escape(c);
                i++;
            } else {
                i = beyondAscii(text, i);
            }
        }
    }

    /// Writes the run of characters beyond ASCII that starts here and returns its end.
    private int beyondAscii(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= 0x80) {
            end++;
        }
        output.put(paired(text.substring(from, end)).getBytes(StandardCharsets.UTF_8));
        return end;
    }

    /// The text with a replacement character for every surrogate that has no partner: what
    /// receivers make of "bit sequences that cannot encode Unicode characters" is open (RFC 8259
    /// §8.2).
    private static String paired(String text) {
        if (!hasSurrogate(text)) {
            return text;
        }
        StringBuilder paired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            boolean alone = Character.getType(codePoint) == Character.SURROGATE;
            paired.appendCodePoint(alone ? REPLACEMENT : codePoint);
        }
        return paired.toString();
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void escape(char c) {
        output.put('\\');
        switch (c) {
            case '"', '\\' -> output.put(c);
            case '\b' -> output.put('b');
            case '\f' -> output.put('f');
            case '\n' -> output.put('n');
            case '\r' -> output.put('r');
            case '\t' -> output.put('t');
            default ->
                    output.putLatin1("u00")
                            .put(Character.forDigit(c >> 4, 16))
                            .put(Character.forDigit(c & 0xf, 16));
        }
    }
}
