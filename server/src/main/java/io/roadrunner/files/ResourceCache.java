package io.roadrunner.files;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What was found out about the paths that were asked for last. Any thread: a look-up takes no
/// lock. Holds a bounded number of entries; when it is full, the hand of a clock goes round and
/// takes the first that is too old or was not asked for since the hand came by last.
final class ResourceCache {
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final long ttlNanos;
    private final LongSupplier nanoTime;

    /// All entries, each at its slot; guarded by the lock.
    private final @Nullable Entry[] ring;

    private int hand;

    /// @param capacity how many entries at most
    /// @param ttlNanos for how long an entry counts; 0 keeps none
    /// @param nanoTime the time, as [System#nanoTime()] has it
    ResourceCache(int capacity, long ttlNanos, LongSupplier nanoTime) {
        this.ring = new @Nullable Entry[capacity];
        this.ttlNanos = ttlNanos;
        this.nanoTime = nanoTime;
    }

    private static final class Entry {
        final String path;
        final Resource resource;
        final long since;
        final int slot;
        volatile boolean used;

        Entry(String path, Resource resource, long since, int slot) {
            this.path = path;
            this.resource = resource;
            this.since = since;
            this.slot = slot;
        }
    }

    /// What is known about a path and not too old, or null.
    @Nullable Resource get(String path) {
        Entry entry = entries.get(path);
        if (entry == null || isExpired(entry, nanoTime.getAsLong())) {
            return null;
        }
        if (!entry.used) {
            entry.used = true;
        }
        return entry.resource;
    }

    /// Keeps what was found out.
    ///
    /// @param since the time before it was looked at, from which its age counts
    void put(String path, Resource resource, long since) {
        if (ttlNanos == 0) {
            return;
        }
        lock.lock();
        try {
            Entry old = entries.get(path);
            int slot = old == null ? freeSlot() : old.slot;
            Entry entry = new Entry(path, resource, since, slot);
            ring[slot] = entry;
            entries.put(path, entry);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets a path.
    void remove(String path) {
        lock.lock();
        try {
            Entry entry = entries.remove(path);
            if (entry != null) {
                ring[entry.slot] = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /// The time that [#put] wants to know.
    long now() {
        return nanoTime.getAsLong();
    }

    int size() {
        return entries.size();
    }

    /// A slot without an entry, made free if need be: after one round every entry is unused.
    private int freeSlot() {
        long now = nanoTime.getAsLong();
        while (true) {
            int slot = hand;
            hand = (hand + 1) % ring.length;
            Entry entry = ring[slot];
            if (entry == null) {
                return slot;
            }
            if (!entry.used || isExpired(entry, now)) {
                entries.remove(entry.path);
                ring[slot] = null;
                return slot;
            }
            entry.used = false;
        }
    }

    private boolean isExpired(Entry entry, long now) {
        return now - entry.since >= ttlNanos;
    }
}
