package io.roadrunner.standalone;

import io.roadrunner.ListenerInfo;
import java.util.List;
import java.util.function.ToLongFunction;

/// The line that shows how busy the listeners are, on a terminal. Main thread.
final class LiveLine {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Screen screen;
    private long lastNanos;
    private long lastServed = -1;

    LiveLine(Screen screen) {
        this.screen = screen;
    }

    /// Shows the counters and what has been served since the last call.
    void show(List<ListenerInfo> infos, long nowNanos) {
        if (!screen.isTerminal()) {
            return;
        }
        long served = sum(infos, ListenerInfo::requestsServed);
        if (lastServed >= 0) {
            double seconds = (nowNanos - lastNanos) / NANOS_PER_SECOND;
            long perSecond = Math.round((served - lastServed) / seconds);
            screen.status(text(Math.max(0, perSecond), infos));
        }
        lastNanos = nowNanos;
        lastServed = served;
    }

    private static long sum(List<ListenerInfo> infos, ToLongFunction<ListenerInfo> counter) {
        return infos.stream().mapToLong(counter).sum();
    }

    private static String text(long perSecond, List<ListenerInfo> infos) {
        StringBuilder text = new StringBuilder().append(perSecond).append(" requests/s, ");
        text.append(Plural.of(sum(infos, ListenerInfo::activeClients), "connection")).append(", ");
        text.append(sum(infos, ListenerInfo::activeRequests)).append(" in flight");
        long rejected = sum(infos, ListenerInfo::rejected);
        if (rejected > 0) {
            text.append(", ").append(rejected).append(" rejected");
        }
        return text.toString();
    }
}
