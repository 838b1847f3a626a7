package io.roadrunner.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the entity tags of one field line (RFC 9110 §8.8.3). Used once, by one thread; reads each
/// character once.
final class EntityTagsParser {
    private final String text;
    private int position;

    EntityTagsParser(String text) {
        this.text = text;
    }

    /// The only tag of a text; null when it is anything else.
    static @Nullable EntityTag single(String text) {
        EntityTagsParser parser = new EntityTagsParser(text);
        EntityTag tag = parser.tag();
        return parser.position == text.length() ? tag : null;
    }

    /// Reads a list, in which elements may be empty (RFC 9110 §5.6.1.2); false when it is none.
    boolean readInto(List<EntityTag> tags) {
        while (position < text.length()) {
            skipWhitespace();
            if (position < text.length() && text.charAt(position) != ',') {
                EntityTag tag = tag();
                if (tag == null) {
                    return false;
                }
                tags.add(tag);
            }
            skipWhitespace();
            if (position < text.length() && text.charAt(position) != ',') {
                return false;
            }
            position++;
        }
        return true;
    }

    private @Nullable EntityTag tag() {
        // "W/" is case-sensitive: RFC 9110 §8.8.3
        boolean weak = text.startsWith("W/", position);
        int quote = weak ? position + 2 : position;
        if (quote >= text.length() || text.charAt(quote) != '"') {
            return null;
        }
        int end = quote + 1;
        while (end < text.length() && EntityTag.isTagCharacter(text.charAt(end))) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '"') {
            return null;
        }
        position = end + 1;
        return new EntityTag(text.substring(quote + 1, end), weak);
    }

    private void skipWhitespace() {
        while (position < text.length()
                && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
    }
}
