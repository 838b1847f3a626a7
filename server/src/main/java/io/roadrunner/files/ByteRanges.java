package io.roadrunner.files;

import java.util.List;

/// What a `range` field asks of a representation of a known size (RFC 9110 §14.2).
public sealed interface ByteRanges {
    /// How many ranges one field may name; one that names more is ignored.
    int MAX_RANGES = 16;

    /// The whole representation is the answer: there is no range, it is malformed, of another unit,
    /// or there are more than [#MAX_RANGES].
    enum Ignored implements ByteRanges {
        /// The only one.
        INSTANCE
    }

    /// Nothing that is asked for exists: 416 (RFC 9110 §15.5.17).
    enum Unsatisfiable implements ByteRanges {
        /// The only one.
        INSTANCE
    }

    /// These parts are the answer: 206 (RFC 9110 §15.3.7).
    ///
    /// @param ranges 1 to [#MAX_RANGES] parts in the order in which they were asked for; no two of
    ///   them overlap or touch, as those that did have become one
    record Satisfiable(List<ByteRange> ranges) implements ByteRanges {
        /// Throws [IllegalArgumentException] when there is none.
        public Satisfiable {
            ranges = List.copyOf(ranges);
            if (ranges.isEmpty()) {
                throw new IllegalArgumentException("no range");
            }
        }
    }

    /// Reads a `range` field. Never throws for what a client may send.
    ///
    /// @param field the value of the only `range` field
    /// @param size how many bytes the representation has, from 0
    static ByteRanges parse(String field, long size) {
        return new ByteRangesParser(field, size).parse();
    }

    /// The value of `content-range` in a 416 (RFC 9110 §15.5.17).
    ///
    /// @param size how many bytes the representation has
    static String unsatisfiedRange(long size) {
        return "bytes */" + size;
    }
}
