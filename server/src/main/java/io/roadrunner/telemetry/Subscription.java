package io.roadrunner.telemetry;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One handler attached to a [Telemetry], until it is detached or throws. Any thread may use it.
public final class Subscription implements AutoCloseable {
    private final Telemetry telemetry;
    private final TelemetryHandler handler;
    private final List<Class<? extends TelemetryEvent>> types;
    private final AtomicBoolean attached = new AtomicBoolean(true);

    Subscription(
            Telemetry telemetry,
            TelemetryHandler handler,
            List<Class<? extends TelemetryEvent>> types) {
        this.telemetry = telemetry;
        this.handler = handler;
        this.types = types;
    }

    /// Ends the subscription. An event that is emitted after this returns is not handled any more;
    /// one that another thread is handing over right now still may be. Called again it does
    /// nothing.
    public void detach() {
        end();
    }

    /// The same as [#detach].
    @Override
    public void close() {
        end();
    }

    /// Whether events are still handled: false once detached, by the owner or for throwing.
    public boolean isAttached() {
        return attached.get();
    }

    TelemetryHandler handler() {
        return handler;
    }

    boolean accepts(TelemetryEvent event) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).isInstance(event)) {
                return true;
            }
        }
        return false;
    }

    /// Whether some event of the type may be handled.
    boolean overlaps(Class<? extends TelemetryEvent> type) {
        for (int i = 0; i < types.size(); i++) {
            Class<? extends TelemetryEvent> wanted = types.get(i);
            if (wanted.isAssignableFrom(type) || type.isAssignableFrom(wanted)) {
                return true;
            }
        }
        return false;
    }

    /// Ends the subscription; true for exactly one caller. The flag falls first and without an
    /// allocation, so that a handler is silenced even when there is no memory to drop it.
    boolean end() {
        boolean first = attached.compareAndSet(true, false);
        if (first) {
            telemetry.remove(this);
        }
        return first;
    }
}
