package io.roadrunner.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The subscriptions to the events of one `Roadrunner`, which owns it. Any thread may attach,
/// detach and emit. Subscribers are few: each attach and detach copies the list of them.
///
/// Without a subscriber to its type an event costs one volatile read and one comparison for each
/// subscription to others, because it is not even made:
///
/// ```java
/// if (telemetry.wants(RequestStarted.class)) {
///     telemetry.emit(new RequestStarted(clock.instant(), request));
/// }
/// ```
///
/// Handlers run in the emitting thread in the order in which they were attached. One that throws is
/// detached and logged once, and the emitting thread never sees what it threw.
public final class Telemetry {
    private final Logger logger;
    private final Object lock = new Object();

    /// Replaced as a whole under the lock, never written into.
    private volatile Subscription[] subscriptions = {};

    /// A registry without subscribers. The server makes its own; a test of a component that emits
    /// makes another.
    public Telemetry() {
        this(System.getLogger(Telemetry.class.getName()));
    }

    Telemetry(Logger logger) {
        this.logger = logger;
    }

    /// Has every event handled from now on.
    ///
    /// @param handler what handles them
    /// @return the way to end it
    public Subscription attach(TelemetryHandler handler) {
        return add(handler, List.of(TelemetryEvent.class));
    }

    /// Has the events of some types handled from now on.
    ///
    /// @param handler what handles them
    /// @param types at least one record, or group of them such as [RequestEvent]; an event of
    ///   several of these types is handled once
    /// @return the way to end it
    /// @throws IllegalArgumentException without a type
    @SafeVarargs
    public final Subscription attach(
            TelemetryHandler handler, Class<? extends TelemetryEvent>... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("no event type");
        }
        List<Class<? extends TelemetryEvent>> wanted = new ArrayList<>();
        for (Class<? extends TelemetryEvent> type : types) {
            wanted.add(type);
        }
        return add(handler, List.copyOf(wanted));
    }

    /// Whether anybody is subscribed to anything.
    public boolean isActive() {
        return subscriptions.length != 0;
    }

    /// Whether anybody is subscribed to an event of this type, or to one of this group: what to ask
    /// before an event is made.
    public boolean wants(Class<? extends TelemetryEvent> type) {
        for (Subscription subscription : subscriptions) {
            if (subscription.isAttached() && subscription.overlaps(type)) {
                return true;
            }
        }
        return false;
    }

    /// Hands an event to everybody who is subscribed to it; returns when all have handled it and
    /// throws nothing that a handler throws.
    public void emit(TelemetryEvent event) {
        for (Subscription subscription : subscriptions) {
            if (subscription.isAttached() && subscription.accepts(event)) {
                deliver(subscription, event);
            }
        }
    }

    /// Catches everything, `OutOfMemoryError` and `StackOverflowError` too: the thread serves a
    /// request whose slot and answer must not depend on who is watching. If the machine is really
    /// out of memory or stack, the thread's own work runs into it next.
    private void deliver(Subscription subscription, TelemetryEvent event) {
        try {
            subscription.handler().handle(event);
        } catch (Throwable failure) {
            endAndReport(subscription, event, failure);
        }
    }

    private void endAndReport(Subscription subscription, TelemetryEvent event, Throwable failure) {
        try {
            if (subscription.end()) {
                String handler = subscription.handler().getClass().getName();
                logger.log(
                        Level.ERROR,
                        "telemetry handler " + handler + " threw at " + event.name() + ": detached",
                        failure);
            }
        } catch (Throwable unreportable) {
            // Detached, but there is no way left to say so: not a reason to fail a request.
            return;
        }
    }

    private Subscription add(
            TelemetryHandler handler, List<Class<? extends TelemetryEvent>> types) {
        Subscription added = new Subscription(this, handler, types);
        synchronized (lock) {
            Subscription[] longer = Arrays.copyOf(subscriptions, subscriptions.length + 1);
            longer[longer.length - 1] = added;
            subscriptions = longer;
        }
        return added;
    }

    void remove(Subscription ended) {
        synchronized (lock) {
            subscriptions =
                    Arrays.stream(subscriptions)
                            .filter(subscription -> !subscription.equals(ended))
                            .toArray(Subscription[]::new);
        }
    }
}
