package io.roadrunner.http2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The streams of a connection: those whose thread still runs, those that are answered while the
/// request still comes, and a memory of those that began last and of those that this side has
/// reset. Guarded by the lock of the connection.
final class StreamTable {
    /// How many of the streams are remembered that began last.
    private static final int REMEMBERED = 128;

    private final Map<Integer, Http2Request> running = new HashMap<>();
    private final Map<Integer, Http2Request> answered = new HashMap<>();
    private final ResetStreams reset = new ResetStreams();
    private final EarlyPriorities priorities = new EarlyPriorities();
    private final int[] begun = new int[REMEMBERED];
    private int beginnings;
    private int lastId;
    private long served;
    private int completed;

    /// The highest stream that the peer has begun.
    int lastId() {
        return lastId;
    }

    /// The peer begins a stream, whatever becomes of it.
    void begin(int id) {
        lastId = id;
        priorities.begin(id);
        begun[beginnings++ % REMEMBERED] = id;
    }

    /// Whether the peer has begun this stream lately, rather than left its number out.
    boolean wasBegun(int id) {
        for (int known : begun) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }

    /// How many requests were worked on so far.
    long served() {
        return served;
    }

    /// How many requests have come to their end since this was last asked.
    int takeCompleted() {
        int count = completed;
        completed = 0;
        return count;
    }

    /// A request has come to its end.
    void countCompleted() {
        completed++;
    }

    void add(Http2Request request) {
        served++;
        running.put(request.stream().id(), request);
    }

    /// The thread of a request is done.
    ///
    /// @param complete whether the request is, too
    void done(Http2Request request, boolean complete) {
        int id = request.stream().id();
        running.remove(id);
        if (!complete) {
            answered.put(id, request);
        }
    }

    /// A request that was answered before has come to its end as well.
    void forget(Http2Request request) {
        answered.remove(request.stream().id());
    }

    @Nullable Http2Request get(int id) {
        Http2Request request = running.get(id);
        return request == null && !answered.isEmpty() ? answered.get(id) : request;
    }

    /// Whether no request is worked on.
    boolean isEmpty() {
        return running.isEmpty();
    }

    /// How many requests are worked on, also those whose stream is closed already.
    int size() {
        return running.size();
    }

    /// Whether so many streams are open or half-closed: those that count for
    /// SETTINGS_MAX_CONCURRENT_STREAMS (RFC 9113 §5.1.2).
    boolean hasOpen(int count) {
        return running.size() + answered.size() >= count && open() >= count;
    }

    /// How many streams are open or half-closed.
    int open() {
        int open = answered.size();
        for (Http2Request request : running.values()) {
            if (request.stream().state() != StreamState.CLOSED) {
                open++;
            }
        }
        return open;
    }

    /// What is worked on now.
    List<Http2Request> all() {
        return new ArrayList<>(running.values());
    }

    /// What is answered while the request still comes.
    List<Http2Request> allAnswered() {
        return answered.isEmpty() ? List.of() : new ArrayList<>(answered.values());
    }

    /// What was said of those that have not begun.
    EarlyPriorities priorities() {
        return priorities;
    }

    /// Those that this side has reset.
    ResetStreams reset() {
        return reset;
    }
}
