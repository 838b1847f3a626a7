package io.roadrunner.status;

import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Makes samples of what listeners have counted since the last one. Owned by the thread of the
/// [LiveFeed], for one run of it.
final class LiveSampler {
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RequestWatch watch;
    private Map<Listener, Long> served = new HashMap<>();
    private long lastNanos;

    /// Notes where the counters stand.
    ///
    /// @param now of [System#nanoTime()]
    LiveSampler(RequestWatch watch, List<Listener> listeners, long now) {
        this.watch = watch;
        this.lastNanos = now;
        listeners.forEach(listener -> served.put(listener, listener.info().requestsServed()));
    }

    /// Samples. What a listener has counted that was not there before is new altogether.
    ///
    /// @param number of the sample
    /// @param nanos of [System#nanoTime()] at this moment
    LiveSample sample(long number, List<Listener> listeners, long nanos) {
        Map<Listener, Long> counted = new HashMap<>();
        long requests = 0;
        int connections = 0;
        int active = 0;
        for (Listener listener : listeners) {
            ListenerInfo info = listener.info();
            counted.put(listener, info.requestsServed());
            requests += info.requestsServed() - served.getOrDefault(listener, 0L);
            connections += info.activeClients();
            active += info.activeRequests();
        }
        double seconds = Math.max(1, nanos - lastNanos) / SECOND_NANOS;
        served = counted;
        lastNanos = nanos;
        return new LiveSample(
                number,
                Instant.now(),
                requests / seconds,
                watch.takeErrors() / seconds,
                connections,
                active,
                watch.takeLatencies());
    }
}
