package io.roadrunner.http2;

import java.util.ArrayDeque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The streams that have content to send, in the order in which they get to: by urgency, and within
/// one in turns of a frame (RFC 9218 §10). Guarded by the lock of the connection.
final class SendQueue {
    private static final int FIRST_CAPACITY = 4;

    /// By urgency, the most urgent first; a level is made when it is first needed.
    private final SortedMap<Integer, ArrayDeque<Http2Stream>> levels = new TreeMap<>();

    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /// Adds a stream at the end of its level.
    void add(Http2Stream stream) {
        level(stream).addLast(stream);
        size++;
    }

    private ArrayDeque<Http2Stream> level(Http2Stream stream) {
        return levels.computeIfAbsent(
                stream.priority().urgency(), _ -> new ArrayDeque<>(FIRST_CAPACITY));
    }

    /// Takes the stream that is to send next.
    @Nullable Http2Stream poll() {
        for (ArrayDeque<Http2Stream> level : levels.values()) {
            Http2Stream first = level.pollFirst();
            if (first != null) {
                size--;
                return first;
            }
        }
        return null;
    }

    /// Puts a stream back that has more to send: it goes on at once when its response is to be sent
    /// as a whole.
    void putBack(Http2Stream stream) {
        if (stream.priority().incremental()) {
            level(stream).addLast(stream);
        } else {
            level(stream).addFirst(stream);
        }
        size++;
    }

    /// Takes a stream out, wherever it is.
    void remove(Http2Stream stream) {
        if (level(stream).remove(stream)) {
            size--;
        }
    }
}
