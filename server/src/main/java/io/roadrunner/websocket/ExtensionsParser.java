package io.roadrunner.websocket;

import io.roadrunner.bytes.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one line of `sec-websocket-extensions`. Used once, by one thread; reads each character
/// once.
///
/// ```
/// extension-list  = 1#extension
/// extension       = extension-token *( ";" extension-param )
/// extension-param = token [ "=" (token | quoted-string) ]
/// ```
///
/// That is RFC 6455 §9.1, whose kind of grammar lets whitespace stand between any two of these.
/// Elements of a list may be empty (RFC 9110 §5.6.1.2).
final class ExtensionsParser {
    private final String text;
    private int position;

    ExtensionsParser(String text) {
        this.text = text;
    }

    /// Reads the list; false when it is none.
    boolean readInto(List<ExtensionOffer> offers) {
        while (true) {
            if (!startsWith(',') && position < text.length()) {
                ExtensionOffer offer = offer();
                if (offer == null) {
                    return false;
                }
                offers.add(offer);
            }
            if (position == text.length()) {
                return true;
            }
            if (!skip(',')) {
                return false;
            }
        }
    }

    private @Nullable ExtensionOffer offer() {
        String name = token();
        if (name == null) {
            return null;
        }
        List<ExtensionOffer.Parameter> parameters = new ArrayList<>();
        while (skip(';')) {
            ExtensionOffer.Parameter parameter = parameter();
            if (parameter == null) {
                return null;
            }
            parameters.add(parameter);
        }
        return new ExtensionOffer(name, parameters);
    }

    private ExtensionOffer.@Nullable Parameter parameter() {
        String name = token();
        if (name == null) {
            return null;
        }
        if (!skip('=')) {
            return new ExtensionOffer.Parameter(name, "");
        }
        String value = startsWith('"') ? quoted() : token();
        return value == null ? null : new ExtensionOffer.Parameter(name, value);
    }

    private @Nullable String token() {
        skipWhitespace();
        int start = position;
        while (position < text.length() && Ascii.isTokenCharacter(text.charAt(position))) {
            position++;
        }
        return position == start ? null : text.substring(start, position);
    }

    /// "When using the quoted-string syntax variant, the value after quoted-string unescaping MUST
    /// conform to the 'token' ABNF." RFC 6455 §9.1
    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length() && text.charAt(position) != '"') {
            if (text.charAt(position) == '\\') {
                position++;
            }
            if (position < text.length()) {
                value.append(text.charAt(position++));
            }
        }
        if (position == text.length() || !Ascii.isToken(value.toString())) {
            return null;
        }
        position++;
        return value.toString();
    }

    private boolean skip(char separator) {
        boolean found = startsWith(separator);
        position += found ? 1 : 0;
        return found;
    }

    private boolean startsWith(char c) {
        skipWhitespace();
        return position < text.length() && text.charAt(position) == c;
    }

    private void skipWhitespace() {
        while (position < text.length() && Ascii.isWhitespace(text.charAt(position))) {
            position++;
        }
    }
}
