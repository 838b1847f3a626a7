package io.roadrunner.http2;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a peer has said of streams that it has not begun, the last word about each (RFC 9218 §7).
/// Guarded by the lock of the connection; bounded: "Holding PRIORITY_UPDATE frames for each stream
/// requires server resources".
final class EarlyPriorities {
    private static final int REMEMBERED = 128;

    private final NavigableMap<Integer, StreamPriority> waiting = new TreeMap<>();

    /// Remembers a priority if there is room.
    void put(int id, StreamPriority priority) {
        if (waiting.size() < REMEMBERED || waiting.containsKey(id)) {
            waiting.put(id, priority);
        }
    }

    /// A stream begins: "The first use of a new stream identifier implicitly closes all streams in
    /// the "idle" state that might have been initiated by that peer with a lower-valued stream
    /// identifier." RFC 9113 §5.1.1
    void begin(int id) {
        if (!waiting.isEmpty()) {
            waiting.headMap(id, false).clear();
        }
    }

    /// What was said of the stream that has begun last, null for nothing.
    @Nullable StreamPriority get(int id) {
        return waiting.get(id);
    }

    /// How many streams wait that come after one.
    int countAfter(int id) {
        return waiting.tailMap(id, false).size();
    }
}
