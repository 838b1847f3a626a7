package io.roadrunner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which members a service has and where it stands: the one place where its status changes. Any
/// thread; nothing here blocks.
///
/// ```
///   RUNNING ──drain──▶ DRAINING ──▶ STOPPED
///      ╰───────────stop───────────────▲
/// ```
///
/// A member that was started while a drain began is in exactly one hand: either it came first and
/// the drain finds it among the members, or it is told of the drain and never becomes one.
///
/// @param <M> what a member is
/// @param <D> what a drain is
final class ServiceMembers<M, D> {
    private final Map<String, M> members = new LinkedHashMap<>();
    private ServiceStatus status = ServiceStatus.RUNNING;
    private @Nullable D drain;

    synchronized ServiceStatus status() {
        return status;
    }

    /// The drain that runs or has run.
    synchronized @Nullable D drain() {
        return drain;
    }

    synchronized @Nullable M find(String name) {
        return members.get(name);
    }

    /// The members in the order in which they came.
    synchronized List<M> all() {
        return List.copyOf(members.values());
    }

    /// Takes a member in, if the service runs.
    ///
    /// @return how the service stands; whoever is not taken in has to end by itself
    synchronized ServiceStatus add(String name, M member) {
        if (status == ServiceStatus.RUNNING) {
            members.put(name, member);
        }
        return status;
    }

    /// Forgets a member.
    synchronized void remove(String name) {
        members.remove(name);
    }

    /// Goes from running to draining.
    ///
    /// @param next the drain, if this is the first
    /// @return the drain that counts, null when the service has stopped
    synchronized @Nullable D beginDrain(D next) {
        return switch (status) {
            case RUNNING -> {
                status = ServiceStatus.DRAINING;
                drain = next;
                yield next;
            }
            case DRAINING -> drain;
            case STOPPED -> null;
        };
    }

    /// Goes to the end, from wherever it stands.
    ///
    /// @return the members that are left to be stopped
    synchronized List<M> stop() {
        status = ServiceStatus.STOPPED;
        return all();
    }
}
