package io.roadrunner.rpc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one JSON text (RFC 8259) and nothing that is merely like one. For one thread and one text.
/// Nesting, the number of values and the length of numbers are bounded; the text itself is by
/// whoever has it.
///
/// Values are `String`, `BigDecimal`, `Boolean`, `List` and `Map`; null is an empty `Optional`.
final class JsonParser {
    /// How deep arrays and objects may be nested.
    static final int MAX_DEPTH = 32;

    /// How many values a text may have, whose objects take more memory than their text.
    static final int MAX_VALUES = 65_536;

    /// How many characters a number may have.
    static final int MAX_NUMBER = 64;

    private static final int UNICODE_DIGITS = 4;

    private final CharBuffer text;
    private int depth;
    private int values;

    private JsonParser(CharBuffer text) {
        this.text = text;
    }

    /// The value of a text in UTF-8.
    static Object parse(ByteBuffer bytes) throws MalformedMessageException {
        JsonParser parser = new JsonParser(decode(bytes));
        parser.skipSpace();
        Object value = parser.value();
        parser.skipSpace();
        if (parser.text.hasRemaining()) {
            throw parser.malformed("something behind the value");
        }
        return value;
    }

    private static CharBuffer decode(ByteBuffer bytes) throws MalformedMessageException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
        } catch (CharacterCodingException _) {
            throw new MalformedMessageException("JSON: not UTF-8");
        }
    }

    private Object value() throws MalformedMessageException {
        if (++values > MAX_VALUES) {
            throw malformed("more than " + MAX_VALUES + " values");
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", Optional.empty());
            default -> number();
        };
    }

    private Map<String, Object> object() throws MalformedMessageException {
        enter();
        Map<String, Object> members = new LinkedHashMap<>();
        for (boolean more = !isClosed('}'); more; more = isContinued('}')) {
            if (peek() != '"') {
                throw malformed("no name of a member");
            }
            String name = string();
            skipSpace();
            expect(':');
            skipSpace();
            // "The names within an object SHOULD be unique." RFC 8259 §4: which one of two would
            // count is open, so neither does.
            if (members.put(name, value()) != null) {
                throw malformed("a member twice");
            }
        }
        depth--;
        return members;
    }

    private List<Object> array() throws MalformedMessageException {
        enter();
        List<Object> elements = new ArrayList<>();
        for (boolean more = !isClosed(']'); more; more = isContinued(']')) {
            elements.add(value());
        }
        depth--;
        return elements;
    }

    /// Takes the opening bracket and what is between it and the first value.
    private void enter() throws MalformedMessageException {
        if (++depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        text.get();
        skipSpace();
    }

    private boolean isClosed(char bracket) throws MalformedMessageException {
        if (peek() != bracket) {
            return false;
        }
        text.get();
        return true;
    }

    /// Takes what is behind a value: the closing bracket, or a comma and the space behind it.
    private boolean isContinued(char bracket) throws MalformedMessageException {
        skipSpace();
        if (isClosed(bracket)) {
            return false;
        }
        expect(',');
        skipSpace();
        return true;
    }

    private Object literal(String word, Object value) throws MalformedMessageException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    private String string() throws MalformedMessageException {
        expect('"');
        StringBuilder characters = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw malformed("a control character in a string");
            }
            characters.append(c == '\\' ? escaped() : c);
            checkPairs(characters);
        }
        if (!characters.isEmpty() && isHigh(characters, characters.length() - 1)) {
            throw malformed("half of a surrogate pair");
        }
        return characters.toString();
    }

    private char escaped() throws MalformedMessageException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("an unknown escape");
        };
    }

    private char unicode() throws MalformedMessageException {
        int unit = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            char c = next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("an escape without four hexadecimal digits");
            }
            unit = (unit << 4) | digit;
        }
        return (char) unit;
    }

    /// A high surrogate is followed by a low one, and a low one follows a high one.
    private void checkPairs(StringBuilder characters) throws MalformedMessageException {
        int last = characters.length() - 1;
        boolean afterHigh = last > 0 && isHigh(characters, last - 1);
        if (afterHigh != Character.isLowSurrogate(characters.charAt(last))) {
            throw malformed("half of a surrogate pair");
        }
    }

    private static boolean isHigh(StringBuilder characters, int at) {
        return Character.isHighSurrogate(characters.charAt(at));
    }

    /// `[ "-" ] int [ frac ] [ exp ]` RFC 8259 §6
    private BigDecimal number() throws MalformedMessageException {
        int from = text.position();
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        int length = text.position() - from;
        if (length > MAX_NUMBER) {
            throw malformed("a number of more than " + MAX_NUMBER + " characters");
        }
        return decimal(text.duplicate().position(from).limit(from + length).toString());
    }

    private BigDecimal decimal(String number) throws MalformedMessageException {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException _) {
            // The grammar is right, so it is the exponent.
            throw malformed("a number out of range");
        }
    }

    private void digits() throws MalformedMessageException {
        int from = text.position();
        while (text.hasRemaining() && isDigit(text.get(text.position()))) {
            text.get();
        }
        if (text.position() == from) {
            throw malformed("no value");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean take(char c) {
        boolean there = text.hasRemaining() && text.get(text.position()) == c;
        if (there) {
            text.get();
        }
        return there;
    }

    private void expect(char c) throws MalformedMessageException {
        if (next() != c) {
            throw malformed("no '" + c + "'");
        }
    }

    private char peek() throws MalformedMessageException {
        if (!text.hasRemaining()) {
            throw malformed("cut off");
        }
        return text.get(text.position());
    }

    private char next() throws MalformedMessageException {
        peek();
        return text.get();
    }

    private void skipSpace() {
        while (text.hasRemaining() && " \t\r\n".indexOf(text.get(text.position())) >= 0) {
            text.get();
        }
    }

    private MalformedMessageException malformed(String what) {
        return new MalformedMessageException(
                "JSON: %s, at character %d".formatted(what, text.position()));
    }
}
