package io.roadrunner.hpack;

/// Finds entries of a [DynamicTable] by a hash, newest first, in the time of one look at an array.
///
/// Entries are numbered as they come. Per bucket the number of the newest is held, per entry that
/// of the one before it in its bucket. Nothing is done when an entry is evicted: its number has
/// then become too old, which ends the walk. Numbers may wrap around, so what is found is still to
/// be compared. Owned by one encoder; arrays are made with the first entry.
final class TableIndex {
    /// What stands for no entry.
    static final int NONE = -1;

    /// A power of two, and as many as there can be entries: 4096 octets of 32 each.
    private static final int BUCKETS = 128;

    private static final int[] EMPTY = {};

    private final DynamicTable table;
    private int[] newest = EMPTY;
    private int[] previous = EMPTY;
    private int added;

    TableIndex(DynamicTable table) {
        this.table = table;
    }

    /// Takes note of the entry that the table has just taken.
    void add(int hash) {
        if (newest.length == 0) {
            newest = new int[BUCKETS];
            previous = new int[BUCKETS];
        }
        added++;
        int bucket = bucket(hash);
        previous[added & (BUCKETS - 1)] = newest[bucket];
        newest[bucket] = added;
    }

    /// The position in the table of the newest entry that may have this hash, or [#NONE].
    int first(int hash) {
        return newest.length == 0 ? NONE : live(added - newest[bucket(hash)], NONE);
    }

    /// The position of the next older entry in the same bucket, or [#NONE].
    int next(int position) {
        return live(added - previous[(added - position) & (BUCKETS - 1)], position);
    }

    private int live(int position, int newer) {
        return position > newer && position < table.count() ? position : NONE;
    }

    private static int bucket(int hash) {
        return (hash ^ (hash >>> 7) ^ (hash >>> 16)) & (BUCKETS - 1);
    }
}
