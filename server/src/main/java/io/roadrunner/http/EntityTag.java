package io.roadrunner.http;

import org.jspecify.annotations.Nullable;

/// The name of one version of a representation (RFC 9110 §8.8.3). Immutable.
///
/// @param opaque what stands between the quotes: visible characters but `"`
/// @param weak whether two versions of the same name may differ in their bytes
public record EntityTag(String opaque, boolean weak) {
    /// Throws [IllegalArgumentException] for a character that a tag must not have.
    public EntityTag {
        for (int i = 0; i < opaque.length(); i++) {
            if (!isTagCharacter(opaque.charAt(i))) {
                throw new IllegalArgumentException("not an entity tag: character " + i);
            }
        }
    }

    /// A strong tag: equal ones name equal bytes.
    ///
    /// @throws IllegalArgumentException for a character that a tag must not have
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /// A weak tag: equal ones name equivalent content.
    ///
    /// @throws IllegalArgumentException for a character that a tag must not have
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /// Reads the value of an `etag` field, or a tag in another one, with its quotes.
    ///
    /// @return null when it is anything else
    public static @Nullable EntityTag parse(String text) {
        return EntityTagsParser.single(text);
    }

    /// `etagc = %x21 / %x23-7E / obs-text`: RFC 9110 §8.8.3
    static boolean isTagCharacter(char c) {
        return c == 0x21 || (c >= 0x23 && c <= 0xff && c != 0x7f);
    }

    /// "two entity tags are equivalent if both are not weak and their opaque-tags match
    /// character-by-character" (RFC 9110 §8.8.3.2).
    public boolean equalsStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /// "two entity tags are equivalent if their opaque-tags match character-by-character,
    /// regardless of either or both being tagged as "weak"" (RFC 9110 §8.8.3.2).
    public boolean equalsWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /// The tag as a field has it, with its quotes.
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}
