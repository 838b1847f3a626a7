package io.roadrunner;

import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.exchange.IdleSignal;
import io.roadrunner.listener.ListenerCore;
import io.roadrunner.telemetry.Straggler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The listeners of a `Roadrunner` by their names. No lock is held while an address is bound. Any
/// thread.
final class Listeners {
    private final IdleSignal idle;
    private final Map<String, Listener> running = new LinkedHashMap<>();

    /// Names whose listeners are being bound; guarded by this object, like all.
    private final Set<String> starting = new HashSet<>();

    private boolean closed;

    /// @param idle is told when a listener counts no more
    Listeners(IdleSignal idle) {
        this.idle = idle;
    }

    /// Starts all of them or none; nothing is left behind of what could not be started.
    ///
    /// @throws ListenerException as [Roadrunner#startListener] does
    List<Listener> start(List<ListenerPlan> plans) {
        List<String> names = plans.stream().map(ListenerPlan::name).toList();
        reserve(names);
        List<Listener> bound = new ArrayList<>();
        boolean started = false;
        try {
            List<Listener> composed = plans.stream().map(this::compose).toList();
            for (Listener listener : composed) {
                bind(listener.core());
                bound.add(listener);
            }
            register(bound);
            started = true;
            return composed;
        } finally {
            if (!started) {
                bound.forEach(Listener::stop);
                giveBack(names);
            }
        }
    }

    private Listener compose(ListenerPlan plan) {
        String name = plan.name();
        // Not the plan: its routes may be an application's, which a reload must be able to let go.
        Runnable onEnd = plan.onEnd();
        try {
            ListenerCore core =
                    new ListenerCore(
                            name, plan.options(), plan.environment(), () -> end(name, onEnd));
            return new Listener(core, plan.options().routes().isSingleHandler());
        } catch (InvalidTlsException e) {
            throw new ListenerException(
                    new ListenerException.Reason.InvalidTls(e),
                    "listener " + name + " cannot prove who it is: " + e.getMessage(),
                    e);
        }
    }

    private static void bind(ListenerCore core) {
        try {
            core.start();
        } catch (IOException e) {
            String address = core.options().address().toString();
            throw new ListenerException(
                    new ListenerException.Reason.ListenFailed(e),
                    "listener "
                            + core.name()
                            + " cannot listen on "
                            + address
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private synchronized void reserve(List<String> names) {
        checkOpen();
        for (String name : names) {
            if (running.containsKey(name) || starting.contains(name)) {
                throw ListenerException.alreadyStarted(name, "listener");
            }
        }
        starting.addAll(names);
    }

    private synchronized void register(List<Listener> started) {
        checkOpen();
        for (Listener listener : started) {
            starting.remove(listener.name());
            running.put(listener.name(), listener);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw ListenerException.closed();
        }
    }

    private synchronized void giveBack(List<String> names) {
        names.forEach(starting::remove);
    }

    private void end(String name, Runnable onEnd) {
        onEnd.run();
        synchronized (this) {
            running.remove(name);
        }
        idle.signal();
    }

    /// The listeners that run, the newest first.
    synchronized List<Listener> all() {
        return List.copyOf(new ArrayList<>(running.values()).reversed());
    }

    synchronized Optional<Listener> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /// How many requests are in flight on all that run.
    int inFlight() {
        return all().stream().mapToInt(listener -> listener.core().admission().active()).sum();
    }

    /// What is in flight now, as the result of a wait that was too short.
    DrainResult.TimedOut busy() {
        int connections = 0;
        int requests = 0;
        List<Straggler> stragglers = new ArrayList<>();
        for (Listener listener : all()) {
            connections += listener.core().activeClients();
            requests += listener.core().admission().active();
            stragglers.addAll(listener.core().stragglers());
        }
        return new DrainResult.TimedOut(connections, requests, stragglers);
    }

    /// Starts none any more.
    synchronized void close() {
        closed = true;
    }
}
