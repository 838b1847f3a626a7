package io.roadrunner.hpack;

import java.util.Arrays;
import java.util.Objects;

/// What one header block says, field line by field line in its order; reused from block to block.
///
/// Owned by the thread that decodes. Bounded by the list limit: every field counts 32 octets above
/// its own, so there are never more than a 32nd of the limit.
public final class HpackFields {
    private static final String[] NONE = {};
    private static final int FIRST_CAPACITY = 16;

    /// More than this is not kept from one block to the next.
    private static final int KEPT_CAPACITY = 64;

    private final long limit;
    private String[] names = NONE;
    private String[] values = NONE;
    private int size;
    private long octets;

    /// @param limit how many octets may be kept, as RFC 7541 §4.1 counts them
    HpackFields(long limit) {
        this.limit = limit;
    }

    /// How many field lines there are.
    public int size() {
        return size;
    }

    /// The name of one field line.
    ///
    /// @param index from 0 to below [#size()]
    public String name(int index) {
        return names[Objects.checkIndex(index, size)];
    }

    /// The value of one field line.
    ///
    /// @param index from 0 to below [#size()]
    public String value(int index) {
        return values[Objects.checkIndex(index, size)];
    }

    /// Whether the list went past its limit. What came before is here, the field that did not fit
    /// and all behind it are not; they were decoded nevertheless, so that the table is in step.
    public boolean isTooLarge() {
        return octets > limit;
    }

    /// Forgets everything, so that a connection at rest holds no request.
    public void clear() {
        if (names.length > KEPT_CAPACITY) {
            names = NONE;
            values = NONE;
        } else {
            Arrays.fill(names, 0, size, "");
            Arrays.fill(values, 0, size, "");
        }
        size = 0;
        octets = 0;
    }

    void add(String name, String value) {
        octets += HpackField.sizeOf(name, value);
        if (octets > limit) {
            return;
        }
        if (size == names.length) {
            int capacity = Math.max(FIRST_CAPACITY, size * 2);
            names = Arrays.copyOf(names, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }
}
