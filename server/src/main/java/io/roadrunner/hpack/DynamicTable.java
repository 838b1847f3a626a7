package io.roadrunner.hpack;

import java.util.Arrays;

/// The entries that one direction of a connection has taught its peer, newest first (RFC 7541
/// §2.3.2).
///
/// Owned by one decoder or encoder and its thread. Bounded in octets as RFC 7541 §4.1 counts them;
/// since an entry takes 32 at least, that bounds the ring too, which is made with the first entry.
final class DynamicTable {
    private static final HpackField[] NONE = {};
    private static final HpackField FREE = new HpackField("", "");
    private static final int FIRST_CAPACITY = 16;

    /// A ring whose length is a power of two: the newest entry is at `newest`, older ones behind.
    private HpackField[] ring = NONE;

    private int newest;
    private int count;
    private int octets;
    private int limit;

    /// @param limit how many octets the entries may take up
    DynamicTable(int limit) {
        this.limit = limit;
    }

    /// How many entries there are.
    int count() {
        return count;
    }

    /// What the entries take up, in octets.
    int octets() {
        return octets;
    }

    /// How many octets they may take up.
    int limit() {
        return limit;
    }

    /// @param position how many newer entries there are, below [#count()]
    HpackField get(int position) {
        return ring[(newest - position) & (ring.length - 1)];
    }

    /// Adds the newest entry. Those that have to make room for it go first; one that is larger than
    /// the table empties it: "It is not an error" (RFC 7541 §4.4).
    void add(HpackField entry) {
        int size = entry.size();
        evictDownTo(limit - size);
        if (size > limit) {
            return;
        }
        if (count == ring.length) {
            grow();
        }
        newest = (newest + 1) & (ring.length - 1);
        ring[newest] = entry;
        count++;
        octets += size;
    }

    /// Changes the bound; entries that no longer fit go (RFC 7541 §4.3).
    void limitTo(int newLimit) {
        limit = newLimit;
        evictDownTo(newLimit);
    }

    private void evictDownTo(int target) {
        while (count > 0 && octets > target) {
            int oldest = (newest - count + 1) & (ring.length - 1);
            octets -= ring[oldest].size();
            ring[oldest] = FREE;
            count--;
        }
    }

    private void grow() {
        HpackField[] larger = new HpackField[Math.max(FIRST_CAPACITY, ring.length * 2)];
        Arrays.fill(larger, FREE);
        for (int position = 0; position < count; position++) {
            larger[count - 1 - position] = get(position);
        }
        ring = larger;
        newest = count - 1;
    }
}
