package io.roadrunner.files;

/// A run of bytes within a representation (RFC 9110 §14.1.2). Immutable.
///
/// @param first the first byte, from 0
/// @param last the last byte, inclusive, at least `first`
public record ByteRange(long first, long last) {
    /// Throws [IllegalArgumentException] for a range that holds no byte.
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + "-" + last);
        }
    }

    /// How many bytes it holds, at least 1.
    public long length() {
        return last - first + 1;
    }

    /// The value of `content-range` for this part of a representation (RFC 9110 §14.4).
    ///
    /// @param size how many bytes the whole representation has
    public String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /// Whether both have a byte in common, or one begins where the other ends.
    boolean touches(ByteRange other) {
        return first - 1 <= other.last && other.first - 1 <= last;
    }

    ByteRange union(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
