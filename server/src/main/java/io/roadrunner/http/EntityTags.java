package io.roadrunner.http;

import java.util.ArrayList;
import java.util.List;

/// What an `if-match` or `if-none-match` field lists (RFC 9110 §13.1.1, §13.1.2). Immutable.
///
/// A field that is malformed anywhere lists nothing: then `if-match` fails and `if-none-match`
/// sends the content, so that nothing is lost.
public final class EntityTags {
    private static final EntityTags NONE = new EntityTags(List.of(), false);
    private static final EntityTags ANY = new EntityTags(List.of(), true);

    private final List<EntityTag> tags;
    private final boolean any;

    private EntityTags(List<EntityTag> tags, boolean any) {
        this.tags = List.copyOf(tags);
        this.any = any;
    }

    /// Reads a list of tags, or `*`. Never throws.
    ///
    /// @param fieldValues the values of all fields of the name, in order
    public static EntityTags parse(List<String> fieldValues) {
        if (fieldValues.size() == 1 && fieldValues.getFirst().equals("*")) {
            return ANY;
        }
        List<EntityTag> tags = new ArrayList<>(1);
        for (String value : fieldValues) {
            if (!new EntityTagsParser(value).readInto(tags)) {
                return NONE;
            }
        }
        return new EntityTags(tags, false);
    }

    /// Whether the field is `*`: any version there is.
    public boolean isAny() {
        return any;
    }

    /// The tags in order, none for `*`.
    public List<EntityTag> tags() {
        return tags;
    }

    /// Whether the tag of a version that exists is listed, by the strong comparison.
    public boolean matchStrongly(EntityTag current) {
        for (EntityTag tag : tags) {
            if (tag.equalsStrongly(current)) {
                return true;
            }
        }
        return any;
    }

    /// Whether the tag of a version that exists is listed, by the weak comparison.
    public boolean matchWeakly(EntityTag current) {
        for (EntityTag tag : tags) {
            if (tag.equalsWeakly(current)) {
                return true;
            }
        }
        return any;
    }

    /// Whether the tag of a version that exists is listed, by the weak comparison.
    ///
    /// @param current the value of its `etag` field; one that is no tag is listed by `*` only
    public boolean matchWeakly(String current) {
        EntityTag tag = EntityTag.parse(current);
        return tag == null ? any : matchWeakly(tag);
    }
}
