package io.roadrunner.status;

import java.util.ArrayDeque;
import java.util.List;

/// The samples of the last five minutes that somebody watched. Any thread.
final class LiveHistory {
    static final int MOST = 300;

    private final ArrayDeque<LiveSample> samples = new ArrayDeque<>(MOST);
    private long last;

    /// The number of the newest sample, 0 before the first.
    synchronized long last() {
        return last;
    }

    synchronized void add(LiveSample sample) {
        if (samples.size() == MOST) {
            samples.removeFirst();
        }
        samples.addLast(sample);
        last = sample.number();
    }

    /// The samples after one of a number up to another, the oldest first.
    synchronized List<LiveSample> between(long after, long upTo) {
        return samples.stream()
                .filter(sample -> sample.number() > after && sample.number() <= upTo)
                .toList();
    }
}
