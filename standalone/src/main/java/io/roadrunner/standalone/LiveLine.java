package io.roadrunner.standalone;

import io.roadrunner.ListenerInfo;

/// The line that shows how busy a listener is, on a terminal. Main thread.
final class LiveLine {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Screen screen;
    private long lastNanos;
    private long lastServed = -1;

    LiveLine(Screen screen) {
        this.screen = screen;
    }

    /// Shows the counters and what has been served since the last call.
    void show(ListenerInfo info, long nowNanos) {
        if (!screen.isTerminal()) {
            return;
        }
        long served = info.requestsServed();
        if (lastServed >= 0) {
            double seconds = (nowNanos - lastNanos) / NANOS_PER_SECOND;
            long perSecond = Math.round((served - lastServed) / seconds);
            screen.status(text(perSecond, info));
        }
        lastNanos = nowNanos;
        lastServed = served;
    }

    private static String text(long perSecond, ListenerInfo info) {
        StringBuilder text = new StringBuilder().append(perSecond).append(" requests/s, ");
        text.append(Plural.of(info.activeClients(), "connection")).append(", ");
        text.append(info.activeRequests()).append(" in flight");
        if (info.rejected() > 0) {
            text.append(", ").append(info.rejected()).append(" rejected");
        }
        return text.toString();
    }
}
